import type { CustomerOrder } from '@teahouse/contract/orders';
import type { OrderId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { seesCustomer } from '../customers/index.ts';

type Row = Omit<CustomerOrder, 'orderedAt' | 'createdAt'> & { orderedAt: Date; createdAt: Date };

/** Orders narrowed by `rest`, in which `o` is the order; $1 is the company. */
export async function ordersWhere(
  work: Work,
  rest: string,
  values: readonly unknown[],
): Promise<CustomerOrder[]> {
  const rows = await work.sql<Row>(
    `select o.id, o.customer_id "customerId", c.name "customerName", o.source, o.ref, o.amount, o.currency, o.items, o.state,
            o.ordered_at "orderedAt", o.note, o.made_by "madeBy", o.created_at "createdAt"
       from customer_orders o join customers c on c.corp_id = $1 and c.id = o.customer_id
      where o.corp_id = $1 and ${rest}`,
    [work.corpId, ...values],
  );
  return rows.map((r) => ({
    ...r,
    orderedAt: r.orderedAt.toISOString(),
    createdAt: r.createdAt.toISOString(),
  }));
}

export const NEWEST = 'order by o.ordered_at desc, o.id desc';
/** "Older than the order that $n names", for the next page. */
export const olderThan = (n: number) =>
  `($${n}::text is null or (o.ordered_at, o.id) < (select a.ordered_at, a.id from customer_orders a where a.corp_id = $1 and a.id = $${n}))`;

/** One page, and where the next one begins. */
export const paged = (found: readonly CustomerOrder[], limit: number) => ({
  orders: found.slice(0, limit),
  next: found.length > limit ? found[limit - 1]!.id : null,
});

/** An order of a customer the actor may see; the outreach role sees all. Fails with orders.order_not_found. */
export async function orderToChange(work: Work, id: OrderId): Promise<CustomerOrder> {
  const [order] = await ordersWhere(work, 'o.id = $2 for update of o', [id]);
  if (!order || !(keepsAll(work) || (await seesCustomer(work, order.customerId))))
    return fail('orders.order_not_found');
  return order;
}

export const keepsAll = ({ actor }: Work): boolean => actor.kind === 'member' && actor.rights.has('outreach');
