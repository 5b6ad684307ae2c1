import { customerDuplicates } from '@teahouse/contract/customer-duplicates';
import type { CustomerId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { seenFollow } from '../follow.access.ts';
import { halvesOf } from './halves.ts';

/** values of a phone, mail or name that are looked at in one step */
const AT_ONCE = 50;
/** of one value: a name that hundreds have says nothing about any two of them */
const MOST_OF_ONE = 10;

const keys = { mobile: 'phone', email: 'mailbox', name: 'name' } as const;

interface Found {
  value: string;
  one: CustomerId;
  other: CustomerId;
}

export const listDuplicates = implement(customerDuplicates.listDuplicates, async (work, { by, after }) => {
  let from: string | null = after ?? '';
  let pairs: Found[] = [];
  while (from !== null && pairs.length === 0) {
    const shared = await sharedValues(work, keys[by], from);
    pairs = shared.length ? await pairsWith(work, keys[by], shared) : [];
    from = shared.length === AT_ONCE ? shared.at(-1)! : null;
  }
  const halves = await halvesOf(
    work,
    pairs.flatMap((p) => [p.one, p.other]),
  );
  return {
    pairs: pairs.flatMap(({ value, one, other }) => {
      const [a, b] = [halves.get(one), halves.get(other)];
      return a && b ? [{ value, one: a, other: b }] : [];
    }),
    next: from,
  };
});

type Key = (typeof keys)[keyof typeof keys];

async function sharedValues(work: Work, key: Key, after: string): Promise<string[]> {
  // Of those with one name somebody must lack a phone or share one, else all of them are told apart by it.
  const open = key === 'name' ? 'and count(distinct phone) < count(*)' : '';
  const rows = await work.sql<{ value: string }>(
    `select ${key} value from customers where corp_id = $1 and ${key} > $2
      group by 1 having count(distinct root_id) > 1 ${open} order by 1 limit ${AT_ONCE}`,
    [work.corpId, after],
  );
  return rows.map((r) => r.value);
}

/** Whoever shares a value with the first who had it, of those the actor sees and nobody told apart. */
async function pairsWith(work: Work, key: Key, shared: readonly string[]): Promise<Found[]> {
  const values: unknown[] = [work.corpId, shared];
  const seen = await seenFollow(work, values);
  // Two with one name and different phones are two people in most towns.
  const agree =
    key === 'name'
      ? `and (b.phone is null or a.phone is null or a.phone = b.phone) and (b.mailbox is null or a.mailbox is null or a.mailbox = b.mailbox)`
      : '';
  return await work.sql<Found>(
    `with known as materialized (
       select c.${key} value, c.root_id, c.phone, c.mailbox, row_number() over (partition by c.${key} order by c.created_at, c.id) no
         from customers c
        where c.corp_id = $1 and c.${key} = any($2)
          and exists (select from customer_follows f join members m on m.corp_id = $1 and m.id = f.member_id
                       where f.corp_id = $1 and f.customer_id = c.id and ${seen}))
     select distinct a.value, a.root_id one, b.root_id other
       from known a join known b on b.value = a.value and b.root_id <> a.root_id and b.no <= ${MOST_OF_ONE} ${agree}
      where a.no = 1 and not exists (select from customer_not_same n where n.corp_id = $1
        and n.one = least(a.root_id, b.root_id) and n.other = greatest(a.root_id, b.root_id))
      order by 1, 2, 3`,
    values,
  );
}
