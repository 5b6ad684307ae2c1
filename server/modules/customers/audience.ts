import type { Audience } from '@teahouse/contract/audience';
import type { ChatId, CustomerId, CustomerTagId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { tagsToUse } from './customer-tags.ts';
import { fieldFilter } from './fields/field-filter.ts';

export interface Addressed {
  personId: CustomerId;
  customerId: CustomerId;
  memberId: MemberId;
  chatId: ChatId;
  /** when the member got this customer */
  addedAt: Date;
}

/** Audiences kept long ago lack the parts that came later. */
type AudienceAsKept = Omit<Audience, 'whose' | Later> & Partial<Pick<Audience, Later>>;
type Later = 'tagGroups' | 'fields';

/**
 * The people an audience means, each once, with the member who last had to do with them. `of`: only this member's customers. Those who
 * want no news are in it, too: the gateway says so about them. Fails with customers.tag_not_found. The caller has checked that it may.
 */
export async function audienceOf(
  work: Work,
  { tagGroups = [], fields = [], ...audience }: AudienceAsKept,
  of: MemberId | null,
): Promise<Addressed[]> {
  await tagsToUse(work, [...audience.tagIds, ...tagGroups.flat(), ...audience.withoutTagIds]);
  const values: unknown[] = [
    work.corpId,
    of,
    audience.tagIds,
    audience.withoutTagIds,
    audience.stages,
    audience.memberIds,
    audience.codeIds,
    audience.sources,
    audience.customerIds,
  ];
  const bound = (value: unknown) => `$${values.push(value)}`;
  const so: string[] = [];
  for (const wanted of fields) so.push(await fieldFilter(work, wanted, bound));
  const has = (ids: string) =>
    `exists (select from customer_follow_tags x where x.corp_id = $1 and x.tag_id = any(${ids})
        and x.customer_id = f.customer_id and x.member_id = f.member_id)`;
  return await work.sql<Addressed>(
    `select distinct on (c.root_id) c.root_id "personId", f.customer_id "customerId", f.member_id "memberId", f.chat_id "chatId", f.added_at "addedAt"
       from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
       join members m on m.corp_id = $1 and m.id = f.member_id and m.status = 'active'
      where f.corp_id = $1 and f.state = 'following' and ($2::text is null or f.member_id = $2)
        and (cardinality($3::text[]) = 0 or ${has('$3')}) and (cardinality($4::text[]) = 0 or not ${has('$4')})
        and (cardinality($5::text[]) = 0 or f.stage = any($5)) and (cardinality($6::text[]) = 0 or f.member_id = any($6))
        and (cardinality($7::text[]) = 0 or f.code_id = any($7)) and (cardinality($8::text[]) = 0 or f.channel = any($8))
        and (cardinality($9::text[]) = 0 or f.customer_id = any($9) or c.root_id = any($9))
        and ${[...so, ...tagGroups.map((ids) => has(`${bound(ids)}::text[]`))].join(' and ') || 'true'}
      order by c.root_id, f.muted_at is not null, f.last_at desc, f.customer_id, f.member_id`,
    values,
  );
}

/** The tags each of these members gave each of these customers, by customer. */
export async function tagsOfFollows(
  work: Work,
  pairs: readonly { customerId: CustomerId; memberId: MemberId }[],
): Promise<Map<CustomerId, CustomerTagId[]>> {
  const rows = await work.sql<{ id: CustomerId; tagIds: CustomerTagId[] }>(
    `select x.customer_id id, array_agg(x.tag_id) "tagIds" from customer_follow_tags x
       join unnest($2::text[], $3::text[]) w (c, m) on w.c = x.customer_id and w.m = x.member_id where x.corp_id = $1 group by 1`,
    [work.corpId, pairs.map((p) => p.customerId), pairs.map((p) => p.memberId)],
  );
  return new Map(rows.map((r) => [r.id, r.tagIds]));
}
