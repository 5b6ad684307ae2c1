import { event } from '@teahouse/contract/define';
import { type CustomerOrder, OWN } from '@teahouse/contract/orders';
import { CustomerId, type MemberId, OrderId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import type { Work } from '../../kernel/work.ts';
import { samePerson } from '../customers/index.ts';
import { ordersWhere } from './orders.access.ts';
import { counts } from './order-states.ts';

/** An order came, changed or went: whoever counts orders asks `countedOrder` how it stands now. */
export const orderChanged = event(
  'orders.order_changed',
  'server',
  z.object({ orderId: OrderId, customerId: CustomerId }),
);

export type OrderDraft = Pick<CustomerOrder, 'customerId' | 'ref'> &
  Partial<Pick<CustomerOrder, 'source' | 'amount' | 'currency' | 'items' | 'state' | 'note'>> & {
    orderedAt?: Date | undefined;
    madeBy?: MemberId | null;
  };

/**
 * Writes an order down. The same number of the same source is one order and stays as it was told first. The caller has looked whether
 * the actor may see the customer. Fails with orders.other_customer where the number is another person's.
 */
export async function keepOrder(
  work: Work,
  {
    customerId,
    ref,
    source = OWN,
    amount = null,
    currency = 'CNY',
    items = [],
    state = 'paid',
    note = '',
    orderedAt = work.now,
    madeBy = work.actor.kind === 'member' ? work.actor.id : null,
  }: OrderDraft,
): Promise<CustomerOrder> {
  const [made] = await work.sql<{ id: OrderId }>(
    `insert into customer_orders (corp_id, id, customer_id, source, ref, amount, currency, items, state, ordered_at, note, made_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (corp_id, source, ref) do nothing returning id`,
    [
      work.corpId,
      newId('ord'),
      customerId,
      source,
      ref,
      amount,
      currency,
      JSON.stringify(items),
      state,
      orderedAt,
      note,
      madeBy,
      work.now,
    ],
  );
  if (made) await work.emit(orderChanged, { orderId: made.id, customerId });
  const [order] = await ordersWhere(work, 'o.source = $2 and o.ref = $3', [source, ref]);
  return !made && !(await samePerson(work, customerId)).includes(order!.customerId)
    ? fail('orders.other_customer')
    : order!;
}

/** When this order was placed, as long as it counts; undefined for one that is not paid, was taken back or is gone. */
export async function countedOrder(work: Work, id: OrderId): Promise<Date | undefined> {
  const [row] = await work.sql<{ at: Date }>(
    `select ordered_at at from customer_orders where corp_id = $1 and id = $2 and ${counts('state')}`,
    [work.corpId, id],
  );
  return row?.at;
}
