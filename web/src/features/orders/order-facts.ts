// What the page knows of orders without their schemas.
import type { CustomerOrder, OrderState, OWN } from '../../../../contract/src/orders.ts';

export type { CustomerOrder };
export const OWN_SOURCE: typeof OWN = 'own';

/** Where an order can go on to; the server has the last word. */
export const orderMoves: Record<OrderState, readonly OrderState[]> = {
  placed: ['paid', 'done', 'cancelled'],
  paid: ['done', 'cancelled', 'refunded'],
  done: ['refunded'],
  cancelled: [],
  refunded: [],
};
