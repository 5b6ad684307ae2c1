import { journeys } from '@teahouse/contract/journeys';
import { implement } from '../../../kernel/module.ts';
import { whoseBroadcasts } from '../outreach.access.ts';
import { JOURNEY, type JourneyRow, journeyToUse } from './journey-row.ts';
import { stepsOf, toJourney, toJourneys } from './journeys.present.ts';

export const listJourneys = implement(journeys.listJourneys, async (work, { after, limit }) => {
  const rows = await work.sql<JourneyRow>(
    `select ${JOURNEY} from journeys j where j.corp_id = $1 and ($2::text is null or j.made_by = $2) and ($3::text is null or j.id < $3)
      order by j.id desc limit $4`,
    [work.corpId, whoseBroadcasts(work), after ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  return { journeys: await toJourneys(work, page), next: rows.length > limit ? page.at(-1)!.id : null };
});

export const getJourney = implement(journeys.getJourney, async (work, { journeyId }) => {
  const journey = await toJourney(work, await journeyToUse(work, journeyId));
  return { journey, steps: await stepsOf(work, journeyId) };
});
