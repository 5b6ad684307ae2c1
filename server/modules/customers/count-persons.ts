import type { Work } from '../../kernel/work.ts';

/** How many people the company has as customers, merged records once; counted up to `most`. */
export async function countPersons(work: Work, most: number): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    'select count(*)::int n from (select distinct root_id from customers where corp_id = $1 limit $2) x',
    [work.corpId, most],
  );
  return row?.n ?? 0;
}
