import { customerMoved } from '@teahouse/contract/customer-transfers';
import type { ChannelAccountId } from '@teahouse/contract/ids';
import { subscribe } from '../../../kernel/module.ts';
import { allAdapters } from '../adapters.ts';
import { askTransfers } from './ask-transfers.ts';

/** hand-overs come in hundreds: those of one moment are asked for together */
const GATHER_MS = 5_000;

/** A customer has another member here. Where the old one has them over there too, the new one gets them there as soon as it is allowed. */
export const queueTransfers = subscribe(
  'channels.queue_transfers',
  customerMoved,
  async (work, { customerId, from, to }) => {
    for (const { kind, transfers } of allAdapters()) {
      if (!transfers) continue;
      const rows = await work.sql<{ accountId: ChannelAccountId }>(
        `insert into channel_transfers as t (corp_id, account_id, outside_id, no, customer_id, from_id, to_id, gone, state, due_at)
         select $1, c.account_id, c.outside_id, coalesce(old.n, 0) + 1, c.customer_id, c.thread->>'userid', heir.userid, left_.status = 'left', 'queued',
                greatest($5::timestamptz, old.nth + make_interval(days => $8))
           from channel_contacts c
           join channel_accounts a on a.corp_id = $1 and a.id = c.account_id and a.kind = $6
           join members left_ on left_.corp_id = $1 and left_.id = $3 and lower(left_.userid) = lower(c.thread->>'userid')
           join members heir on heir.corp_id = $1 and heir.id = $4
           cross join lateral (
             select max(x.no) n,
                    (array_agg(x.asked_at order by x.asked_at desc) filter (where x.asked_at > $5::timestamptz - make_interval(days => $8)))[$7] nth
               from channel_transfers x where x.corp_id = $1 and x.account_id = c.account_id and x.outside_id = c.outside_id) old
          where c.corp_id = $1 and c.customer_id = $2 and c.reachable
         on conflict (corp_id, account_id, outside_id) where state in ('queued', 'asked')
           do update set to_id = excluded.to_id where t.state = 'queued'
         returning account_id "accountId"`,
        [work.corpId, customerId, from, to, work.now, kind, transfers.often.times, transfers.often.days],
      );
      for (const { accountId } of rows) {
        const slot = Math.floor(work.now.getTime() / GATHER_MS) + 1;
        await work.enqueue(
          askTransfers,
          { accountId },
          { key: `${accountId} ${slot}`, runAt: new Date(slot * GATHER_MS) },
        );
      }
    }
  },
);
