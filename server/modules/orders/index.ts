// The door of orders: what customers ordered, with us and elsewhere.
import { orders as contract } from '@teahouse/contract/orders';
import { defineModule } from '../../kernel/module.ts';
import { changeCustomerOrder, removeCustomerOrder } from './change-order.ts';
import { getOrderReport } from './get-order-report.ts';
import { importOrders } from './import-orders.ts';
import { listCustomerOrders, listOrders, myOrders, ordersHeld } from './list-orders.ts';
import { recordCustomerOrder } from './record-order.ts';

export { ordersTimeline } from './orders-timeline.ts';
export { countedOrder, keepOrder, orderChanged } from './keep-order.ts';

export const orders = defineModule({
  name: 'orders',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listCustomerOrders,
    recordCustomerOrder,
    changeCustomerOrder,
    removeCustomerOrder,
    listOrders,
    getOrderReport,
    importOrders,
    myOrders,
  },
  holds: { orders: ordersHeld },
});
