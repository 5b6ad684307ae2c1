import type { Work } from '../../kernel/work.ts';
import { orders } from '@teahouse/contract/orders';
import { implement } from '../../kernel/module.ts';
import { majorOf } from '../approvals/index.ts';
import { actingCustomer, customerToSee, samePerson } from '../customers/index.ts';
import { NEWEST, olderThan, ordersWhere, paged } from './orders.access.ts';

const MOST_OF_MINE = 100;

export const listCustomerOrders = implement(
  orders.listCustomerOrders,
  async (work, { customerId, after, limit }) => {
    await customerToSee(work, customerId);
    const found = await ordersWhere(
      work,
      `o.customer_id = any($2) and ${olderThan(3)} ${NEWEST} limit ${limit + 1}`,
      [await samePerson(work, customerId), after ?? null],
    );
    return paged(found, limit);
  },
);

export const listOrders = implement(orders.listOrders, async (work, { source, from, to, after, limit }) => {
  const found = await ordersWhere(
    work,
    `($2::text is null or o.source = $2) and ($3::timestamptz is null or o.ordered_at >= $3)
        and ($4::timestamptz is null or o.ordered_at < $4) and ${olderThan(5)} ${NEWEST} limit ${limit + 1}`,
    [source ?? null, from ?? null, to ?? null, after ?? null],
  );
  return paged(found, limit);
});

/** Everything, notes of members too: what is written about somebody is theirs to see. */
export const ordersHeld = async (work: Work, customerIds: readonly string[]): Promise<object[]> =>
  (await ordersWhere(work, `o.customer_id = any($2) ${NEWEST}`, [customerIds])).map((o) => ({
    source: o.source,
    number: o.ref,
    amount: o.amount === null ? '' : `${o.currency} ${majorOf({ minor: String(o.amount), cur: o.currency })}`,
    items: o.items.map((i) => `${i.name} x${i.quantity}`),
    state: o.state,
    orderedAt: o.orderedAt,
    note: o.note,
  }));

export const myOrders = implement(orders.myOrders, async (work) => {
  const found = await ordersWhere(work, `o.customer_id = any($2) ${NEWEST} limit ${MOST_OF_MINE}`, [
    await samePerson(work, actingCustomer(work).id),
  ]);
  return {
    orders: found.map(({ source, ref, amount, currency, items, state, orderedAt }) => ({
      source,
      ref,
      amount,
      currency,
      items,
      state,
      orderedAt,
    })),
  };
});
