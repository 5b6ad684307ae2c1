import { type Broadcast, outreach } from '@teahouse/contract/outreach';
import type { CustomerId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { customerToSee } from '../customers/index.ts';
import { keepOrder } from '../orders/index.ts';

/** Writes down that a customer did something. Replies and visits of one hour are one; an order is one by its id. */
export async function recordOutcome(
  work: Work,
  {
    customerId,
    kind,
    at = work.now,
    ref = at.toISOString().slice(0, 13),
  }: { customerId: CustomerId; kind: Broadcast['outcome']; at?: Date; ref?: string },
): Promise<void> {
  await work.sql(
    'insert into outcomes (corp_id, customer_id, kind, ref, at) values ($1, $2, $3, $4, $5) on conflict do nothing',
    [work.corpId, customerId, kind, ref, at],
  );
}

/** The order itself is kept where all orders are; its outcome follows from there. */
export const recordOrder = implement(outreach.recordOrder, async (work, { customerId, ref, at }) => {
  await customerToSee(work, customerId);
  await keepOrder(work, { customerId, ref, orderedAt: at ? new Date(at) : undefined });
  return {};
});
