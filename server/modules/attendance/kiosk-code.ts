import { createHmac, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;

/** The code a kiosk of a place shows at a time, and when it ends. Derived from the secret of the installation: nothing is stored. */
export function kioskCode(secret: Buffer, corpId: string, placeId: string, now: Date) {
  const step = Math.floor(now.getTime() / STEP_MS);
  return { code: `${placeId}.${mac(secret, corpId, placeId, step)}`, until: new Date((step + 1) * STEP_MS) };
}

/** The place and step of a code that is shown now or was until thirty seconds ago; undefined for any other. */
export function readKioskCode(
  secret: Buffer,
  corpId: string,
  code: string,
  now: Date,
): { placeId: string; step: number } | undefined {
  const [placeId = '', given = ''] = code.split('.');
  const current = Math.floor(now.getTime() / STEP_MS);
  for (const step of [current, current - 1]) {
    const wanted = Buffer.from(mac(secret, corpId, placeId, step));
    const shown = Buffer.from(given);
    if (shown.length === wanted.length && timingSafeEqual(shown, wanted)) return { placeId, step };
  }
  return undefined;
}

const mac = (secret: Buffer, corpId: string, placeId: string, step: number) =>
  createHmac('sha256', secret).update(`kiosk ${corpId} ${placeId} ${step}`).digest('base64url').slice(0, 12);
