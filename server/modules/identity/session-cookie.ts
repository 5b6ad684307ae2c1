import type { RawCall } from '../../kernel/module.ts';
import { SESSION_COOKIE } from '../../kernel/http/admit.ts';

/** Readable by the server alone, sent only to us. `Secure` where people reach us over https. */
export function setSessionCookie(call: RawCall, secret: string, expiresAt: Date): void {
  const secure =
    call.request.protocol === 'https' || call.ports.settings.publicUrl?.startsWith('https:')
      ? '; Secure'
      : '';
  call.reply.header(
    'set-cookie',
    `${SESSION_COOKIE}=${secret}; Path=/; HttpOnly; SameSite=Lax; Expires=${expiresAt.toUTCString()}${secure}`,
  );
}

export function clearSessionCookie(call: RawCall): void {
  call.reply.header('set-cookie', `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
}
