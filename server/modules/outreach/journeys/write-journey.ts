import { type JourneyPlan, journeys, type KeptPlan } from '@teahouse/contract/journeys';
import type { JourneyId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId, newSecret } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { contentsToKeep } from '../create-broadcast.ts';
import { mayAddress } from '../outreach.access.ts';
import { journeyToUse } from './journey-row.ts';
import { toJourney } from './journeys.present.ts';
import { whoMatches } from './who-matches.ts';

export const createJourney = implement(journeys.createJourney, async (work, { name, holdOut, plan }) => {
  const id = newId('jrn');
  const me = actingMember(work);
  const kept = await planToKeep(work, id, me, plan);
  await work.sql(
    `insert into journeys (corp_id, id, name, made_by, hold_out, salt, state, draft, created_at) values ($1, $2, $3, $4, $5, $6, 'draft', $7, $8)`,
    [work.corpId, id, name, me, holdOut, newSecret(), JSON.stringify(kept), work.now],
  );
  return await toJourney(work, await journeyToUse(work, id));
});

export const changeJourney = implement(
  journeys.changeJourney,
  async (work, { journeyId, name, holdOut, plan }) => {
    const row = await journeyToUse(work, journeyId, { hold: true });
    if (row.state === 'stopped') fail('outreach.cannot_move');
    // Chance has been drawn with it.
    if (holdOut !== undefined && holdOut !== row.holdOut && row.startedAt) fail('outreach.already_launched');
    const kept = plan && (await planToKeep(work, journeyId, row.madeBy, plan));
    await work.sql(
      'update journeys set name = coalesce($3, name), hold_out = coalesce($4, hold_out), draft = coalesce($5::jsonb, draft) where corp_id = $1 and id = $2',
      [work.corpId, journeyId, name, holdOut, kept && JSON.stringify(kept)],
    );
    return await toJourney(work, await journeyToUse(work, journeyId));
  },
);

export const removeJourney = implement(journeys.removeJourney, async (work, { journeyId }) => {
  const row = await journeyToUse(work, journeyId, { hold: true });
  if (row.startedAt) fail('outreach.already_launched');
  await work.sql('delete from journeys where corp_id = $1 and id = $2', [work.corpId, journeyId]);
  return {};
});

/** A plan that can run: steps in their order, an anchor that exists, files as the server knows them. */
async function planToKeep(work: Work, id: JourneyId, madeBy: MemberId, plan: JourneyPlan): Promise<KeptPlan> {
  mayAddress(work, plan.audience, madeBy);
  const order = plan.steps.map(({ day, at }) => `${String(day).padStart(3, '0')} ${at}`);
  if (order.some((o, i) => i > 0 && o <= order[i - 1]!)) fail('outreach.bad_plan');
  if ((plan.anchor === 'tagged') !== (plan.anchorTagId !== null)) fail('outreach.bad_plan');
  await whoMatches(work, plan, madeBy);
  const steps: KeptPlan['steps'] = [];
  for (const step of plan.steps)
    steps.push({
      ...step,
      contents: await contentsToKeep(work, { kind: 'journey', id }, 'web', step.contents),
    });
  return { ...plan, steps };
}
