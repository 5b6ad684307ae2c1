import type { CustomerId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { Standing } from '../../customers/index.ts';
import { armOf } from '../lift/assign.ts';
import { beginProgramme } from './begin-programme.ts';
import { runningProgramme } from './programme-row.ts';

/**
 * Who of these people the programme keeps from all marketing, by customer id. Whoever is not in it yet is drawn now, before anything
 * leaves, and stays what they are: over every broadcast and every step of a journey. The caller holds the persons, and gives only those
 * who could be written to. Of people who were two and are one now, the older record's arm holds.
 */
export async function keptBackOf(work: Work, people: readonly Standing[]): Promise<Set<CustomerId>> {
  if (people.length === 0) return new Set();
  const programme =
    (await runningProgramme(work)) ??
    (await beginProgramme(work)) ??
    // Somebody else may have begun it meanwhile.
    (await runningProgramme(work));
  if (!programme) return new Set();
  const rows = await work.sql<{ personId: CustomerId; arm: 'send' | 'hold' }>(
    'select person_id "personId", arm from programme_people where corp_id = $1 and programme_id = $2 and person_id = any($3) order by 1',
    [work.corpId, programme.id, people.flatMap((p) => p.same)],
  );
  const arms = new Map(rows.map((r) => [r.personId, r.arm]));
  const drawn = new Map<CustomerId, 'send' | 'hold'>();
  const kept = new Set<CustomerId>();
  for (const { customerId, personId, same } of people) {
    const known = same.toSorted().find((id) => arms.has(id));
    const arm = known ? arms.get(known)! : armOf({ ...programme, personId });
    if (!known) drawn.set(personId, arm);
    if (arm === 'hold') kept.add(customerId);
  }
  await work.sql(
    `insert into programme_people (corp_id, programme_id, at, person_id, arm)
     select $1, $2, $3, * from unnest($4::text[], $5::text[]) on conflict do nothing`,
    [work.corpId, programme.id, work.now, [...drawn.keys()], [...drawn.values()]],
  );
  return kept;
}

/** How many of 10,000 the programme would keep from a broadcast now. */
export const programmeShare = async (work: Work): Promise<number> =>
  (await runningProgramme(work))?.holdOut ?? 0;
