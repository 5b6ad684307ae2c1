import type { TaskId } from '@teahouse/contract/ids';
import { tasks } from '@teahouse/contract/tasks';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { knownPeople, reminder, watch } from './add-task.ts';
import { taskToChange, taskToSee } from './task.access.ts';
import { cardOf } from './task.present.ts';
import { tell } from './tell-task.ts';

export const changeTask = implement(tasks.changeTask, async (work, { taskId, ...wanted }) => {
  const row = await taskToChange(work, taskId);
  const { assignee, watchers, waitsFor } = wanted;
  const strangers = [assignee ?? row.assignee].filter((id) => id !== row.assignee);
  const card = await cardOf(work, taskId);
  await knownPeople(work, [...strangers, ...(watchers ?? []).filter((id) => !card.watchers.includes(id))]);
  const dueAt =
    wanted.dueAt === undefined ? row.due_at : wanted.dueAt === null ? null : new Date(wanted.dueAt);
  const moved = dueAt?.getTime() !== row.due_at?.getTime();
  const remind = wanted.remindMinutes !== undefined || moved;
  // Moving the due time moves a reminder that still stands by as much.
  const ahead = row.due_at && row.remind_at ? (row.due_at.getTime() - row.remind_at.getTime()) / 60_000 : 60;
  const minutes = wanted.remindMinutes === undefined ? ahead : wanted.remindMinutes;
  await work.db
    .updateTable('tasks')
    .set({
      title: wanted.title ?? row.title,
      note: wanted.note ?? row.note,
      checklist: JSON.stringify(wanted.checklist ?? row.checklist),
      assignee: assignee ?? row.assignee,
      due_at: dueAt,
      remind_at: remind ? reminder(work, dueAt, minutes) : row.remind_at,
    })
    .where('id', '=', taskId)
    .execute();
  if (watchers) await watch(work, taskId, watchers);
  if (waitsFor) await waitFor(work, taskId, waitsFor);
  const next = await cardOf(work, taskId);
  const given = strangers.length > 0 && assignee !== actingMember(work);
  await tell(work, next, given ? 'given' : 'changed', [row.assignee, ...card.watchers]);
  return next;
});

/** Sets what must be finished first. The company's tasks are one graph, so two such changes go one after the other. */
async function waitFor(work: Work, taskId: TaskId, waitsFor: readonly TaskId[]): Promise<void> {
  await work.sql(`select pg_advisory_xact_lock(hashtextextended('task_waits ' || $1, 0))`, [work.corpId]);
  const before = await work.sql<{ waits_for: TaskId }>(
    'delete from task_waits where corp_id = $1 and task_id = $2 returning waits_for',
    [work.corpId, taskId],
  );
  const known = new Set(before.map((b) => b.waits_for));
  for (const id of waitsFor) if (!known.has(id)) await taskToSee(work, id);
  await work.sql(
    'insert into task_waits (corp_id, task_id, waits_for) select $1, $2, unnest($3::text[]) on conflict do nothing',
    [work.corpId, taskId, waitsFor],
  );
  const [circle] = await work.sql(
    `with recursive ahead (id) as (
       select waits_for from task_waits where corp_id = $1 and task_id = $2
       union select w.waits_for from ahead a join task_waits w on w.corp_id = $1 and w.task_id = a.id)
     select 1 from ahead where id = $2 limit 1`,
    [work.corpId, taskId],
  );
  if (circle) fail('tasks.waits_in_circle');
}

export const tickItem = implement(tasks.tickItem, async (work, { taskId, itemId, done }) => {
  const row = await taskToChange(work, taskId);
  if (!row.checklist.some((i) => i.id === itemId)) fail('tasks.not_found');
  const checklist = row.checklist.map((i) => (i.id === itemId ? { ...i, done } : i));
  await work.db
    .updateTable('tasks')
    .set({ checklist: JSON.stringify(checklist) })
    .where('id', '=', taskId)
    .execute();
  const card = await cardOf(work, taskId);
  await tell(work, card, 'changed');
  return card;
});

export const finishTask = implement(tasks.finishTask, async (work, { taskId, done }) => {
  const row = await taskToChange(work, taskId);
  if (done && row.blocked > 0) fail('tasks.blocked');
  if (done !== (row.done_at !== null))
    await work.db
      .updateTable('tasks')
      .set(done ? { done_at: work.now, done_by: actingMember(work) } : { done_at: null, done_by: null })
      .where('id', '=', taskId)
      .execute();
  const card = await cardOf(work, taskId);
  if (done !== (row.done_at !== null)) await tell(work, card, done ? 'finished' : 'reopened');
  return card;
});

export const dropTask = implement(tasks.dropTask, async (work, { taskId }) => {
  const row = await taskToSee(work, taskId);
  if (row.created_by !== actingMember(work)) fail('tasks.not_yours');
  const card = await cardOf(work, taskId);
  await work.db.deleteFrom('tasks').where('id', '=', taskId).execute();
  await tell(work, card, 'changed');
  return {};
});
