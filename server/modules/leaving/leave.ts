import { leaving } from '@teahouse/contract/leaving';
import { implement } from '../../kernel/module.ts';
import { handOver, leaveMember } from '../directory/index.ts';
import { giveGroups } from '../messaging/index.ts';

/** One unit of work: a successor who cannot take it on stops the leaving as well. */
export const leave = implement(leaving.leave, async (work, { memberId, to }) => {
  const done = { reports: 0, led: 0, groups: 0 };
  if (to.departments)
    done.led = (await handOver(work, { memberId, to: to.departments, only: 'departments' })).led;
  if (to.reports)
    done.reports = (await handOver(work, { memberId, to: to.reports, only: 'reports' })).reports;
  await leaveMember(work, { memberId });
  // Last, for it holds the chats; whether the actor may was answered above.
  if (to.groups) done.groups = await giveGroups(work, memberId, to.groups);
  return done;
});
