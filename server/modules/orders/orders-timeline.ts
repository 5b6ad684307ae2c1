import { placeOf, type TimelinePart, timelinePage } from '../customers/index.ts';

/** Every order of the person, as their list of orders shows them. */
export const ordersTimeline: TimelinePart = (work, ask) =>
  work.sql(
    timelinePage(
      `select id, ordered_at at, 'order' kind, made_by "memberId", ref title, state, amount, currency, source from customer_orders
        where corp_id = $1 and customer_id = any($4)`,
      ask.limit,
    ),
    [work.corpId, ...placeOf(ask), ask.customerIds],
  );
