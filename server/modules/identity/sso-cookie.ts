import * as z from 'zod';
import type { RawCall } from '../../kernel/module.ts';
import { openTicket, sealTicket } from '../../kernel/seal.ts';

const NAME = 'th_sso';
export const TEN_MINUTES = 10 * 60_000;
const Trip = z.object({
  corpId: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  /** the path of ours the member was heading for */
  next: z.string().optional(),
});
/** What we must remember while the browser is away at the identity provider. */
export type Trip = z.infer<typeof Trip>;

export function rememberTrip(call: RawCall, trip: Trip): void {
  const ticket = sealTicket(call.ports.secret, 'sso', trip, new Date(call.now.getTime() + TEN_MINUTES));
  setCookie(call, `${NAME}=${ticket}; Max-Age=600`);
}

export function forgetTrip(call: RawCall): void {
  setCookie(call, `${NAME}=; Max-Age=0`);
}

export function tripOf(call: RawCall): Trip | undefined {
  const found = (call.request.headers.cookie ?? '').split(';').find((c) => c.trim().startsWith(`${NAME}=`));
  const ticket = found?.trim().slice(NAME.length + 1);
  const facts = ticket ? openTicket(call.ports.secret, 'sso', ticket, call.now) : undefined;
  return Trip.safeParse(facts).data;
}

function setCookie(call: RawCall, cookie: string): void {
  const https = call.request.protocol === 'https' || call.ports.settings.publicUrl?.startsWith('https:');
  call.reply.header(
    'set-cookie',
    `${cookie}; Path=/api/sign-in; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`,
  );
}
