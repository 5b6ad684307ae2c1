import type { Journey, KeptPlan } from '@teahouse/contract/journeys';
import type { JourneyId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { whoseBroadcasts } from '../outreach.access.ts';

export interface JourneyRow {
  id: JourneyId;
  name: string;
  madeBy: MemberId;
  holdOut: number;
  salt: string;
  state: Journey['state'];
  version: number;
  draft: KeptPlan | null;
  /** of the version people enter now */
  plan: KeptPlan | null;
  createdAt: Date;
  startedAt: Date | null;
}

/** The columns of `JourneyRow`, of the table that goes by `j`; `$1` is the company. */
export const JOURNEY = `j.id, j.name, j.made_by "madeBy", j.hold_out "holdOut", j.salt, j.state, j.version, j.draft, j.created_at "createdAt",
       j.started_at "startedAt", (select v.plan from journey_versions v where v.corp_id = $1 and v.journey_id = j.id and v.no = j.version) plan`;

/** One of mine, or with the outreach role anybody's. Fails with outreach.journey_not_found. `hold`: nobody else changes it meanwhile. */
export async function journeyToUse(work: Work, id: JourneyId, { hold = false } = {}): Promise<JourneyRow> {
  const [row] = await work.sql<JourneyRow>(
    `select ${JOURNEY} from journeys j where j.corp_id = $1 and j.id = $2 and ($3::text is null or j.made_by = $3)${hold ? ' for update of j' : ''}`,
    [work.corpId, id, whoseBroadcasts(work)],
  );
  return row ?? fail('outreach.journey_not_found');
}

/** Files of a journey are seen by whoever may see the journey. */
export async function journeysISee(work: Work, ids: readonly string[]): Promise<string[]> {
  if (work.actor.kind !== 'member') return [];
  const rows = await work.sql<{ id: string }>(
    'select id from journeys where corp_id = $1 and id = any($2) and ($3::text is null or made_by = $3)',
    [work.corpId, ids, whoseBroadcasts(work)],
  );
  return rows.map((r) => r.id);
}
