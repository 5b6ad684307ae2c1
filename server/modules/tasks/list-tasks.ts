import { tasks } from '@teahouse/contract/tasks';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { taskToSee } from './task.access.ts';
import { cardOf, COLUMNS, type Row, toTask } from './task.present.ts';

/** $2 is the reader. What I gave to myself is mine, not given. */
const boxes = {
  mine: 't.assignee = $2',
  given: 't.created_by = $2 and t.assignee <> $2',
  watched: `t.id in (select task_id from task_watchers where corp_id = $1 and member_id = $2)`,
};

/** Open tasks stand in the order of their due time, those without one last; finished ones in the order of finishing, newest first. */
const orders = {
  open: {
    at: `coalesce(t.due_at, 'infinity')`,
    next: `(coalesce(t.due_at, 'infinity'), t.id) > ($3::timestamptz, $4)`,
    by: `coalesce(t.due_at, 'infinity'), t.id`,
  },
  done: {
    at: 't.done_at',
    next: '(t.done_at, t.id) < ($3::timestamptz, $4)',
    by: 't.done_at desc, t.id desc',
  },
};

export const listTasks = implement(tasks.listTasks, async (work, { box, done, q, after, limit }) => {
  const order = orders[done ? 'done' : 'open'];
  const [at, id] = after?.split(' ') ?? [];
  const rows = await work.sql<Row & { place: string }>(
    `select ${COLUMNS}, to_char(${order.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') place
       from tasks t
      where t.corp_id = $1 and ${boxes[box]} and t.done_at is ${done ? 'not null' : 'null'}
        and ($3::text is null or ${order.next})
        and ($6 = '' or position(lower($6) in lower(t.title)) > 0)
      order by ${order.by} limit $5`,
    [work.corpId, actingMember(work), at ?? null, id ?? '', limit + 1, q ?? ''],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { tasks: page.map(toTask), next: last ? `${last.place || 'infinity'} ${last.id}` : null };
});

export const getTask = implement(tasks.getTask, async (work, { taskId }) => {
  await taskToSee(work, taskId);
  return await cardOf(work, taskId);
});
