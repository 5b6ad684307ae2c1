import { memberStopped } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { keepingCounts } from './count-members.ts';
import { adminScope, memberToAdminister, ownerForAdmins } from './directory.access.ts';
import { holdTree } from './hold-tree.ts';
import { endTenures } from './tenures.ts';

export const disableMember = implement(directoryAdmin.disableMember, async (work, { memberId }) => {
  await stopMember(work, memberId, 'disabled');
  return {};
});

export const leaveMember = implement(directoryAdmin.leaveMember, async (work, { memberId }) => {
  await stopMember(work, memberId, 'left');
  return {};
});

/** Shuts a member out. Their sockets close with the commit; sessions and tokens end where they are kept, on the event. */
async function stopMember(work: Work, memberId: MemberId, status: 'disabled' | 'left'): Promise<void> {
  await holdTree(work);
  const member = await memberToAdminister(work, await adminScope(work), memberId, true);
  // Nobody locks the company out: neither oneself nor its owner.
  if (member.isOwner || member.id === work.actor.id) fail('directory.needs_owner');
  await ownerForAdmins(work, member);
  if (member.status === 'left' || member.status === status) fail('directory.wrong_status');
  await markStopped(work, [memberId], status);
  await work.audit({ action: `directory.member_${status}`, object: memberId, detail: { name: member.name } });
}

/** The fact itself, for callers that have checked who may and write their own audit entry. */
export async function markStopped(
  work: Work,
  memberIds: readonly MemberId[],
  status: 'disabled' | 'left',
): Promise<void> {
  await keepingCounts(work, memberIds, () =>
    work.sql('update members set status = $3, changed_at = $4 where corp_id = $1 and id = any($2)', [
      work.corpId,
      memberIds,
      status,
      work.now,
    ]),
  );
  if (status === 'left') await endTenures(work, memberIds);
  for (const memberId of memberIds) {
    await work.emit(memberStopped, { memberId, status });
    work.tell('sessions', { memberId });
  }
}
