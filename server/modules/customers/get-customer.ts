import { customers } from '@teahouse/contract/customers';
import type { OutputOf } from '@teahouse/contract/define';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { samePerson } from './customer.access.ts';
import { followsISee } from './follow.access.ts';
import { WANTS_NEWS } from './here.ts';

/** One customer as the actor may see them: of other members' pairs only what a role lets them see, in the timeline too. */
export async function customerSeen(
  work: Work,
  customerId: CustomerId,
): Promise<OutputOf<typeof customers.getCustomer>> {
  const seen = await followsISee(work, customerId);
  const [row] = await work.sql<{
    name: string;
    mobile: string | null;
    email: string | null;
    marketing: boolean;
    marketingAt: Date | null;
  }>(
    `select c.name, c.mobile, c.email, p.marketing, p.at "marketingAt" from customers c ${WANTS_NEWS} where c.corp_id = $1 and c.id = $2`,
    [work.corpId, customerId],
  );
  const timeline = await work.sql<{ at: Date; kind: string; memberId: MemberId | null; detail: string }>(
    `select at, kind, member_id "memberId", detail from customer_events
      where corp_id = $1 and customer_id = any($2) and (member_id is null or member_id = any($3)) order by no desc limit 200`,
    [work.corpId, await samePerson(work, customerId), seen.map((f) => f.memberId)],
  );
  return {
    ...row!,
    id: customerId,
    marketingAt: row!.marketingAt?.toISOString() ?? null,
    follows: seen,
    timeline: timeline.map((e) => ({ ...e, at: e.at.toISOString() })),
  };
}

export const getCustomer = implement(customers.getCustomer, (work, { customerId }) =>
  customerSeen(work, customerId),
);
