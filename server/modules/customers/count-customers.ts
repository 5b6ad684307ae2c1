import { customers } from '@teahouse/contract/customers';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { customersWanted, type Wanted } from './customers-wanted.ts';

/** Counted no further: nobody reads the difference between 10,001 and 10,002 in a list. */
const MOST = 10_000;

/** How many pairs the filter finds. */
export async function countListed(work: Work, wanted: Wanted): Promise<{ count: number; more: boolean }> {
  const { where, values } = await customersWanted(work, wanted);
  const [row] = await work.sql<{ n: number }>(
    `select count(*)::int n from (select from follows_here f where ${where} limit ${MOST + 1}) x`,
    values,
  );
  const found = row?.n ?? 0;
  return { count: Math.min(found, MOST), more: found > MOST };
}

export const countCustomers = implement(customers.countCustomers, countListed);
