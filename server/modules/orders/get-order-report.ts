import { orders, OWN } from '@teahouse/contract/orders';
import { implement } from '../../kernel/module.ts';
import { counts } from './order-states.ts';

/** Of every order that counts: the how manieth of its person it is, over all sources and all time; merged customers are one person. */
const TURNS = `select o.source, o.ordered_at, c.root_id, row_number() over (partition by c.root_id order by o.ordered_at, o.id) turn
  from customer_orders o join customers c on c.corp_id = $1 and c.id = o.customer_id
 where o.corp_id = $1 and ${counts('o.state')}`;

export const getOrderReport = implement(orders.getOrderReport, async (work, { from, to }) => {
  const rows = await work.sql<{ source: string | null; orders: number; repeats: number; people: number }>(
    `select t.source, count(*)::int orders, (count(*) filter (where t.turn > 1))::int repeats, count(distinct t.root_id)::int people
       from (${TURNS}) t
      where ($2::timestamptz is null or t.ordered_at >= $2) and ($3::timestamptz is null or t.ordered_at < $3)
      group by grouping sets ((t.source), ()) order by 2 desc, 1`,
    [work.corpId, from ?? null, to ?? null],
  );
  // A source is never null, so the row without one is the sum.
  const { source: _, ...total } = rows.find((r) => r.source === null) ?? NOTHING;
  const share = (repeats: number) => (total.repeats ? repeats / total.repeats : null);
  const sources = rows.flatMap(({ source, ...figures }) =>
    source === null ? [] : [{ source, ...figures, share: share(figures.repeats) }],
  );
  return { sources, total, ownShare: share(sources.find((s) => s.source === OWN)?.repeats ?? 0) };
});

const NOTHING = { source: null, orders: 0, repeats: 0, people: 0 };
