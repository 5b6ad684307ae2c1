import type { CustomerId } from '@teahouse/contract/ids';
import { handOutKey } from '../../kernel/front-desk.ts';
import { CUSTOMER_COOKIE, customerSecrets } from '../../kernel/http/admit.ts';
import type { RawCall } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';

/** A year without coming back ends it; browsers keep no cookie much longer. */
const LIFE_MS = 400 * 24 * 3_600_000;

/** A session for a customer's phone; returns the secret for the cookie. */
export function openCustomerSession(work: Work, customerId: CustomerId): Promise<string> {
  return handOutKey(work, 'customer_session', {
    opens: customerId,
    holder: customerId,
    expiresAt: new Date(work.now.getTime() + LIFE_MS),
  });
}

/** Adds the session to those the phone holds already: it may be a customer of several companies here. Scripts cannot read it. */
export function setCustomerCookie(call: RawCall, secret: string, embedded = false): void {
  const safe = call.request.protocol === 'https' || call.ports.settings.publicUrl?.startsWith('https:');
  // In a frame of another site browsers keep only such cookies, apart for each site, and only over https.
  const reach = safe && embedded ? 'None; Partitioned' : 'Lax';
  const all = [secret, ...customerSecrets(call.request.headers.cookie)].slice(0, 10).join('.');
  const expires = new Date(call.now.getTime() + LIFE_MS).toUTCString();
  call.reply.header(
    'set-cookie',
    `${CUSTOMER_COOKIE}=${all}; Path=/; HttpOnly; SameSite=${reach}; Expires=${expires}${safe ? '; Secure' : ''}`,
  );
}
