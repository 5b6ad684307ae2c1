import { memberChanged, memberMoved } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { keepingCounts } from './count-members.ts';
import { adminScope, memberToAdminister, ownerForAdmins } from './directory.access.ts';
import { holdTree } from './hold-tree.ts';
import { resumeTenure } from './tenures.ts';
import { namingTheTaken } from './unique-members.ts';

export const reactivateMember = implement(directoryAdmin.reactivateMember, async (work, { memberId }) => {
  await holdTree(work);
  const member = await memberToAdminister(work, await adminScope(work), memberId, true);
  await ownerForAdmins(work, member);
  if (member.status !== 'disabled' && member.status !== 'left') fail('directory.wrong_status');
  // Who never signed in before is invited again; a mobile or mail given to another meanwhile is refused.
  const status = member.activatedAt ? 'active' : 'invited';
  await keepingCounts(work, [memberId], () =>
    namingTheTaken(
      work.sql('update members set status = $3, changed_at = $4 where corp_id = $1 and id = $2', [
        work.corpId,
        memberId,
        status,
        work.now,
      ]),
    ),
  );
  if (member.status === 'left') await resumeTenure(work, memberId);
  await work.audit({
    action: 'directory.member_reactivated',
    object: memberId,
    detail: { name: member.name, from: member.status },
  });
  await work.emit(memberChanged, { memberId });
  await work.emit(memberMoved, { memberId, departments: member.memberships.map((d) => d.id) });
  return {};
});

/** An invited member has signed in for the first time; for who already has, nothing changes. */
export async function activateMember(work: Work, memberId: MemberId): Promise<void> {
  const [row] = await work.sql(
    `update members set status = 'active', activated_at = $3, changed_at = $3
      where corp_id = $1 and id = $2 and status = 'invited' returning id`,
    [work.corpId, memberId, work.now],
  );
  if (row) await work.emit(memberChanged, { memberId });
}
