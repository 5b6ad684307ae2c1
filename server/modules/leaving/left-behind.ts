import { leaving } from '@teahouse/contract/leaving';
import { implement } from '../../kernel/module.ts';
import { decisionsWaiting } from '../approvals/index.ts';
import { countCustomers } from '../customers/index.ts';
import { getHandover } from '../directory/index.ts';
import { ownedGroups } from '../messaging/index.ts';
import { countTasks } from '../tasks/index.ts';

export const leftBehind = implement(leaving.leftBehind, async (work, { memberId }) => {
  // Asked first: it says whether this member is one the actor administers.
  const { reports, led } = await getHandover(work, { memberId });
  return {
    reports,
    led,
    groups: await ownedGroups(work, memberId),
    customers: await countCustomers(work, memberId),
    approvals: await decisionsWaiting(work, memberId),
    tasks: await countTasks(work, memberId),
  };
});
