// The app's own service worker: keeps the shell at hand, shows pushes, opens the right page on a click.
export {};

declare const self: ServiceWorkerGlobalScope & { SHELL: string[] };

const version = async () => {
  const bytes = new TextEncoder().encode(self.SHELL.join());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `shell-${Array.from(digest.slice(0, 8), (b) => b.toString(16).padStart(2, '0')).join('')}`;
};

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(await version());
      await cache.addAll(self.SHELL.map((url) => new Request(url, { cache: 'reload' })));
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const current = await version();
      for (const name of await caches.keys()) if (name !== current) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting());
});

/** Answered by the server alone: interfaces, and the pages that sign people in to apps. */
const SERVERS_OWN = /^\/(api|c|s|customer|cgi-bin|connect|wwlogin|wwopen|jssdk)(\/|$)/;

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (SERVERS_OWN.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(shellPage(request));
  else if (url.pathname.startsWith('/assets/') || self.SHELL.includes(url.pathname))
    event.respondWith(cachedFile(request));
});

async function shellPage(request: Request): Promise<Response> {
  const cache = await caches.open(await version());
  return (await cache.match('/')) ?? fetch(request);
}

async function cachedFile(request: Request): Promise<Response> {
  const cache = await caches.open(await version());
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  // Files under /assets/ carry their hash in the name, so a kept copy is never wrong.
  if (answer.ok && new URL(request.url).pathname.startsWith('/assets/'))
    await cache.put(request, answer.clone());
  return answer;
}

interface PushBody {
  title: string;
  text: string;
  /** where a click leads, under this origin */
  path?: string;
  /** pushes with the same tag replace each other: one per chat */
  tag?: string;
  badge?: number;
}

self.addEventListener('push', (event) => {
  const body = (event.data?.json() ?? { title: '茶馆', text: '' }) as PushBody;
  event.waitUntil(
    (async () => {
      const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      // Somebody is looking at the app: it shows the message itself.
      if (windows.some((w) => w.visibilityState === 'visible' && w.focused)) return;
      await self.registration.showNotification(body.title, {
        body: body.text,
        icon: '/icons/tea-192.png',
        badge: '/icons/tea-badge-96.png',
        data: { path: body.path ?? '/' },
        ...(body.tag ? { tag: body.tag, renotify: true } : {}),
      } as NotificationOptions);
      if (body.badge !== undefined && 'setAppBadge' in self.navigator)
        await self.navigator.setAppBadge(body.badge);
    })(),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path = '/' } = (event.notification.data ?? {}) as { path?: string };
  event.waitUntil(
    (async () => {
      const target = new URL(path, self.location.origin);
      if (target.origin !== self.location.origin) return;
      const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      if (!open) {
        await self.clients.openWindow(target.href);
        return;
      }
      open.postMessage({ go: target.pathname + target.search });
      await open.focus();
    })(),
  );
});
