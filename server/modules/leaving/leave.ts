import { leaving } from '@teahouse/contract/leaving';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { beginTransfer, countCustomers } from '../customers/index.ts';
import { adminScope, handOver, leaveMember, memberToAdminister } from '../directory/index.ts';
import { giveGroups } from '../messaging/index.ts';

/** One unit of work: a successor who cannot take it on stops the leaving as well. */
export const leave = implement(leaving.leave, async (work, { memberId, to, message }) => {
  const done = { reports: 0, led: 0, groups: 0, customers: 0 };
  if (to.departments)
    done.led = (await handOver(work, { memberId, to: to.departments, only: 'departments' })).led;
  if (to.reports)
    done.reports = (await handOver(work, { memberId, to: to.reports, only: 'reports' })).reports;
  await leaveMember(work, { memberId });
  if (to.customers) {
    const heir = await memberToAdminister(work, await adminScope(work), to.customers);
    if (heir.status !== 'active') fail('directory.member_not_found');
    done.customers = await countCustomers(work, memberId);
    await beginTransfer(work, {
      from: memberId,
      to: to.customers,
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
