import { outreach } from '@teahouse/contract/outreach';
import type { OutputOf } from '@teahouse/contract/define';
import type { BroadcastId, CustomerId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { standingOf } from '../customers/index.ts';
import { passiveChannels } from './channels/all.ts';
import { pump } from './gateway/pump.ts';

/** What waits for the actor. Whoever is held out is not in it: not sending is then a choice of the member, and counted as one. */
export const listConfirmations = implement(outreach.listConfirmations, async (work) => {
  const me = actingMember(work);
  const rows = await work.sql<{
    broadcastId: BroadcastId;
    name: string;
    contents: Draft[];
    pick: boolean;
    expiresAt: Date;
    customerIds: CustomerId[];
  }>(
    `select b.id "broadcastId", b.name, b.contents, b.pick, min(coalesce(p.expires_at, b.expires_at)) "expiresAt", array_agg(p.customer_id order by p.customer_id) "customerIds"
       from broadcast_people p join broadcasts b on b.corp_id = $1 and b.id = p.broadcast_id and b.state = 'running'
      where p.corp_id = $1 and p.member_id = $2 and p.state = 'asked' and p.confirmed_at is null and coalesce(p.expires_at, b.expires_at) > $3 and b.channel <> all($4)
      group by b.id, b.name, b.contents, b.pick order by b.id desc`,
    [work.corpId, me, work.now, passiveChannels()],
  );
  const confirmations: OutputOf<typeof outreach.listConfirmations>['confirmations'] = [];
  for (const { customerIds, expiresAt, ...row } of rows) {
    const standing = await standingOf(
      work,
      customerIds.map((customerId) => ({ customerId, memberId: me })),
    );
    confirmations.push({
      ...row,
      expiresAt: expiresAt.toISOString(),
      customers: customerIds.map((customerId) => ({
        customerId,
        name: standing.get(customerId)?.name ?? '',
      })),
    });
  }
  return { confirmations };
});

/** The whole chain is asked again afterwards: a customer may have heard enough from others since. */
export const confirmBroadcast = implement(
  outreach.confirmBroadcast,
  async (work, { broadcastId, customerIds }) => {
    const me = actingMember(work);
    const [asked] = await work.sql(
      'select from broadcast_people where corp_id = $1 and broadcast_id = $2 and member_id = $3 and arm = $4 limit 1',
      [work.corpId, broadcastId, me, 'send'],
    );
    if (!asked) fail('outreach.broadcast_not_found');
    // To all or to nobody means those still under judgement, too: a list of names would be old before it is sent.
    const rows = await work.sql(
      `update broadcast_people p set confirmed_at = $5, due_at = case p.state when 'asked' then $5 else p.due_at end, state = 'waiting'
         from broadcasts b
        where b.corp_id = $1 and b.id = $2 and p.corp_id = $1 and p.broadcast_id = $2 and p.member_id = $3 and p.confirmed_at is null
          and case when b.pick then p.state = 'asked' and p.customer_id = any($4) else p.state in ('asked', 'waiting') and p.arm = 'send' end
        returning person_id`,
      [work.corpId, broadcastId, me, customerIds, work.now],
    );
    if (rows.length) await work.enqueue(pump, { broadcastId });
    return { confirmed: rows.length };
  },
);
