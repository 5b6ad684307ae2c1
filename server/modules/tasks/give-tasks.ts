import type { MemberId, TaskId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { cardOf } from './task.present.ts';
import { tell } from './tell-task.ts';

/** How many tasks this member has not finished. */
export async function countTasks(work: Work, memberId: MemberId): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    'select count(*)::int n from tasks where corp_id = $1 and assignee = $2 and done_at is null',
    [work.corpId, memberId],
  );
  return row!.n;
}

/** Gives everything unfinished to somebody else, who is told; returns how many. The caller has checked that it may. */
export async function giveTasks(work: Work, from: MemberId, to: MemberId): Promise<number> {
  const given = await work.sql<{ id: TaskId }>(
    'update tasks set assignee = $3 where corp_id = $1 and assignee = $2 and done_at is null returning id',
    [work.corpId, from, to],
  );
  for (const { id } of given) await tell(work, await cardOf(work, id), 'given', [from]);
  return given.length;
}
