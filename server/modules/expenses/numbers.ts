import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';

/** The calendar day in the company's zone. */
export async function today(work: Work): Promise<string> {
  return new Intl.DateTimeFormat('sv', { timeZone: await corpZone(work) }).format(work.now);
}

/** The next number of a kind of paper on this day: BX202606100001. */
export async function nextNumber(work: Work, kind: 'BX' | 'JK' | 'FK'): Promise<string> {
  const day = (await today(work)).replaceAll('-', '');
  const [row] = await work.sql<{ last: number }>(
    `insert into expense_numbers (corp_id, kind, day, last) values ($1, $2, $3, 1)
     on conflict (corp_id, kind, day) do update set last = expense_numbers.last + 1 returning last`,
    [work.corpId, kind, day],
  );
  return `${kind}${day}${String(row!.last).padStart(4, '0')}`;
}
