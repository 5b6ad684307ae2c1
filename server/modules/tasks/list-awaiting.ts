import { type Awaiting, tasks } from '@teahouse/contract/tasks';
import { implement } from '../../kernel/module.ts';
import { listApprovals } from '../approvals/index.ts';
import { myUnreadMentions } from '../messaging/index.ts';
import { othersAwaiting } from './also-awaiting.ts';
import { listTasks } from './list-tasks.ts';

const MOST = 100;

/** What each module keeps for this member, put into one order: what is due first, then what waits longest. */
export const listAwaiting = implement(tasks.listAwaiting, async (work) => {
  const mine = await listTasks(work, { box: 'mine', done: false, limit: MOST });
  const { approvals } = await listApprovals(work, { box: 'todo', limit: MOST });
  const mentions = await myUnreadMentions(work, MOST);
  const items: Awaiting[] = [
    ...mine.tasks.map((task) => ({ kind: 'task' as const, at: task.createdAt, dueAt: task.dueAt, task })),
    ...approvals.map(({ id, no, title, titleEn, applicantId, submittedAt: at }) => ({
      kind: 'approval' as const,
      at,
      dueAt: null,
      approval: { id, no, title, titleEn, applicantId },
    })),
    ...mentions.map((m) => ({
      kind: 'mention' as const,
      at: new Date(m.message.ts).toISOString(),
      dueAt: null,
      ...m,
    })),
    ...(await othersAwaiting(work, MOST)),
  ];
  const order = (item: Awaiting) => `${item.dueAt ?? '9'} ${item.at}`;
  return { items: items.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)) };
});
