// Signing in on a computer by scanning with a phone that is signed in.
import * as z from 'zod';
import { endpoint } from './define.ts';

const Ticket = z.string().min(1).max(1_000);

/** What is about to be signed in, as the phone shows it before anybody says yes. */
export const QrGuest = z.object({
  /** 'Chrome · Windows'; '' where the browser says nothing known */
  device: z.string(),
  ip: z.string(),
  askedAt: z.iso.datetime(),
  /** the member has signed in from this network before */
  knownPlace: z.boolean(),
  corpName: z.string(),
});
export type QrGuest = z.infer<typeof QrGuest>;

export const qrSignIn = {
  startQrSignIn: endpoint({
    method: 'POST',
    path: '/sign-in/qr',
    summary: 'A QR code for a phone to scan; good for two minutes and one sign-in',
    who: 'anyone',
    input: z.object({}),
    output: z.object({
      /** stays in this browser, which asks with it how things stand */
      ticket: z.string(),
      /** what the phone opens */
      url: z.string(),
      /** SVG of it */
      qr: z.string(),
      expiresAt: z.iso.datetime(),
    }),
    errors: ['common.too_many'],
  }),
  askQrSignIn: endpoint({
    method: 'POST',
    path: '/sign-in/qr/ask',
    summary: 'Whether the phone has said yes; if so this browser is signed in',
    who: 'anyone',
    input: z.object({ ticket: Ticket }),
    output: z.object({ state: z.enum(['waiting', 'done', 'refused']) }),
    errors: ['identity.ticket_expired'],
  }),
  lookAtQrSignIn: endpoint({
    method: 'POST',
    path: '/me/qr-sign-in/look',
    summary: 'What a scanned code would sign in',
    who: 'member',
    input: z.object({ code: Ticket }),
    output: QrGuest,
    errors: ['identity.ticket_expired'],
  }),
  decideQrSignIn: endpoint({
    method: 'POST',
    path: '/me/qr-sign-in',
    summary: 'Sign in the browser whose code was scanned, or refuse it; a code is decided once',
    who: 'member',
    input: z.object({ code: Ticket, allow: z.boolean() }),
    output: z.object({}),
    errors: ['identity.ticket_expired'],
  }),
};
