// Signing in, and what members see and change of their own account. What administrators do is in identity-admin.ts.
import * as z from 'zod';
import { adminRights, endpoint } from './define.ts';
import { CorpId, idOf } from './ids.ts';
import { MemberBrief } from './directory.ts';

export const Locale = z.enum(['zh', 'en']);
export const SessionId = idOf('ses');
export const PasskeyId = idOf('pk');
export const Factor = z.enum(['totp', 'passkey', 'recovery']);
const Done = z.object({});
/** New passwords; the house also refuses common ones and one's own name. */
export const NewPassword = z.string().min(8).max(200);
/** What the browser's WebAuthn calls take and give, as JSON; checked in depth by the WebAuthn library. */
const WebAuthn = z.record(z.string(), z.unknown());

export const Me = z.object({
  member: MemberBrief,
  corp: z.object({ id: CorpId, name: z.string() }),
  locale: Locale,
  /** IANA zone of the company */
  zone: z.string(),
  rights: z.array(z.enum(adminRights)),
  /** the company asks for a second factor that is still missing: only the security settings are open */
  mustEnrol: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** A signed-in device. */
export const Session = z.object({
  id: SessionId,
  /** this very one */
  current: z.boolean(),
  agent: z.string(),
  ip: z.string(),
  way: z.enum(['password', 'passkey', 'sso', 'invitation', 'qr']),
  createdAt: z.iso.datetime(),
  /** to the minute */
  seenAt: z.iso.datetime(),
});
export type Session = z.infer<typeof Session>;

export const SignInAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done') }),
  z.object({ state: z.literal('choose'), corps: z.array(z.object({ id: CorpId, name: z.string() })) }),
  z.object({ state: z.literal('second-factor'), ticket: z.string(), factors: z.array(Factor) }),
]);
export type SignInAnswer = z.infer<typeof SignInAnswer>;
const Ticket = z.string().min(1).max(2_000);
const Code = z.string().trim().min(6).max(40);

const secondProofs = [
  z.strictObject({ kind: z.literal('totp'), code: Code }),
  z.strictObject({ kind: z.literal('recovery'), code: Code }),
  z.strictObject({ kind: z.literal('passkey'), ticket: Ticket, response: WebAuthn }),
] as const;
/** What a second step may be. */
export const SecondProof = z.discriminatedUnion('kind', secondProofs);
export type SecondProof = z.infer<typeof SecondProof>;
/** Proof of who sits there: any one of them. */
export const Proof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('password'), password: z.string().min(1).max(200) }),
  ...secondProofs,
]);
export type Proof = z.infer<typeof Proof>;

