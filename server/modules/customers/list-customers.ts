import { customers, type Follow } from '@teahouse/contract/customers';
import type { InputOf } from '@teahouse/contract/define';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { fieldFilter } from './fields/field-filter.ts';
import { follows, seenFollow } from './follow.access.ts';

type Wanted = Omit<InputOf<typeof customers.listCustomers>, 'after' | 'limit'>;
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

/** The next pairs in the order of the list, newest first. Walks an index from the place on, so the last page costs what the first does. */
export async function pageOfCustomers(
  work: Work,
  wanted: Wanted,
  after: Place | undefined,
  limit: number,
): Promise<Follow[]> {
  const values: unknown[] = [work.corpId];
  const bound = (value: unknown) => `$${values.push(value)}`;
  const where: string[] = [
    wanted.whose === 'mine' && work.actor.kind !== 'app'
      ? `f.member_id = ${bound(actingMember(work))}`
      : await seenFollow(work, values),
  ];
  if (wanted.q) where.push(`f.search like ${bound(`%${likeable(wanted.q.toLowerCase())}%`)}`);
  if (wanted.stage) where.push(`f.stage = ${bound(wanted.stage)}`);
  if (wanted.memberId) where.push(`f.member_id = ${bound(wanted.memberId)}`);
  if (wanted.codeId) where.push(`f.code_id = ${bound(wanted.codeId)}`);
  if (wanted.from) where.push(`f.added_at >= ${bound(wanted.from)}`);
  if (wanted.to) where.push(`f.added_at < ${bound(wanted.to)}`);
  if (wanted.tagId)
    where.push(
      `exists (select from customer_follow_tags x where x.corp_id = $1 and x.tag_id = ${bound(wanted.tagId)} and x.customer_id = f.customer_id and x.member_id = f.member_id)`,
    );
  if (wanted.fieldId) where.push(await fieldFilter(work, wanted, bound));
  if (after)
    where.push(
      `(f.added_at, f.customer_id, f.member_id) < (${bound(after[0])}::timestamptz, ${bound(after[1])}, ${bound(after[2])})`,
    );
  return await follows(
    work,
    `${where.join(' and ')} order by f.added_at desc, f.customer_id desc, f.member_id desc limit ${Math.floor(limit)}`,
    values,
  );
}

const likeable = (text: string) => text.replaceAll(/[%_\\]/g, '\\$&');

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
