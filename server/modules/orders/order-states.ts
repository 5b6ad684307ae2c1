import type { OrderState } from '@teahouse/contract/orders';

const next: Record<OrderState, readonly OrderState[]> = {
  placed: ['paid', 'done', 'cancelled'],
  paid: ['done', 'cancelled', 'refunded'],
  done: ['refunded'],
  cancelled: [],
  refunded: [],
};

/** Where it stands already is no move. */
export const mayMove = (from: OrderState, to: OrderState): boolean => from === to || next[from].includes(to);

/** Money came in and stayed, as SQL on a state. */
export const counts = (column: string) => `${column} in ('paid', 'done')`;
