import type { ForeignAnswer, ForeignCall } from '../../../kernel/http/foreign.ts';
import { texts } from '../wecom.texts.ts';

const words = {
  zh: {
    confirm: (app: string) => `登录到「${app}」`,
    to: (host: string) => `将以你当前的茶馆账号登录 ${host}`,
    go: '确认登录',
    wrong: '无法登录该应用',
  },
  en: {
    confirm: (app: string) => `Sign in to “${app}”`,
    to: (host: string) => `You are about to sign in to ${host} with your Teahouse account.`,
    go: 'Sign in',
    wrong: 'This app cannot sign you in',
  },
};

/** Asks the person before the browser whether a program may learn who they are. */
export function toConfirm(
  call: ForeignCall,
  { href, appName, host }: { href: string; appName: string; host: string },
): ForeignAnswer {
  const say = words[languageOf(call)];
  return page(
    call,
    say.confirm(appName || host),
    `<h1>${html(say.confirm(appName || host))}</h1><p>${html(say.to(host))}</p><a class="go" href="${html(href)}">${say.go}</a>`,
  );
}

/** Tells a person what a program asked for wrongly, with the vendor's number for whoever wrote the program. */
export function tellPerson(call: ForeignCall, errcode: number): ForeignAnswer {
  const say = words[languageOf(call)];
  const why = `${errcode} ${texts[errcode] ?? ''}`;
  return { ...page(call, say.wrong, `<h1>${say.wrong}</h1><p><code>${html(why)}</code></p>`), status: 400 };
}

/** A page that our own client puts around apps understands: it asks for the code in the frame's place. */
export function inTheFrame(): ForeignAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; script-src 'self'; frame-ancestors 'self'",
      'cache-control': 'no-store',
    },
    body: '<!doctype html><meta charset="utf-8"><title>…</title><script src="/jssdk/ask-for-code.js"></script>',
  };
}

const languageOf = ({ request }: ForeignCall): 'zh' | 'en' =>
  /^en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';

function page(call: ForeignCall, title: string, body: string): ForeignAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    },
    body: `<!doctype html><html lang="${languageOf(call)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${html(title)}</title><style>${STYLE}</style><main>${body}</main></html>`,
  };
}

const STYLE = `:root{color-scheme:light dark}body{margin:0;min-height:100dvh;display:grid;place-items:center;font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;background:light-dark(#f4f3f0,#191817);color:light-dark(#22201d,#eceae6)}main{box-sizing:border-box;width:min(380px,100vw - 32px);padding:32px 28px;border-radius:14px;background:light-dark(#fff,#242220);text-align:center}h1{margin:0 0 8px;font-size:19px;font-weight:600}p{margin:0 0 20px;color:light-dark(#6a655d,#a9a49b);overflow-wrap:anywhere}.go{display:block;padding:10px;border-radius:8px;background:#2f6b4f;color:#fff;text-decoration:none;font-weight:500}.go:focus-visible{outline:2px solid #2f6b4f;outline-offset:2px}`;

const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('>', '&gt;');
