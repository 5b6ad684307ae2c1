import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { spellingOf } from '../directory/index.ts';

/** Writes again what a customer's follows are found by. Call it after a name, remark, company or mobile changed. */
export async function refreshSearch(work: Work, customerId: CustomerId): Promise<void> {
  const rows = await work.sql<{
    member_id: string;
    name: string;
    mobile: string | null;
    mobiles: string[];
    email: string | null;
    remark: string;
    company: string;
  }>(
    `select f.member_id, c.name, c.mobile, c.email, f.remark, f.company, f.mobiles
       from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
      where f.corp_id = $1 and f.customer_id = $2`,
    [work.corpId, customerId],
  );
  for (const r of rows)
    await work.sql(
      'update customer_follows set search = $4 where corp_id = $1 and customer_id = $2 and member_id = $3',
      [work.corpId, customerId, r.member_id, searchWords(r)],
    );
}

/** Everything somebody may type to find this customer, in one lower-case line. */
export function searchWords(r: {
  name: string;
  remark: string;
  company: string;
  mobile: string | null;
  mobiles: readonly string[];
  email: string | null;
}): string {
  const names = [r.name, r.remark].filter(Boolean).flatMap((n) => [n, ...Object.values(spellingOf(n))]);
  return [...new Set([...names, r.company, r.mobile ?? '', ...r.mobiles, r.email ?? ''])]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
}
