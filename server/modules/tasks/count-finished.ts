import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** How many tasks of theirs each of these people finished from one instant to another, the end left out. */
export async function countFinished(
  work: Work,
  ids: readonly MemberId[],
  from: Date,
  to: Date,
): Promise<Map<MemberId, number>> {
  const rows = await work.sql<{ id: MemberId; n: number }>(
    `select assignee id, count(*)::int n from tasks
      where corp_id = $1 and assignee = any($2) and done_at >= $3 and done_at < $4 group by assignee`,
    [work.corpId, ids, from, to],
  );
  const counts = new Map(rows.map((r) => [r.id, r.n]));
  return new Map(ids.map((id) => [id, counts.get(id) ?? 0]));
}
