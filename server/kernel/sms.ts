import { createHmac } from 'node:crypto';
import type { Ports } from './ports.ts';

/** A code on its way to a phone, as an SMS provider's gateway gets it. */
export interface Sms {
  /** +8613800138000 */
  to: string;
  code: string;
  locale: 'zh' | 'en';
}

/**
 * Asks the operator's SMS gateway to send a code: JSON, signed with HMAC-SHA256 over `timestamp.body` in `x-signature`. The gateway holds
 * the provider's template. Throws where it does not take it.
 */
export async function sendSms(
  ports: Pick<Ports, 'settings' | 'fetchOutside'>,
  sms: Sms,
  now: Date,
): Promise<void> {
  const { smsUrl, smsSecret = '', outsideAllow } = ports.settings;
  if (!smsUrl) throw new Error('no SMS gateway is set');
  const body = JSON.stringify(sms);
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signature = createHmac('sha256', smsSecret).update(`${timestamp}.${body}`).digest('hex');
  const { status } = await ports.fetchOutside(smsUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature },
    body,
    redirects: 0,
    inside: outsideAllow,
  });
  if (status < 200 || status > 299) throw new Error(`the SMS gateway answered ${status}`);
}
