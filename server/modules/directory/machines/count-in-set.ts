import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../member-set.ts';

/** How many members of the set are here or expected, and how many of them have signed in. */
export async function countInSet(
  work: Work,
  set: MemberSet,
): Promise<{ members: number; activated: number }> {
  const values: unknown[] = [work.corpId];
  const [row] = await work.sql<{ members: number; activated: number }>(
    `select count(*)::int members, count(m.activated_at)::int activated from members m
      where m.corp_id = $1 and m.status in ('active', 'invited') and ${inSet(set, 'm', values)}`,
    values,
  );
  return row!;
}
