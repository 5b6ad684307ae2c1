import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import type { MemberId, IdOf } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { RawCall } from '../../kernel/module.ts';
import { openTicket, sealTicket } from '../../kernel/seal.ts';
import { system } from '../../kernel/work.ts';

const FIVE_MINUTES = 5 * 60_000;
/** What a challenge was given out for; an answer to one is no answer to another. */
export type PasskeyUse = 'register' | 'sign-in' | 'second-step' | 'confirm' | 'punch';

/** Who we are to an authenticator: the name it binds keys to, and the address pages come from. */
export function relyingParty(call: RawCall): { id: string; origin: string } {
  const origin = call.ports.settings.publicUrl ?? `${call.request.protocol}://${call.request.host}`;
  return { id: new URL(origin).hostname, origin: new URL(origin).origin };
}

export function challengeTicket(call: RawCall, use: PasskeyUse, challenge: string, memberId: string): string {
  const until = new Date(call.now.getTime() + FIVE_MINUTES);
  return sealTicket(call.ports.secret, `passkey ${use}`, { challenge, memberId }, until);
}

/** The challenge of a ticket, once: an answer cannot be shown twice. Throws identity.ticket_expired. */
export async function challengeOf(
  call: RawCall,
  use: PasskeyUse,
  ticket: string,
  memberId: string,
): Promise<string> {
  const facts = openTicket(call.ports.secret, `passkey ${use}`, ticket, call.now) as
    | { challenge: string; memberId: string }
    | undefined;
  if (!facts || facts.memberId !== memberId) return fail('identity.ticket_expired');
  if (!(await call.ports.throttles.once('passkey', facts.challenge, 2 * FIVE_MINUTES)))
    return fail('identity.ticket_expired');
  return facts.challenge;
}

/** What the browser needs to ask for a passkey: one of the member's, or without a member any it has for us. */
export async function askForPasskey(
  call: RawCall,
  use: Exclude<PasskeyUse, 'register'>,
  member?: { corpId: string; memberId: MemberId },
) {
  const keys = member
    ? await call.ports.openWork(member.corpId, system, (work) =>
        work.sql<{ credential_id: string; transports: string[] }>(
          'select credential_id, transports from passkeys where corp_id = $1 and member_id = $2',
          [work.corpId, member.memberId],
        ),
      )
    : [];
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(call).id,
    userVerification: member && use !== 'punch' ? 'preferred' : 'required',
    timeout: FIVE_MINUTES,
    ...(member
      ? { allowCredentials: keys.map((k) => ({ id: k.credential_id, transports: k.transports })) }
      : {}),
  });
  return {
    options: { ...options } as Record<string, unknown>,
    ticket: challengeTicket(call, use, options.challenge, member?.memberId ?? ''),
  };
}

interface Row {
  id: IdOf<'pk'>;
  member_id: MemberId;
  public_key: string;
  counter: number;
}

/**
 * Whose passkey answered. Checks signature, origin, challenge and counter; a passkey standing alone, or beside a punch, must also
 * have checked its holder (PIN, face, finger). Throws identity.wrong_passkey or identity.ticket_expired.
 */
export async function memberOfPasskey(
  call: RawCall,
  use: Exclude<PasskeyUse, 'register'>,
  corpId: string,
  expected: MemberId | undefined,
  answer: { ticket: string; response: Record<string, unknown> },
): Promise<MemberId> {
  const challenge = await challengeOf(call, use, answer.ticket, expected ?? '');
  const response = answer.response as unknown as AuthenticationResponseJSON;
  const key = await call.ports.openWork(corpId, system, async (work) => {
    const [row] = await work.sql<Row>(
      'select id, member_id, public_key, counter from passkeys where corp_id = $1 and credential_id = $2',
      [work.corpId, String(response.id)],
    );
    return row;
  });
  if (!key || (expected && key.member_id !== expected)) return fail('identity.wrong_passkey');
  const { id, origin } = relyingParty(call);
  const counter = await newCounter({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: expected === undefined || use === 'punch',
    credential: {
      id: String(response.id),
      publicKey: new Uint8Array(Buffer.from(key.public_key, 'base64url')),
      counter: key.counter,
    },
  });
  // A copied authenticator shows a counter somebody has already gone past.
  const kept = await call.ports.openWork(corpId, system, (work) =>
    work.sql(
      `update passkeys set counter = $3, used_at = $4
        where corp_id = $1 and id = $2 and (counter < $3 or (counter = 0 and $3 = 0)) returning id`,
      [work.corpId, key.id, counter, work.now],
    ),
  );
  return kept.length ? key.member_id : fail('identity.wrong_passkey', 'its counter went backwards');
}

async function newCounter(options: Parameters<typeof verifyAuthenticationResponse>[0]): Promise<number> {
  let checked: Awaited<ReturnType<typeof verifyAuthenticationResponse>>;
  try {
    checked = await verifyAuthenticationResponse(options);
  } catch (error) {
    return fail('identity.wrong_passkey', String(error));
  }
  return checked.verified ? checked.authenticationInfo.newCounter : fail('identity.wrong_passkey');
}
