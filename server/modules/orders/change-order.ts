import { orders } from '@teahouse/contract/orders';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { orderChanged } from './keep-order.ts';
import { keepsAll, orderToChange } from './orders.access.ts';
import { mayMove } from './order-states.ts';

export const changeCustomerOrder = implement(
  orders.changeCustomerOrder,
  async (work, { orderId, state, note }) => {
    const order = await orderToChange(work, orderId);
    const next = { state: state ?? order.state, note: note ?? order.note };
    if (!mayMove(order.state, next.state)) fail('orders.cannot_move');
    await work.sql('update customer_orders set state = $3, note = $4 where corp_id = $1 and id = $2', [
      work.corpId,
      orderId,
      next.state,
      next.note,
    ]);
    if (next.state !== order.state) await work.emit(orderChanged, { orderId, customerId: order.customerId });
    return { ...order, ...next };
  },
);

export const removeCustomerOrder = implement(orders.removeCustomerOrder, async (work, { orderId }) => {
  const { customerId, madeBy, source, ref } = await orderToChange(work, orderId);
  if (!keepsAll(work) && madeBy !== work.actor.id) fail('orders.order_not_found');
  await work.sql('delete from customer_orders where corp_id = $1 and id = $2', [work.corpId, orderId]);
  await work.emit(orderChanged, { orderId, customerId });
  await work.audit({ action: 'orders.order_removed', object: orderId, detail: { customerId, source, ref } });
  return {};
});
