import { orders } from '@teahouse/contract/orders';
import { implement } from '../../kernel/module.ts';
import { customerToSee } from '../customers/index.ts';
import { keepOrder } from './keep-order.ts';

export const recordCustomerOrder = implement(
  orders.recordCustomerOrder,
  async (work, { orderedAt, ...draft }) => {
    await customerToSee(work, draft.customerId);
    return await keepOrder(work, { ...draft, orderedAt: orderedAt ? new Date(orderedAt) : undefined });
  },
);