/** Whether clocks can be set by this name; old spellings count. */
function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const identity = {
  me: endpoint({
    method: 'GET',
    path: '/me',
    summary: 'Who I am',
    who: 'member',
    enrolling: true,
    input: z.object({}),
    output: Me,
    errors: [],
  }),
  setupState: endpoint({
    method: 'GET',
    path: '/setup',
    summary: 'Whether this installation still waits for its first company',
    who: 'anyone',
    input: z.object({}),
    output: z.object({ needed: z.boolean() }),
    errors: [],
  }),
  setUp: endpoint({
    method: 'POST',
    path: '/setup',
    summary: 'Found the first company; its owner is signed in',
    who: 'anyone',
    input: z.object({
      corpName: z.string().trim().min(1).max(100),
      ownerName: z.string().trim().min(1).max(60),
      email: z.email().max(120),
      password: NewPassword,
      locale: Locale,
      /** IANA */
      zone: z.string().min(1).max(60).refine(isZone),
    }),
    output: z.object({ corpId: CorpId }),
    errors: ['identity.already_set_up', 'identity.weak_password'],
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/sign-in',
    summary: 'Sign in with a password',
    who: 'anyone',
    input: z.object({
      /** email, mobile or userid */
      login: z.string().trim().min(1).max(120),
      password: z.string().min(1).max(200),
      /** needed where one login belongs to several companies */
      corpId: CorpId.optional(),
    }),
    output: SignInAnswer,
    errors: ['identity.wrong_password', 'identity.locked', 'identity.way_not_allowed'],
  }),
  signInSecond: endpoint({
    method: 'POST',
    path: '/sign-in/second',
    summary: 'Finish signing in with a code or a passkey',
    who: 'anyone',
    input: z.object({ ticket: Ticket, proof: SecondProof }),
    output: z.object({ state: z.literal('done') }),
    errors: ['identity.wrong_code', 'identity.wrong_passkey', 'identity.locked', 'identity.ticket_expired'],
  }),
  secondPasskeyOptions: endpoint({
    method: 'POST',
    path: '/sign-in/second/passkey-options',
    summary: 'What the browser needs to show a passkey as second factor',
    who: 'anyone',
    input: z.object({ ticket: Ticket }),
    output: z.object({ options: WebAuthn, ticket: z.string() }),
    errors: ['identity.ticket_expired'],
  }),
  passkeyOptions: endpoint({
    method: 'POST',
    path: '/sign-in/passkey-options',
    summary: 'What the browser needs to sign in with a passkey alone',
    who: 'anyone',
    input: z.object({}),
    output: z.object({ options: WebAuthn, ticket: z.string() }),
    errors: [],
  }),
  signInWithPasskey: endpoint({
    method: 'POST',
    path: '/sign-in/passkey',
    summary: 'Sign in with a passkey alone',
    who: 'anyone',
    input: z.object({ ticket: Ticket, response: WebAuthn }),
    output: z.object({ state: z.literal('done') }),
    errors: ['identity.wrong_passkey', 'identity.ticket_expired', 'identity.way_not_allowed'],
  }),
  signInWays: endpoint({
    method: 'GET',
    path: '/sign-in/ways',
    summary: 'Single sign-on of a company; without an id, of the only company here',
    who: 'anyone',
    input: z.object({ corp: CorpId.optional() }),
    output: z.object({
      sso: z.object({ corpId: CorpId, button: z.string() }).nullable(),
      /** a forgotten password can be replaced with a link by mail */
      resetByMail: z.boolean(),
    }),
    errors: [],
  }),
  forgotPassword: endpoint({
    method: 'POST',
    path: '/forgot-password',
    summary: 'Mail a link for a new password; answers the same whether the address belongs to anybody',
    who: 'anyone',
    input: z.object({ email: z.email().max(120) }),
    output: Done,
    errors: ['identity.no_reset_by_mail', 'identity.reset_asked_often'],
  }),
  startSso: endpoint({
    method: 'GET',
    path: '/sign-in/sso/:corpId',
    summary:
      'Send the browser to the identity provider of a company; `next` is the path of ours it comes back to',
    who: 'anyone',
    input: z.object({ corpId: CorpId, next: z.string().max(2_000).optional() }),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  finishSso: endpoint({
    method: 'GET',
    path: '/sign-in/sso-callback',
    summary: 'Where the identity provider sends the browser back to',
    who: 'anyone',
    input: z.object({}).catchall(z.string().max(4_000)),
    output: z.unknown(),
    errors: [],
    raw: true,
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/sign-out',
    summary: 'End this session',
    who: 'member',
    enrolling: true,
    input: z.object({}),
    output: Done,
    errors: [],
  }),
  invitation: endpoint({
    method: 'GET',
    path: '/invitations/:key',
    summary: 'Whom an invitation or reset link is for',
    who: 'key:invitation',
    input: z.object({ key: z.string().max(100) }),
    output: z.object({ corpName: z.string(), name: z.string(), login: z.string(), isNew: z.boolean() }),
    errors: [],
  }),
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/invitations/:key',
    summary: 'Choose a password with the link an administrator gave; the link works once',
    who: 'key:invitation',
    input: z.object({ key: z.string().max(100), password: NewPassword }),
    output: z.object({ state: z.enum(['done', 'sign-in']) }),
    errors: ['identity.weak_password'],
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/me/password',
    summary: 'Change my password; my other sessions end',
    who: 'member',
    input: z.object({ current: z.string().max(200), next: NewPassword }),
    output: Done,
    errors: ['identity.wrong_password', 'identity.weak_password', 'identity.locked'],
  }),
  mySessions: endpoint({
    method: 'GET',
    path: '/me/sessions',
    summary: 'Where I am signed in',
    who: 'member',
    input: z.object({}),
    output: z.object({ sessions: z.array(Session) }),
    errors: [],
  }),
  endMySession: endpoint({
    method: 'DELETE',
    path: '/me/sessions/:sessionId',
    summary: 'End one of my sessions',
    who: 'member',
    input: z.object({ sessionId: SessionId }),
    output: Done,
    errors: ['identity.session_not_found'],
  }),
  endMyOtherSessions: endpoint({
    method: 'POST',
    path: '/me/sessions/end-others',
    summary: 'End every session of mine but this one',
    who: 'member',
    input: z.object({}),
    output: z.object({ ended: z.number().int() }),
    errors: [],
  }),
  mySecurity: endpoint({
    method: 'GET',
    path: '/me/security',
    summary: 'How my account is protected',
    who: 'member',
    enrolling: true,
    input: z.object({}),
    output: z.object({
      hasPassword: z.boolean(),
      totp: z.boolean(),
      passkeys: z.array(
        z.object({
          id: PasskeyId,
          name: z.string(),
          createdAt: z.iso.datetime(),
          usedAt: z.iso.datetime().nullable(),
        }),
      ),
      recoveryCodesLeft: z.number().int(),
      /** the company asks for a second factor of me */
      factorNeeded: z.boolean(),
    }),
    errors: [],
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/me/confirm',
    summary: 'Prove that it is still me; opens dangerous actions for ten minutes',
    who: 'member',
    enrolling: true,
    input: z.object({ proof: Proof }),
    output: Done,
    errors: [
      'identity.wrong_password',
      'identity.wrong_code',
      'identity.wrong_passkey',
      'identity.locked',
      'identity.ticket_expired',
    ],
  }),
  confirmPasskeyOptions: endpoint({
    method: 'POST',
    path: '/me/confirm/passkey-options',
    summary: 'What the browser needs to confirm with a passkey',
    who: 'member',
    enrolling: true,
    input: z.object({}),
    output: z.object({ options: WebAuthn, ticket: z.string() }),
    errors: [],
  }),
  beginTotp: endpoint({
    method: 'POST',
    path: '/me/totp',
    summary: 'A fresh secret for an authenticator app; counts once a first code is shown',
    who: 'member',
    confirmed: true,
    enrolling: true,
    input: z.object({}),
    output: z.object({ secret: z.string(), uri: z.string(), /** SVG of the QR code */ qr: z.string() }),
    errors: ['identity.totp_in_use'],
  }),
  activateTotp: endpoint({
    method: 'POST',
    path: '/me/totp/activate',
    summary: 'Show the first code; answers recovery codes if there are none yet',
    who: 'member',
    confirmed: true,
    enrolling: true,
    input: z.object({ code: Code }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['identity.wrong_code', 'identity.locked'],
  }),
  removeTotp: endpoint({
    method: 'DELETE',
    path: '/me/totp',
    summary: 'Stop using the authenticator app',
    who: 'member',
    confirmed: true,
    input: z.object({}),
    output: Done,
    errors: ['identity.last_factor'],
  }),
  renewRecoveryCodes: endpoint({
    method: 'POST',
    path: '/me/recovery-codes',
    summary: 'New recovery codes; the old ones stop working',
    who: 'member',
    confirmed: true,
    input: z.object({}),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    errors: ['identity.no_factor'],
  }),
  beginPasskey: endpoint({
    method: 'POST',
    path: '/me/passkeys/options',
    summary: 'What the browser needs to make a passkey',
    who: 'member',
    confirmed: true,
    enrolling: true,
    input: z.object({}),
    output: z.object({ options: WebAuthn, ticket: z.string() }),
    errors: [],
  }),
  addPasskey: endpoint({
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Keep a passkey the browser made; answers recovery codes if there are none yet',
    who: 'member',
    confirmed: true,
    enrolling: true,
    input: z.object({ ticket: Ticket, response: WebAuthn, name: z.string().trim().min(1).max(60) }),
    output: z.object({ id: PasskeyId, recoveryCodes: z.array(z.string()) }),
    errors: ['identity.wrong_passkey', 'identity.ticket_expired'],
  }),
  removePasskey: endpoint({
    method: 'DELETE',
    path: '/me/passkeys/:passkeyId',
    summary: 'Forget one of my passkeys',
    who: 'member',
    confirmed: true,
    input: z.object({ passkeyId: PasskeyId }),
    output: Done,
    errors: ['identity.passkey_not_found', 'identity.last_factor'],
  }),
};
