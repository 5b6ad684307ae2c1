// Customers of members who have left, until somebody takes them on.
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';

export interface Unassigned {
  userid: string;
  memberId: MemberId;
  customerId: CustomerId;
  rootId: CustomerId;
  leftAt: Date;
}

/** In the order of leavers and customers, behind `after` if it is given, or without the first `skip`. */
export async function unassignedCustomers(
  work: Work,
  range: MemberSet,
  { after, skip = 0, limit }: { after?: [MemberId, CustomerId] | undefined; skip?: number; limit: number },
): Promise<Unassigned[]> {
  const values: unknown[] = [work.corpId, after?.[0] ?? null, after?.[1] ?? null];
  return await work.sql<Unassigned>(
    `select m.userid, m.id "memberId", f.customer_id "customerId", c.root_id "rootId", m.changed_at "leftAt"
       from customer_follows f
       join members m on m.corp_id = $1 and m.id = f.member_id and m.status = 'left'
       join customers c on c.corp_id = $1 and c.id = f.customer_id
      where f.corp_id = $1 and f.state = 'following' and ($2::text is null or (f.member_id, f.customer_id) > ($2, $3))
        and ${inSet(range, 'm', values)}
      order by f.member_id, f.customer_id offset ${Math.floor(skip)} limit ${Math.floor(limit)}`,
    values,
  );
}

/** A member who has left, by the userid programs know; undefined for everybody else. */
export async function leaverByUserid(work: Work, userid: string): Promise<MemberId | undefined> {
  const [row] = await work.sql<{ id: MemberId }>(
    `select id from members where corp_id = $1 and lower(userid) = lower($2) and status = 'left'`,
    [work.corpId, userid],
  );
  return row?.id;
}
