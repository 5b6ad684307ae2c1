import * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import type { RawCall } from '../../../kernel/module.ts';
import { openTicket, sealTicket } from '../../../kernel/seal.ts';

export const TWO_MINUTES = 2 * 60_000;
/** Where a phone's yes waits for the browser, at the front desk. */
export const QR_YES = 'qr_sign_in';
const WAITS = 'qr sign-in of a browser';
const SHOWN = 'qr sign-in as scanned';

const Guest = z.object({ id: z.string(), device: z.string(), ip: z.string(), at: z.number() });
/** The browser that waits, as it was when it asked. */
export type Guest = z.infer<typeof Guest>;

/**
 * Two notes about one wish to sign in: what the browser keeps can end in a session, what its code shows can only be said yes to.
 * Whoever photographs the code gains nothing.
 */
export function qrTickets(call: RawCall, guest: Guest): { ticket: string; code: string; expiresAt: Date } {
  const expiresAt = new Date(call.now.getTime() + TWO_MINUTES);
  const { secret } = call.ports;
  return {
    ticket: sealTicket(secret, WAITS, { id: guest.id }, expiresAt),
    code: sealTicket(secret, SHOWN, guest, expiresAt),
    expiresAt,
  };
}

/** Throws identity.ticket_expired. */
export function waitingOf(call: RawCall, ticket: string): string {
  const { data } = Guest.pick({ id: true }).safeParse(openTicket(call.ports.secret, WAITS, ticket, call.now));
  return data?.id ?? fail('identity.ticket_expired');
}

/** Throws identity.ticket_expired. */
export function guestOf(call: RawCall, code: string): Guest {
  const { data } = Guest.safeParse(openTicket(call.ports.secret, SHOWN, code, call.now));
  return data ?? fail('identity.ticket_expired');
}

/** 'Chrome · Windows' out of a browser's long name for itself; '' where it says nothing known. */
export function deviceOf(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(agent)?.[1];
  const system = /(iPhone|iPad|Android|Windows|Macintosh|Linux)/.exec(agent)?.[1];
  const named: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', Macintosh: 'macOS' };
  return [browser, system].flatMap((part) => (part === undefined ? [] : [named[part] ?? part])).join(' · ');
}
