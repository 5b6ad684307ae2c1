import { leaving } from '@teahouse/contract/leaving';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { giveDecisions } from '../approvals/index.ts';
import { beginTransfer, countCustomers } from '../customers/index.ts';
import { adminScope, handOver, leaveMember, memberToAdminister } from '../directory/index.ts';
import { giveGroups } from '../messaging/index.ts';
import { giveTasks } from '../tasks/index.ts';

/** One unit of work: a successor who cannot take it on stops the leaving as well. */
export const leave = implement(leaving.leave, async (work, { memberId, to, message }) => {
  const done = { reports: 0, led: 0, groups: 0, customers: 0, approvals: 0, tasks: 0 };
  if (to.departments)
    done.led = (await handOver(work, { memberId, to: to.departments, only: 'departments' })).led;
  if (to.reports)
    done.reports = (await handOver(work, { memberId, to: to.reports, only: 'reports' })).reports;
  const heir = async (id: MemberId) => {
    const found = await memberToAdminister(work, await adminScope(work), id);
    if (found.status !== 'active' || id === memberId) fail('directory.member_not_found');
    return id;
  };
  if (to.approvals) done.approvals = await giveDecisions(work, memberId, await heir(to.approvals));
  if (to.tasks) done.tasks = await giveTasks(work, memberId, await heir(to.tasks));
  await leaveMember(work, { memberId });
  if (to.customers) {
    const taker = await heir(to.customers);
    done.customers = await countCustomers(work, memberId);
    await beginTransfer(work, {
      from: memberId,
      to: taker,
      customerIds: 'all',
      reason: 'leaving',
      message,
      madeBy: actingMember(work),
    });
  }
  // Last, for it holds the chats; whether the actor may was answered above.
  if (to.groups) done.groups = await giveGroups(work, memberId, to.groups);
  return done;
});
