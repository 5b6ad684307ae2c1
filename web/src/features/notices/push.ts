// The push subscription of this browser: made on request, renewed at each start so that it belongs to the session of today.
import { api, ApiError, Unreachable } from '../../lib/api.ts';
import { keep, kept } from '../../lib/device-settings.ts';

export type PushState = 'on' | 'off' | 'denied' | 'unsupported';

const supported = () =>
  'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;

/** Waits for our own worker; undefined where none was registered. */
async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  return supported() ? await navigator.serviceWorker.getRegistration() : undefined;
}

export async function pushState(): Promise<PushState> {
  const registration = await worker();
  if (!registration) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const subscription = await registration.pushManager.getSubscription();
  return subscription && Notification.permission === 'granted' && kept('push') !== null ? 'on' : 'off';
}

/** Asks the browser for leave and tells the server where to push; call it from a click. */
export async function switchPushOn(): Promise<PushState> {
  const registration = await worker();
  if (!registration) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { key } = await api.notices.getPushKey({});
  const old = await registration.pushManager.getSubscription();
  // One made for another server's key would be refused for ever.
  await old?.unsubscribe();
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  await tell(made);
  return 'on';
}

export async function switchPushOff(): Promise<PushState> {
  const registration = await worker();
  const subscription = await registration?.pushManager.getSubscription();
  const pushId = kept('push');
  await subscription?.unsubscribe();
  keep('push', null);
  if (pushId)
    await api.notices.removePush({ pushId: pushId as `push_${string}` }).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error; // gone already
    });
  return 'off';
}

/** At each start: a subscription lives in the session it was made in, and sessions end. */
export async function renewPush(): Promise<void> {
  if ((await pushState()) !== 'on') return;
  const subscription = await (await worker())?.pushManager.getSubscription();
  if (!subscription) return;
  try {
    await tell(subscription);
  } catch (error) {
    // The next start tries again.
    if (!(error instanceof ApiError) && !(error instanceof Unreachable)) throw error;
  }
}

async function tell(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  const { pushId } = await api.notices.addPush({
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
  });
  keep('push', pushId);
}
