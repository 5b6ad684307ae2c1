import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { RawCall } from '../../kernel/module.ts';
import { openTicket, sealTicket } from '../../kernel/seal.ts';
import type { Work } from '../../kernel/work.ts';

export type Factor = 'totp' | 'passkey' | 'recovery';
const TEN_MINUTES = 10 * 60_000;

/** The second factors a member has set up; none means the password alone signs in. */
export async function factorsOf(work: Work, memberId: MemberId): Promise<Factor[]> {
  const [has] = await work.sql<{ totp: boolean; passkey: boolean; recovery: boolean }>(
    `select exists (select from totps where corp_id = $1 and member_id = $2 and active) totp,
            exists (select from passkeys where corp_id = $1 and member_id = $2) passkey,
            exists (select from recovery_codes where corp_id = $1 and member_id = $2 and used_at is null) recovery`,
    [work.corpId, memberId],
  );
  if (!has || (!has.totp && !has.passkey)) return [];
  return (['totp', 'passkey', 'recovery'] as const).filter((f) => has[f]);
}

/** Whether the company asks this member for a second factor. */
export async function factorNeeded(work: Work, memberId: MemberId): Promise<boolean> {
  const [row] = await work.sql<{ needed: boolean }>(
    `select second_factor = 'everyone' or (second_factor = 'admins'
              and exists (select from admins a where a.corp_id = $1 and a.member_id = $2)) needed
       from sign_in_policies where corp_id = $1`,
    [work.corpId, memberId],
  );
  return row?.needed ?? false;
}

export interface FirstStepDone {
  corpId: string;
  memberId: MemberId;
}

/** Says, for ten minutes and only to us, that somebody has shown the right password. */
export function secondStepTicket(call: RawCall, { corpId, memberId }: FirstStepDone): string {
  const until = new Date(call.now.getTime() + TEN_MINUTES);
  return sealTicket(call.ports.secret, 'second-step', { corpId, memberId }, until);
}

/** Throws identity.ticket_expired. */
export function firstStepOf(call: RawCall, ticket: string): FirstStepDone {
  const facts = openTicket(call.ports.secret, 'second-step', ticket, call.now);
  return (facts as FirstStepDone | undefined) ?? fail('identity.ticket_expired');
}
