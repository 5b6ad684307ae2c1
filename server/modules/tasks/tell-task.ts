import type { MemberId } from '@teahouse/contract/ids';
import { MemberId as memberId, TaskId } from '@teahouse/contract/ids';
import type { TaskCard } from '@teahouse/contract/tasks';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system, type Work } from '../../kernel/work.ts';
import { briefsOf, reachOf } from '../directory/index.ts';
import { cardToMember, hintMembers } from '../messaging/index.ts';

/** Whoever speaks for the module in chats. */
const SPEAKER = 'tasks';

const words = {
  zh: {
    speaker: '任务',
    open: '查看任务',
    given: (who: string) => `${who}给你安排了任务`,
    finished: (who: string) => `${who}完成了任务`,
    reopened: (who: string) => `${who}重新打开了任务`,
    due: () => '任务即将到期',
  },
  en: {
    speaker: 'Tasks',
    open: 'Open the task',
    given: (who: string) => `${who} gave you a task`,
    finished: (who: string) => `${who} finished a task`,
    reopened: (who: string) => `${who} reopened a task`,
    due: () => 'A task is due soon',
  },
};

const News = z.object({
  /** makes repeats of the same news the same message */
  key: z.string(),
  taskId: TaskId,
  title: z.string(),
  change: z.enum(['given', 'finished', 'reopened', 'due']),
  by: memberId.nullable(),
  to: z.array(memberId),
});

/** Lists of its people look again; a card goes to whoever did not do this themselves. `also`: people who belonged to it before. */
export async function tell(
  work: Work,
  task: TaskCard,
  change: 'given' | 'finished' | 'reopened' | 'changed',
  also: readonly MemberId[] = [],
): Promise<void> {
  const people = [...new Set([task.createdBy, task.assignee, ...task.watchers, ...also])];
  hintMembers(work, people, 'tasks');
  if (change === 'changed') return;
  const me = work.actor.id;
  const to = (
    change === 'given' ? [task.assignee] : [task.createdBy, task.assignee, ...task.watchers]
  ).filter((id, i, all) => id !== me && all.indexOf(id) === i);
  if (to.length === 0) return;
  await work.enqueue(tellTask, {
    key: `${task.id} ${change} ${work.now.toISOString()}`,
    taskId: task.id,
    title: task.title,
    change,
    by: me as MemberId,
    to,
  });
}

/** Puts a card into the chat that everybody has with the tasks of the house. */
export const tellTask = job('tasks.tell', News, {}, async (shift, news) => {
  const { who, reach } = await shift.work(
    async (work) => ({
      who: news.by ? ((await briefsOf(work, [news.by]))[0]?.name ?? '') : '',
      reach: await reachOf(work, news.to),
    }),
    system,
  );
  for (const [member, { locale }] of reach) {
    const my = words[locale];
    const b = {
      title: my[news.change](who),
      text: news.title,
      page: `/todos/awaiting/${news.taskId}`,
      button: my.open,
    };
    const cid = uuidOf(`${news.key} ${member}`);
    await cardToMember(shift, { id: SPEAKER, name: my.speaker }, member, { cid, b });
  }
});

/** Strikes once for each reminder: the time is taken away in the transaction that asks for the card. */
export const remind = job('tasks.remind', z.object({}), { everyMs: 30_000 }, (shift) =>
  shift.work(async (work) => {
    const due = await work.sql<{ id: TaskId; title: string; assignee: MemberId; at: string }>(
      `with struck as (
         select id, remind_at from tasks where corp_id = $1 and remind_at <= $2 and done_at is null order by remind_at limit 500 for update skip locked)
       update tasks t set remind_at = null from struck s where t.corp_id = $1 and t.id = s.id
       returning t.id, t.title, t.assignee, s.remind_at::text at`,
      [work.corpId, work.now],
    );
    for (const { id, title, assignee, at } of due)
      await work.enqueue(tellTask, {
        key: `${id} due ${at}`,
        taskId: id,
        title,
        change: 'due',
        by: null,
        to: [assignee],
      });
  }, system),
);
