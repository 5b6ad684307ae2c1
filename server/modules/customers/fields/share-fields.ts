import type { FieldValue } from '@teahouse/contract/customers';
import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/**
 * Writes again what the records of these persons share: what one lacks it has from the others, and where they differ the root's stands. Each
 * keeps beside it what it would have alone, so somebody who steps out takes their own along.
 */
export async function shareFields(work: Work, roots: readonly CustomerId[]): Promise<void> {
  await work.sql(
    `update customers c set own_fields = case when s.n > 1 then coalesce(c.own_fields, c.fields) end, fields = s.shared
       from (select o.root_id, count(distinct o.id) n,
                    coalesce(jsonb_object_agg(e.k, e.v order by o.id = o.root_id, o.id) filter (where e.k is not null), '{}') shared
               from customers o left join lateral jsonb_each(coalesce(o.own_fields, o.fields)) e (k, v) on true
              where o.corp_id = $1 and o.root_id = any($2) group by o.root_id) s
      where c.corp_id = $1 and c.root_id = s.root_id`,
    [work.corpId, roots],
  );
}

/** What was written while they were one person is everybody's, and stays with each of them. */
export async function putFields(
  work: Work,
  customerId: CustomerId,
  filled: Readonly<Record<string, FieldValue>>,
  emptied: readonly string[] = [],
): Promise<void> {
  await work.sql(
    `update customers set fields = (fields || $3::jsonb) - $4::text[], own_fields = (own_fields || $3::jsonb) - $4::text[]
      where corp_id = $1 and root_id = (select root_id from customers where corp_id = $1 and id = $2)`,
    [work.corpId, customerId, JSON.stringify(filled), emptied],
  );
}
