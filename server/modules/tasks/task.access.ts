import type { MemberId, TaskId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { COLUMNS, type Row } from './task.present.ts';

/** The task, locked, for its maker, assignee or a watcher; whoever else asks learns nothing of it. */
export async function taskToSee(work: Work, taskId: TaskId): Promise<Row> {
  const [row] = await work.sql<Row>(
    `select ${COLUMNS} from tasks t
      where t.corp_id = $1 and t.id = $2 and ($3 in (t.created_by, t.assignee) or exists (
        select from task_watchers w where w.corp_id = $1 and w.task_id = t.id and w.member_id = $3))
        for update of t`,
    [work.corpId, taskId, actingMember(work)],
  );
  return row ?? fail('tasks.not_found');
}

/** The same, for those who may change it: its maker and its assignee. */
export async function taskToChange(work: Work, taskId: TaskId): Promise<Row> {
  const row = await taskToSee(work, taskId);
  const me: MemberId = actingMember(work);
  return me === row.created_by || me === row.assignee ? row : fail('tasks.not_yours');
}
