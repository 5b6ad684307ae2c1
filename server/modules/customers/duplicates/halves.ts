import type { CustomerHalf } from '@teahouse/contract/customer-duplicates';
import type { CustomerId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { followsISee, seenFollow } from '../follow.access.ts';

interface HalfRow extends Omit<CustomerHalf, 'createdAt'> {
  createdAt: Date;
}

/** Persons by their roots, as an administrator compares them; owners and tags are those of follows they may see. */
export async function halvesOf(
  work: Work,
  roots: readonly CustomerId[],
): Promise<Map<CustomerId, CustomerHalf>> {
  const values: unknown[] = [work.corpId, roots];
  const seen = await seenFollow(work, values);
  const rows = await work.sql<HalfRow>(
    `select c.id "customerId", c.name, p.mobile, p.email, p.marketing, c.created_at "createdAt", c.fields, p.records,
            coalesce(o.owners, '{}') owners, array(select distinct t from unnest(o.tags) t where t <> '' order by 1) "tagIds"
       from customers c
       cross join lateral (select count(*)::int records, bool_and(h.marketing) marketing,
           (array_agg(h.mobile order by h.id <> c.id, h.id) filter (where h.mobile is not null))[1] mobile,
           (array_agg(h.email order by h.id <> c.id, h.id) filter (where h.email is not null))[1] email
         from customers h where h.corp_id = $1 and h.root_id = c.id) p
       cross join lateral (select array_agg(distinct m.name) owners, string_to_array(string_agg(array_to_string(f.tag_ids, ','), ','), ',') tags
         from customers h join customer_follows f on f.corp_id = $1 and f.customer_id = h.id
         join members m on m.corp_id = $1 and m.id = f.member_id
        where h.corp_id = $1 and h.root_id = c.id and ${seen}) o
      where c.corp_id = $1 and c.id = any($2)`,
    values,
  );
  return new Map(rows.map((r) => [r.customerId, { ...r, createdAt: r.createdAt.toISOString() }]));
}

/** The person behind a customer whom the actor may see; a stranger sounds like nobody. */
export async function personSeen(work: Work, customerId: CustomerId): Promise<CustomerId> {
  return (await followsISee(work, customerId))[0]!.rootId;
}

/** The two persons, in the order given. Fails with customers.same_person where they are one. */
export async function twoPersons(
  work: Work,
  one: CustomerId,
  other: CustomerId,
): Promise<[CustomerId, CustomerId]> {
  const pair: [CustomerId, CustomerId] = [await personSeen(work, one), await personSeen(work, other)];
  return pair[0] === pair[1] ? fail('customers.same_person') : pair;
}
