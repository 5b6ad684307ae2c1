import type { MemberId } from '@teahouse/contract/ids';
import { tasks } from '@teahouse/contract/tasks';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { reachOf, visibleMembers } from '../directory/index.ts';
import { messageToRead } from '../messaging/index.ts';
import { cardOf } from './task.present.ts';
import { tell } from './tell-task.ts';

export const addTask = implement(tasks.addTask, async (work, wanted) => {
  const me = actingMember(work);
  const { chatId, seq, assignee = me, watchers } = wanted;
  if (chatId && seq) await messageToRead(work, chatId, seq);
  await knownPeople(work, [assignee, ...watchers]);
  const id = newId('task');
  const dueAt = wanted.dueAt ? new Date(wanted.dueAt) : null;
  await work.db
    .insertInto('tasks')
    .values({
      id,
      title: wanted.title,
      note: wanted.note,
      checklist: JSON.stringify(wanted.checklist),
      chat_id: (seq && chatId) || null,
      seq: (chatId && seq) || null,
      created_by: me,
      assignee,
      due_at: dueAt,
      remind_at: reminder(work, dueAt, wanted.remindMinutes),
      created_at: work.now,
    })
    .execute();
  await watch(work, id, watchers);
  const card = await cardOf(work, id);
  await tell(work, card, assignee === me ? 'changed' : 'given');
  return card;
});

/** When to remind: so many minutes before it is due; never in the past. */
export function reminder(work: Work, dueAt: Date | null, minutes: number | null): Date | null {
  if (!dueAt || minutes === null) return null;
  const at = new Date(dueAt.getTime() - minutes * 60_000);
  return at > work.now ? at : null;
}

/** Colleagues whom the acting member may see and who still work here; anybody else is unknown. */
export async function knownPeople(work: Work, ids: readonly MemberId[]): Promise<void> {
  const others = [...new Set(ids)].filter((id) => id !== actingMember(work));
  const seen = await visibleMembers(work, others);
  const here = await reachOf(work, seen);
  if (others.some((id) => !here.has(id))) fail('tasks.unknown_member');
}

export async function watch(work: Work, taskId: string, watchers: readonly MemberId[]): Promise<void> {
  await work.sql('delete from task_watchers where corp_id = $1 and task_id = $2 and member_id <> all($3)', [
    work.corpId,
    taskId,
    watchers,
  ]);
  await work.sql(
    `insert into task_watchers (corp_id, task_id, member_id) select $1, $2, unnest($3::text[]) on conflict do nothing`,
    [work.corpId, taskId, watchers],
  );
}
