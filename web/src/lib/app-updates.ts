import { toast } from '../ui/overlays.ts';

/** Registers the service worker and offers a new version once it is ready; nothing reloads by itself. */
export function watchForUpdates(words: () => { updateReady: string; updateNow: string }): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const offer = (worker: ServiceWorker) => {
    const { updateReady, updateNow } = words();
    toast(updateReady, { action: { label: updateNow, run: () => worker.postMessage('take-over') } });
  };
  let reloading = false;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!hadOne || reloading) return;
    reloading = true;
    location.reload();
  });
  void navigator.serviceWorker
    .register('/sw.js')
    .then((registration: ServiceWorkerRegistration | undefined) => {
      if (!registration) return; // a locked-down browser may answer nothing
      if (registration.waiting && hadOne) offer(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const coming = registration.installing;
        coming?.addEventListener('statechange', () => {
          if (coming.state === 'installed' && navigator.serviceWorker.controller) offer(coming);
        });
      });
      setInterval(() => void registration.update(), 60 * 60_000);
    });
}
