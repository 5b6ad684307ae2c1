import { journals } from '@teahouse/contract/journals';
import { implement } from '../../kernel/module.ts';
import { listApprovals } from '../approvals/index.ts';
import { instantOf, listOccurrences } from '../calendar/index.ts';
import { corpZone } from '../directory/index.ts';
import { listTasks } from '../tasks/index.ts';
import { cycleToWrite } from './journals.access.ts';
import { dayAfter } from './journals.rules.ts';

const MOST = 30;

/** Asked only when the author wants it; what comes back is text to edit, and nothing of it is kept here. */
export const prefillJournal = implement(journals.prefillJournal, async (work, { cycleId }) => {
  const { cycle } = await cycleToWrite(work, cycleId);
  const zone = await corpZone(work);
  const from = instantOf(cycle.starts_on, zone);
  const to = instantOf(dayAfter(cycle.ends_on, 1), zone);
  const within = (at: string | null) => at !== null && new Date(at) >= from && new Date(at) < to;
  const { tasks } = await listTasks(work, { box: 'mine', done: true, limit: 100 });
  const until = new Date(Math.min(to.getTime(), from.getTime() + 62 * 86_400_000));
  const { occurrences } = await listOccurrences(work, { from: from.toISOString(), to: until.toISOString() });
  const { approvals } = await listApprovals(work, { box: 'done', limit: 100 });
  return {
    tasks: tasks
      .filter((t) => within(t.doneAt))
      .map((t) => t.title)
      .slice(0, MOST),
    events: occurrences
      .filter((o) => o.title !== '' && o.answer !== 'no' && new Date(o.start) <= work.now)
      .filter((o) => o.organizer === work.actor.id || o.answer !== null)
      .map((o) => o.title)
      .slice(0, MOST),
    approvals: approvals
      .filter((a) => within(a.changedAt))
      .map((a) => `${a.title} ${a.no}`)
      .slice(0, MOST),
  };
});
