import type { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { InputOf } from '@teahouse/contract/define';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { changeMember } from '../change-member.ts';
import { createMember } from '../create-member.ts';
import { reactivateMember } from '../reactivate-member.ts';
import type { Outward } from './member-facts.ts';

type NewMember = InputOf<typeof directoryAdmin.createMember> & { userid: string };

const nothing = {
  alias: '',
  position: '',
  gender: '' as const,
  phone: '',
  address: '',
  mobile: null,
  email: null,
  managerId: null,
};

/** A member enters under a userid. Whoever had it and left comes back with these facts: an account stays one person's. */
export async function enterMember(work: Work, member: NewMember): Promise<MemberId> {
  const [left] = await work.sql<{ id: MemberId }>(
    `select id from members where corp_id = $1 and lower(userid) = lower($2) and status = 'left'`,
    [work.corpId, member.userid],
  );
  if (!left) return (await createMember(work, member)).id;
  await changeMember(work, { ...nothing, ...member, memberId: left.id });
  await reactivateMember(work, { memberId: left.id });
  return left.id;
}

/** What customers and mail see of the member; keys that are not given stay as they were. */
export async function changeOutward(work: Work, memberId: MemberId, outward: Outward): Promise<void> {
  if (Object.keys(outward).length === 0) return;
  await work.sql('update members set outward = outward || $3::jsonb where corp_id = $1 and id = $2', [
    work.corpId,
    memberId,
    JSON.stringify(outward),
  ]);
}

/** A program has checked who sits there, as the company asks before somebody first comes in. */
export async function verifyMember(work: Work, memberId: MemberId): Promise<void> {
  await work.sql(
    `update members set outward = outward || jsonb_build_object('verifiedAt', $3::timestamptz) where corp_id = $1 and id = $2`,
    [work.corpId, memberId, work.now],
  );
  await work.audit({ action: 'directory.member_verified', object: memberId });
}
