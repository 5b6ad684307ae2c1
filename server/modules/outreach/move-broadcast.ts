import { type Broadcast, outreach } from '@teahouse/contract/outreach';
import type { BroadcastId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { BROADCAST, type BroadcastRow } from './gateway/broadcast-row.ts';
import { pump } from './gateway/pump.ts';
import { broadcastToUse } from './outreach.access.ts';
import { toBroadcast } from './outreach.present.ts';

const ways: Record<'pause' | 'resume' | 'stop', { from: Broadcast['state'][]; to: Broadcast['state'] }> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['scheduled', 'running', 'paused'], to: 'stopped' },
};

export const moveBroadcast = implement(outreach.moveBroadcast, async (work, { broadcastId, to }) => {
  const row = await broadcastToUse(work, broadcastId, { hold: true });
  // A step moves with its journey.
  if (row.journeyId) fail('outreach.cannot_move');
  await moveTo(work, row, to);
  return await toBroadcast(work, await broadcastToUse(work, broadcastId));
});

/** The caller holds the row. Fails with outreach.cannot_move. */
export async function moveTo(work: Work, row: BroadcastRow, to: 'pause' | 'resume' | 'stop'): Promise<void> {
  const broadcastId = row.id;
  const way = ways[to];
  if (!way.from.includes(row.state)) fail('outreach.cannot_move');
  await work.sql('update broadcasts set state = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    broadcastId,
    way.to,
  ]);
  // Nobody who was only claimed has been written to: they are judged anew, and their touch is free again.
  if (to !== 'resume') await takeBackClaims(work, broadcastId);
  if (to === 'stop')
    await work.sql(
      `update broadcast_people set state = 'done', due_at = null, ended_at = $3, shadow = case arm when 'hold' then 'stopped' end,
              reason = case arm when 'hold' then 'held_out' else 'stopped' end
        where corp_id = $1 and broadcast_id = $2 and state in ('waiting', 'asked')`,
      [work.corpId, broadcastId, work.now],
    );
  await work.audit({ action: `outreach.broadcast_${way.to}`, object: broadcastId });
  if (to !== 'pause') await work.enqueue(pump, { broadcastId });
}

/** For good, whoever asked and however far it has come; one that is over stays as it is. The caller has checked that it may. */
export async function stopBroadcast(work: Work, broadcastId: BroadcastId): Promise<void> {
  const [row] = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.id = $2 for update`,
    [work.corpId, broadcastId],
  );
  if (row && ways.stop.from.includes(row.state)) await moveTo(work, row, 'stop');
}

async function takeBackClaims(work: Work, broadcastId: string): Promise<void> {
  await work.sql(
    `with back as (update broadcast_people set state = 'waiting', due_at = $3
       where corp_id = $1 and broadcast_id = $2 and state = 'claimed' returning customer_id)
     delete from touches t using back where t.corp_id = $1 and t.source_id = $2 and t.customer_id = back.customer_id`,
    [work.corpId, broadcastId, work.now],
  );
}
