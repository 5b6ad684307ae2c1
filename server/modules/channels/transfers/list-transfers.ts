import { type ChannelTransfer, channels } from '@teahouse/contract/channels';
import { implement } from '../../../kernel/module.ts';

const SHOWN = 200;

export const listChannelTransfers = implement(channels.listChannelTransfers, async (work) => {
  const rows = await work.sql<
    Omit<ChannelTransfer, 'dueAt' | 'endedAt'> & { dueAt: Date; endedAt: Date | null }
  >(
    `select t.account_id "accountId", a.name "accountName", t.customer_id "customerId", coalesce(c.name, '') "customerName", t.from_id "from", t.to_id "to",
            t.state, t.why, t.due_at "dueAt", t.ended_at "endedAt"
       from channel_transfers t join channel_accounts a on a.corp_id = $1 and a.id = t.account_id
       left join customers c on c.corp_id = $1 and c.id = t.customer_id
      where t.corp_id = $1 order by t.state not in ('queued', 'asked'), coalesce(t.ended_at, t.due_at) desc, t.outside_id limit ${SHOWN}`,
    [work.corpId],
  );
  const counted = await work.sql<{ state: ChannelTransfer['state']; n: number }>(
    'select state, count(*)::int n from channel_transfers where corp_id = $1 group by 1',
    [work.corpId],
  );
  return {
    counts: {
      queued: 0,
      asked: 0,
      done: 0,
      refused: 0,
      ...Object.fromEntries(counted.map((c) => [c.state, c.n])),
    },
    transfers: rows.map((r) => ({
      ...r,
      dueAt: r.dueAt.toISOString(),
      endedAt: r.endedAt?.toISOString() ?? null,
    })),
  };
});
