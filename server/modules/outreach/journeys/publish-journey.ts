import { journeys } from '@teahouse/contract/journeys';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { contentsToKeep, writeBroadcast } from '../create-broadcast.ts';
import { contentHashOf } from '../gateway/content.ts';
import { mayAddress } from '../outreach.access.ts';
import { leaveOutEarlier } from './enter-people.ts';
import { type JourneyRow, journeyToUse } from './journey-row.ts';
import { toJourney } from './journeys.present.ts';
import { walkJourney } from './walk-journey.ts';

export const publishJourney = implement(journeys.publishJourney, async (work, { journeyId }) => {
  const row = await journeyToUse(work, journeyId, { hold: true });
  if (!row.draft || row.state === 'stopped' || row.state === 'paused') fail('outreach.cannot_move');
  mayAddress(work, row.draft.audience, row.madeBy);
  const no = row.version + 1;
  await work.sql(
    'insert into journey_versions (corp_id, journey_id, no, plan, at) values ($1, $2, $3, $4, $5)',
    [work.corpId, journeyId, no, JSON.stringify(row.draft), work.now],
  );
  await openSteps(work, row, no);
  await work.sql(
    `update journeys set state = 'running', version = $3, draft = null, started_at = coalesce(started_at, $4) where corp_id = $1 and id = $2`,
    [work.corpId, journeyId, no, work.now],
  );
  const running = await journeyToUse(work, journeyId);
  if (no === 1) await leaveOutEarlier(work, running);
  await work.audit({
    action: 'outreach.journey_published',
    object: journeyId,
    detail: { name: row.name, no },
  });
  await work.enqueue(walkJourney, { journeyId });
  return await toJourney(work, running);
});

/** A broadcast for every step, with nobody in it yet. */
async function openSteps(work: Work, row: JourneyRow, version: number): Promise<void> {
  const plan = row.draft!;
  for (const [no, { contents }] of plan.steps.entries()) {
    const id = newId('brd');
    await writeBroadcast(work, id, row.madeBy, {
      name: `${row.name.slice(0, 50)} v${version}.${no + 1}`,
      audience: plan.audience,
      contents: await contentsToKeep(work, { kind: 'broadcast', id }, 'web', contents),
      channel: 'web',
      holdOut: row.holdOut,
      confirm: plan.confirm,
      outcome: 'reply',
      outcomeDays: 14,
    });
    // Read back: the database keeps the parts of a message in an order of its own.
    const [kept] = await work.sql<{ contents: typeof contents }>(
      'select contents from broadcasts where corp_id = $1 and id = $2',
      [work.corpId, id],
    );
    await work.sql(
      `update broadcasts set state = 'running', journey_id = $3, journey_version = $4, journey_step = $5, launched_at = $6, start_at = $6, content_hash = $7
        where corp_id = $1 and id = $2`,
      [work.corpId, id, row.id, version, no, work.now, contentHashOf(kept?.contents ?? [])],
    );
  }
}
