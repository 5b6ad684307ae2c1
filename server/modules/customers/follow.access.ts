import type { Follow } from '@teahouse/contract/customers';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { visibleFilter } from '../directory/index.ts';
import { inCharge } from './rules/led-members.ts';

interface FollowRow extends Omit<Follow, 'addedAt'> {
  addedAt: Date;
}

const columns = `f.customer_id "customerId", c.root_id "rootId", f.member_id "memberId", m.name "memberName", f.chat_id "chatId",
       f.state, c.name, c.mobile, c.email, f.remark, f.description, f.company, f.mobiles, f.stage, f.personal, f.code_id "codeId", coalesce(k.name, '') "codeName", f.channel,
       f.added_at "addedAt", f.muted_at is not null muted, c.fields, f.tag_ids "tagIds"`;

/** Follows among those that `found` is: a table or a question in brackets. `f` is the pair, `c` the customer, `m` the member. */
export async function followsOf(
  work: Work,
  found: string,
  rest: string,
  values: unknown[],
): Promise<Follow[]> {
  const rows = await work.sql<FollowRow>(
    `select ${columns}
       from ${found} f join customers c on c.corp_id = $1 and c.id = f.customer_id
       join members m on m.corp_id = $1 and m.id = f.member_id
       left join contact_codes k on k.corp_id = $1 and k.id = f.code_id
      where f.corp_id = $1 and ${rest}`,
    values,
  );
  return rows.map(({ addedAt, ...row }) => ({ ...row, addedAt: addedAt.toISOString() }));
}

const follows = (work: Work, rest: string, values: unknown[]) =>
  followsOf(work, 'customer_follows', rest, values);

/** "This pair is mine, or of a member I administer or lead", as SQL on `f` and `m`; for an app, of a member in its visible range. */
export async function seenFollow(work: Work, values: unknown[]): Promise<string> {
  if (work.actor.kind === 'app') return await visibleFilter(work, 'm', values);
  const me = values.push(actingMember(work));
  return `(f.member_id = $${me} or ${await inCharge(work, 'm', values)})`;
}

/** My own pair with this customer. Another member's customer sounds like none. */
export async function myFollow(work: Work, customerId: CustomerId): Promise<Follow> {
  const [row] = await follows(work, 'f.customer_id = $2 and f.member_id = $3', [
    work.corpId,
    customerId,
    actingMember(work),
  ]);
  return row ?? fail('customers.customer_not_found');
}

/** The pair that is to be changed: a member changes their own, an app says whose. */
export async function followToChange(
  work: Work,
  customerId: CustomerId,
  memberId: MemberId | undefined,
): Promise<Follow> {
  if (work.actor.kind !== 'app' && (memberId ?? actingMember(work)) === actingMember(work))
    return await myFollow(work, customerId);
  if (work.actor.kind !== 'app' || !memberId) return fail('customers.customer_not_found');
  const values: unknown[] = [work.corpId, customerId, memberId];
  const seen = await seenFollow(work, values);
  const [row] = await follows(work, `f.customer_id = $2 and f.member_id = $3 and ${seen}`, values);
  return row ?? fail('customers.customer_not_found');
}

/** Pairs of this person that the actor may see: one's own and those of members one administers or leads. None: the customer does not exist for them. */
export async function followsISee(work: Work, customerId: CustomerId): Promise<Follow[]> {
  const found = await pairsISee(work, customerId);
  return found.length ? found : fail('customers.customer_not_found');
}

/** Whether this customer exists for the actor. */
export const seesCustomer = async (work: Work, customerId: CustomerId): Promise<boolean> =>
  (await pairsISee(work, customerId)).length > 0;

async function pairsISee(work: Work, customerId: CustomerId): Promise<Follow[]> {
  const values: unknown[] = [work.corpId, customerId];
  const seen = await seenFollow(work, values);
  return await follows(
    work,
    `c.root_id = (select root_id from customers where corp_id = $1 and id = $2) and ${seen} order by f.added_at`,
    values,
  );
}
