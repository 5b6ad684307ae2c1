import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { Standing } from '../../customers/index.ts';
import type { Caps } from '../fatigue/cap.ts';
import { capFor } from '../fatigue/cap-experiment.ts';
import { runningExperiment } from './experiment-row.ts';

/** so that in 30 days nothing but the weekly cap stands in the way */
const WEEKS_A_MONTH = 5;

/**
 * The caps these people live under while an experiment runs, by customer id; none without one. `keep`: who is new to it is written down,
 * and stays so; the caller then holds the persons. Otherwise what would be drawn, as a dry run asks.
 */
export async function drawnCaps(
  work: Work,
  people: readonly Standing[],
  keep: boolean,
): Promise<Map<CustomerId, Caps>> {
  const experiment = people.length ? await runningExperiment(work) : undefined;
  if (!experiment) return new Map();
  const rows = await work.sql<{ personId: CustomerId; cap: number }>(
    'select person_id "personId", cap from cap_people where corp_id = $1 and experiment_id = $2 and person_id = any($3)',
    [work.corpId, experiment.id, people.flatMap((p) => p.same)],
  );
  const known = new Map(rows.map((r) => [r.personId, r.cap]));
  const drawn = new Map<CustomerId, number>();
  const caps = new Map<CustomerId, Caps>();
  for (const { customerId, personId, same, following, marketing } of people) {
    const older = same.toSorted().find((id) => known.has(id));
    const cap = older ? known.get(older)! : capFor({ ...experiment, personId }, experiment.caps);
    if (!older && following && marketing) drawn.set(personId, cap);
    caps.set(customerId, { perWeek: cap, perMonth: cap * WEEKS_A_MONTH });
  }
  if (keep)
    await work.sql(
      `insert into cap_people (corp_id, experiment_id, at, person_id, cap)
       select $1, $2, $3, * from unnest($4::text[], $5::int[]) on conflict do nothing`,
      [work.corpId, experiment.id, work.now, [...drawn.keys()], [...drawn.values()]],
    );
  return caps;
}
