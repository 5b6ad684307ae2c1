import { outreach } from '@teahouse/contract/outreach';
import { implement } from '../../kernel/module.ts';
import type { OutcomeCounts } from './count-outcomes.ts';
import { verdictOf } from './lift/verdict.ts';
import { broadcastToUse } from './outreach.access.ts';
import { lookAt, looksPlanned } from './take-look.ts';

export const getResult = implement(outreach.getResult, async (work, { broadcastId }) => {
  const broadcast = await broadcastToUse(work, broadcastId);
  const looks = await work.sql<{ at: Date; information: number; counts: OutcomeCounts }>(
    'select at, information, counts from broadcast_looks where corp_id = $1 and broadcast_id = $2 order by no',
    [work.corpId, broadcastId],
  );
  const last = looks.at(-1);
  const [assigned] = await work.sql<{ n1: number; n0: number }>(
    `select (count(*) filter (where arm = 'send'))::int n1, (count(*) filter (where arm = 'hold'))::int n0
       from broadcast_people where corp_id = $1 and broadcast_id = $2 and not kept_back`,
    [work.corpId, broadcastId],
  );
  return {
    outcome: broadcast.outcome,
    outcomeDays: broadcast.outcomeDays,
    looksTaken: looks.length,
    looksPlanned: broadcast.holdOut === 0 ? 0 : looksPlanned(broadcast.outcomeDays),
    lookedAt: last?.at.toISOString() ?? null,
    nextLookAt: broadcast.holdOut === 0 ? null : (lookAt(broadcast, looks.length + 1)?.toISOString() ?? null),
    verdict: last
      ? verdictOf({
          counts: last.counts,
          assigned: assigned!,
          holdOut: broadcast.holdOut,
          looks: looks.map((l) => l.information),
        })
      : null,
  };
});
