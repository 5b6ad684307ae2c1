import { customerDuplicates } from '@teahouse/contract/customer-duplicates';
import type { CustomerId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { twoPersons } from './halves.ts';

export const tellApart = implement(customerDuplicates.tellApart, async (work, { customerId, other }) => {
  await notSame(work, ...(await twoPersons(work, customerId, other)));
  return {};
});

/** Nobody proposes these two again, until somebody merges them all the same. */
export async function notSame(work: Work, one: CustomerId, other: CustomerId): Promise<void> {
  await work.sql(
    `insert into customer_not_same (corp_id, one, other, said_at) values ($1, least($2, $3::text), greatest($2, $3::text), $4) on conflict do nothing`,
    [work.corpId, one, other, work.now],
  );
}
