import { customers, type Follow } from '@teahouse/contract/customers';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { customersWanted, type Wanted } from './customers-wanted.ts';
import { followsOf } from './follow.access.ts';

/** added_at with its microseconds, customer, member */
type Place = [at: string, customerId: string, memberId: string];

export const listCustomers = implement(customers.listCustomers, async (work, { after, limit, ...wanted }) => {
  const found = await pageOfCustomers(work, wanted, after ? placeOf(after) : undefined, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next =
    found.length > limit && last
      ? Buffer.from(JSON.stringify([last.addedAt, last.customerId, last.memberId])).toString('base64url')
      : null;
  return { follows: page, next };
});

const ORDER = 'f.added_at desc, f.customer_id desc, f.member_id desc';

/** The next pairs in the order of the list, newest first. Walks an index from the place on, so the last page costs what the first does. */
export async function pageOfCustomers(
  work: Work,
  wanted: Wanted,
  after: Place | undefined,
  limit: number,
): Promise<Follow[]> {
  const { where, values, bound } = await customersWanted(work, wanted);
  const behind = after
    ? `and (f.added_at, f.customer_id, f.member_id) < (${bound(after[0])}::timestamptz, ${bound(after[1])}, ${bound(after[2])})`
    : '';
  // The page first, then what belongs to its rows: a join of everything before the limit would be paid for everybody.
  return await followsOf(
    work,
    `(select f.* from follows_here f where ${where} ${behind} order by ${ORDER} limit ${Math.floor(limit)})`,
    `true order by ${ORDER}`,
    values,
  );
}

function placeOf(after: string): Place | undefined {
  try {
    const place: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    return Array.isArray(place) &&
      place.length === 3 &&
      place.every((p) => typeof p === 'string') &&
      !Number.isNaN(Date.parse(place[0] as string))
      ? (place as Place)
      : undefined;
  } catch {
    return undefined;
  }
}
