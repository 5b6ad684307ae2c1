import { type Journey, journeys } from '@teahouse/contract/journeys';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { BROADCAST, type BroadcastRow } from '../gateway/broadcast-row.ts';
import { moveTo } from '../move-broadcast.ts';
import { endEverybody } from './end-people.ts';
import { journeyToUse } from './journey-row.ts';
import { toJourney } from './journeys.present.ts';
import { walkJourney } from './walk-journey.ts';

const ways: Record<'pause' | 'resume' | 'stop', { from: Journey['state'][]; to: Journey['state'] }> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['running', 'paused'], to: 'stopped' },
};

/** Steps move with their journey. What fell due in a pause is made up for where it is not too late. */
export const moveJourney = implement(journeys.moveJourney, async (work, { journeyId, to }) => {
  const row = await journeyToUse(work, journeyId, { hold: true });
  const way = ways[to];
  if (!way.from.includes(row.state)) fail('outreach.cannot_move');
  await work.sql('update journeys set state = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    journeyId,
    way.to,
  ]);
  const steps = await work.sql<BroadcastRow>(
    `select ${BROADCAST} from broadcasts b where b.corp_id = $1 and b.journey_id = $2 order by b.id for update`,
    [work.corpId, journeyId],
  );
  for (const step of steps) await moveTo(work, step, to);
  if (to === 'stop') await endEverybody(work, journeyId);
  if (to === 'resume') await work.enqueue(walkJourney, { journeyId });
  await work.audit({ action: `outreach.journey_${way.to}`, object: journeyId });
  return await toJourney(work, await journeyToUse(work, journeyId));
});
