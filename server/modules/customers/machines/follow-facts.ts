// Customers as programs see them: a person once, named by the root; of the pairs those of members in the program's range.
import type { ContactCodeId, CustomerId, CustomerTagId, MemberId } from '@teahouse/contract/ids';
import type { Stage } from '@teahouse/contract/customers';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';

export interface FollowFacts {
  rootId: CustomerId;
  /** the one of the person that this member has */
  customerId: CustomerId;
  memberId: MemberId;
  userid: string;
  name: string;
  remark: string;
  description: string;
  company: string;
  mobiles: string[];
  stage: Stage;
  personal: string[];
  tags: { id: CustomerTagId; name: string; group: string }[];
  tagIds: CustomerTagId[];
  codeId: ContactCodeId | null;
  channel: string;
  addedAt: Date;
}

/** A pair's place in the order of pages: the oldest follow first. */
export type FollowPlace = [addedAt: string, customerId: string, memberId: string];

// Of a person found twice, a member may hold both halves: programs see the pair once, the root's before the other's.
const FACTS = `select c.root_id "rootId", f.customer_id "customerId", f.member_id "memberId", m.userid, r.name, f.remark, f.description, f.company,
       array_remove(f.mobiles || array[r.mobile], null) mobiles, f.stage, f.personal, f.code_id "codeId", f.channel, f.added_at "addedAt",
       coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'group', g.name) order by g.sort desc, g.created_at, g.id, t.sort desc, t.created_at, t.id)
          from customer_follow_tags x join customer_tags t on t.corp_id = $1 and t.id = x.tag_id
          join customer_tag_groups g on g.corp_id = $1 and g.id = t.group_id
         where x.corp_id = $1 and x.customer_id = f.customer_id and x.member_id = f.member_id), '[]') tags
  from customer_follows f
  join customers c on c.corp_id = $1 and c.id = f.customer_id
  join customers r on r.corp_id = $1 and r.id = c.root_id
  join members m on m.corp_id = $1 and m.id = f.member_id
 where f.corp_id = $1 and f.state = 'following'
   and (c.id = c.root_id or not exists (select from customer_follows o join customers oc on oc.corp_id = $1 and oc.id = o.customer_id
        where o.corp_id = $1 and o.member_id = f.member_id and o.state = 'following' and oc.root_id = c.root_id
          and (oc.id = oc.root_id or o.customer_id < f.customer_id)))`;

async function facts(work: Work, rest: string, values: unknown[]): Promise<FollowFacts[]> {
  const rows = await work.sql<Omit<FollowFacts, 'tagIds'>>(`${FACTS} and ${rest}`, values);
  return rows.map((r) => ({ ...r, tagIds: r.tags.map((t) => t.id) }));
}

/** Members of the range who may have customers: everybody who works here. */
export async function followersIn(work: Work, range: MemberSet): Promise<string[]> {
  const values: unknown[] = [work.corpId];
  const rows = await work.sql<{ userid: string }>(
    `select m.userid from members m where m.corp_id = $1 and m.status = 'active' and ${inSet(range, 'm', values)} order by m.id`,
    values,
  );
  return rows.map((r) => r.userid);
}

/** Everybody this member follows. */
export async function customersOfMember(work: Work, memberId: MemberId): Promise<CustomerId[]> {
  const rows = await work.sql<{ id: CustomerId }>(
    `select c.root_id id from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
      where f.corp_id = $1 and f.member_id = $2 and f.state = 'following' group by c.root_id order by min(f.added_at), c.root_id`,
    [work.corpId, memberId],
  );
  return rows.map((r) => r.id);
}

/** The pairs of one person with members of the range, oldest first, behind `after` if it is given. */
export async function followsOfCustomer(
  work: Work,
  range: MemberSet,
  { rootId, after, limit }: { rootId: CustomerId; after?: FollowPlace | undefined; limit: number },
): Promise<FollowFacts[]> {
  const values: unknown[] = [work.corpId, rootId];
  const conditions = ['c.root_id = $2', inSet(range, 'm', values), ...behind(after, values)];
  return await facts(work, `${conditions.join(' and ')} ${ordered(limit)}`, values);
}

/** The pairs of these members, oldest first, behind `after` if it is given. */
export async function followsOfMembers(
  work: Work,
  {
    memberIds,
    after,
    limit,
  }: { memberIds: readonly MemberId[]; after?: FollowPlace | undefined; limit: number },
): Promise<FollowFacts[]> {
  const values: unknown[] = [work.corpId, memberIds];
  const conditions = ['f.member_id = any($2)', ...behind(after, values)];
  return await facts(work, `${conditions.join(' and ')} ${ordered(limit)}`, values);
}

/** What this member has with this person; undefined where they do not follow them. */
export async function followBetween(
  work: Work,
  memberId: MemberId,
  rootId: CustomerId,
): Promise<FollowFacts | undefined> {
  const [pair] = await facts(work, 'c.root_id = $2 and f.member_id = $3', [work.corpId, rootId, memberId]);
  return pair;
}

/** The root of this customer, who may be one that was merged; undefined where there is no such customer. */
export async function rootOfCustomer(work: Work, id: CustomerId): Promise<CustomerId | undefined> {
  const [row] = await work.sql<{ id: CustomerId }>(
    'select root_id id from customers where corp_id = $1 and id = $2',
    [work.corpId, id],
  );
  return row?.id;
}

/** The roots of these customers, by id; whoever is unknown is missing. */
export async function rootsOfCustomers(
  work: Work,
  ids: readonly CustomerId[],
): Promise<Map<CustomerId, CustomerId>> {
  const rows = await work.sql<{ id: CustomerId; root: CustomerId }>(
    'select id, root_id root from customers where corp_id = $1 and id = any($2)',
    [work.corpId, ids],
  );
  return new Map(rows.map((r) => [r.id, r.root]));
}

const ordered = (limit: number) =>
  `order by f.added_at, f.customer_id, f.member_id limit ${Math.floor(limit)}`;

function behind(after: FollowPlace | undefined, values: unknown[]): string[] {
  if (!after) return [];
  const [at, customerId, memberId] = after.map((part) => `$${values.push(part)}`);
  return [`(f.added_at, f.customer_id, f.member_id) > (${at}::timestamptz, ${customerId}, ${memberId})`];
}
