import type { AppDetails } from '../app-details.ts';

/** What the page may do. Never: navigate the window around it, or open one that is not as bound as itself. */
const SANDBOX = 'allow-scripts allow-forms allow-popups allow-downloads allow-modals';

type Framed = Pick<AppDetails, 'name' | 'trustedDomain' | 'homeUrl'>;

/**
 * The document between our client and an app's page. It stands on our origin, holds nothing but the frame and a script that carries
 * messages, and its policy lets the frame go to the app's domain alone, wherever a link or redirect in it points.
 */
export function frameDocument(app: Framed, page: string, origin: string): string {
  // On our own host the page must not share our origin, and a port is no border to cookies: it gets an origin of nobody.
  const apart = new URL(page).hostname !== new URL(origin).hostname;
  const sandbox = apart ? `${SANDBOX} allow-same-origin` : SANDBOX;
  return `<!doctype html><meta charset="utf-8"><title>${html(app.name)}</title><style>html,body,iframe{margin:0;width:100%;height:100%;border:0;display:block;overflow:hidden}</style><iframe id="app" title="${html(app.name)}" sandbox="${sandbox}" referrerpolicy="no-referrer" data-sources="${html(sourcesOf(app).join(' '))}" data-apart="${apart}" src="${html(page)}"></iframe><script src="/app-frame.js"></script>`;
}

export function framePolicy(app: Framed, origin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'unsafe-inline'",
    `frame-src ${sourcesOf(app).join(' ')} ${origin}/connect/oauth2/authorize`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Where pages of the app may come from, as a policy writes it. */
function sourcesOf({ trustedDomain, homeUrl }: Framed): string[] {
  if (trustedDomain === '') return homeUrl === '' ? ["'none'"] : [new URL(homeUrl).origin];
  const plain = trustedDomain.startsWith('localhost') || /^[\d.]+(:|$)/.test(trustedDomain);
  const hosts = plain ? [trustedDomain] : [trustedDomain, `*.${trustedDomain}`];
  const anyPort = trustedDomain.includes(':') ? '' : ':*';
  return hosts.flatMap((host) => [`https://${host}${anyPort}`, `http://${host}${anyPort}`]);
}

const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
