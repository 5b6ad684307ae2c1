import type { ChatId, MemberId, TaskId } from '@teahouse/contract/ids';
import type { CheckItem, Task, TaskCard } from '@teahouse/contract/tasks';
import type { Work } from '../../kernel/work.ts';

export interface Row {
  id: TaskId;
  title: string;
  note: string;
  checklist: CheckItem[];
  chat_id: ChatId | null;
  seq: number | null;
  created_by: MemberId;
  assignee: MemberId;
  due_at: Date | null;
  remind_at: Date | null;
  created_at: Date;
  done_at: Date | null;
  done_by: MemberId | null;
  blocked: number;
}

/** Of `tasks t`, with $1 the company. */
export const COLUMNS = `t.id, t.title, t.note, t.checklist, t.chat_id, t.seq, t.created_by, t.assignee, t.due_at, t.remind_at,
  t.created_at, t.done_at, t.done_by,
  (select count(*)::int from task_waits w join tasks b on b.corp_id = $1 and b.id = w.waits_for
    where w.corp_id = $1 and w.task_id = t.id and b.done_at is null) blocked`;

export const toTask = (r: Row): Task => ({
  id: r.id,
  title: r.title,
  chatId: r.chat_id,
  seq: r.seq,
  createdBy: r.created_by,
  assignee: r.assignee,
  dueAt: r.due_at?.toISOString() ?? null,
  remindAt: r.remind_at?.toISOString() ?? null,
  items: r.checklist.length,
  ticked: r.checklist.filter((i) => i.done).length,
  blocked: r.blocked,
  createdAt: r.created_at.toISOString(),
  doneAt: r.done_at?.toISOString() ?? null,
});

/** The whole card, read anew: `row` may be older than what was just written. */
export async function cardOf(work: Work, taskId: TaskId): Promise<TaskCard> {
  const key = [work.corpId, taskId];
  const [row] = await work.sql<Row>(`select ${COLUMNS} from tasks t where t.corp_id = $1 and t.id = $2`, key);
  const watchers = await work.sql<{ member_id: MemberId }>(
    'select member_id from task_watchers where corp_id = $1 and task_id = $2 order by member_id',
    key,
  );
  const waits = await work.sql<{ id: TaskId; title: string; done: boolean }>(
    `select b.id, b.title, b.done_at is not null done from task_waits w
       join tasks b on b.corp_id = $1 and b.id = w.waits_for
      where w.corp_id = $1 and w.task_id = $2 order by b.created_at`,
    key,
  );
  return {
    ...toTask(row!),
    note: row!.note,
    checklist: row!.checklist,
    watchers: watchers.map((w) => w.member_id),
    waitsFor: waits,
    doneBy: row!.done_by,
  };
}
