import type { AppId, MemberId } from '@teahouse/contract/ids';
import { handOutKey, keyHash, takeBackKeys } from '../../../kernel/front-desk.ts';
import { newId } from '../../../kernel/ids.ts';
import { seal, unseal } from '../../../kernel/seal.ts';
import type { Work } from '../../../kernel/work.ts';

const CODE = 'app sign-in code';
const TICKET = 'app user ticket';
const CODE_MS = 300_000;
const TICKET_MS = 1_800_000;

export interface SignInCode {
  memberId: MemberId;
  /** the app it was given out for; null: any app of the company */
  appId: AppId | null;
  /** the member let the app see what is personal */
  personal: boolean;
}

type Sealed<T> = T & { corpId: string; until: number; id: string };

/** A code that says to an app who sits before the browser: once, for five minutes. */
export async function giveSignInCode(work: Work, key: Buffer, facts: SignInCode): Promise<string> {
  const until = work.now.getTime() + CODE_MS;
  const id = newId('job');
  const code = seal(key, CODE, JSON.stringify({ ...facts, corpId: work.corpId, until, id }));
  await handOutKey(work, 'app_sign_in', {
    secret: keyHash(code),
    opens: id,
    holder: facts.memberId,
    expiresAt: new Date(until),
  });
  return code;
}

/** Whom a code stands for; it is spent with this. */
export async function takeSignInCode(
  work: Work,
  key: Buffer,
  { code, appId }: { code: string; appId: AppId },
): Promise<SignInCode | 'expired' | 'unknown'> {
  const facts = opened<SignInCode>(key, CODE, code);
  if (!facts || facts.corpId !== work.corpId || (facts.appId !== null && facts.appId !== appId))
    return 'unknown';
  if (facts.until <= work.now.getTime()) return 'expired';
  const spent = await takeBackKeys(work, { kind: 'app_sign_in', opens: facts.id });
  if (spent === 0) return 'unknown';
  const { memberId, personal } = facts;
  return { memberId, appId: facts.appId, personal };
}

/** With this the app may ask for what is personal, for half an hour. */
export function giveUserTicket(work: Work, key: Buffer, appId: AppId, memberId: MemberId) {
  const until = work.now.getTime() + TICKET_MS;
  const facts = { memberId, appId, corpId: work.corpId, until, id: '' };
  return { ticket: seal(key, TICKET, JSON.stringify(facts)), expiresIn: TICKET_MS / 1000 };
}

export function readUserTicket(
  work: Work,
  key: Buffer,
  { ticket, appId }: { ticket: string; appId: AppId },
): { memberId: MemberId } | 'expired' | 'unknown' {
  const facts = opened<{ memberId: MemberId; appId: AppId }>(key, TICKET, ticket);
  if (!facts || facts.corpId !== work.corpId || facts.appId !== appId) return 'unknown';
  return facts.until <= work.now.getTime() ? 'expired' : { memberId: facts.memberId };
}

/** Whose a ticket is and which app it was given to, for callers who show nothing else. */
export function whoseUserTicket(
  key: Buffer,
  ticket: string,
  now: Date,
): { corpId: string; appId: AppId; memberId: MemberId } | 'expired' | 'unknown' {
  const facts = opened<{ memberId: MemberId; appId: AppId }>(key, TICKET, ticket);
  if (!facts) return 'unknown';
  const { corpId, appId, memberId, until } = facts;
  return until <= now.getTime() ? 'expired' : { corpId, appId, memberId };
}

function opened<T>(key: Buffer, purpose: string, text: string): Sealed<T> | undefined {
  const plain = unseal(key, purpose, text);
  return plain === undefined ? undefined : (JSON.parse(plain) as Sealed<T>);
}
