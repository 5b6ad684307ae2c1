import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { standingOf } from '../../customers/index.ts';
import type { CapArm } from '../fatigue/cap-experiment.ts';
import type { ExperimentRow } from './experiment-row.ts';

const AT_ONCE = 2_000;

/** What came of each cap, everybody counted where chance put them. Two who are one now and lived under different caps are in none. */
export async function countArms(work: Work, experiment: ExperimentRow): Promise<CapArm[]> {
  const people = await work.sql<{ personId: CustomerId; cap: number; n: number }>(
    `select p.person_id "personId", p.cap, (select count(*)::int from outcomes o where o.corp_id = $1 and o.customer_id = p.person_id
        and o.kind = $3 and o.at >= p.at and o.at < $4) n
       from cap_people p where p.corp_id = $1 and p.experiment_id = $2 order by 1`,
    [work.corpId, experiment.id, experiment.outcome, experiment.endsAt],
  );
  const roots = new Map<CustomerId, { cap: number; clean: boolean; n: number; left: boolean }>();
  for (let i = 0; i < people.length; i += AT_ONCE) {
    const some = people.slice(i, i + AT_ONCE);
    const standing = await standingOf(
      work,
      some.map((p) => ({ customerId: p.personId, memberId: '' as MemberId })),
    );
    for (const { personId, cap, n } of some) {
      const now = standing.get(personId);
      if (!now) continue;
      const older = roots.get(now.personId);
      if (older) {
        older.clean &&= older.cap === cap;
        older.n += n;
      } else roots.set(now.personId, { cap, clean: true, n, left: !now.marketing });
    }
  }
  return experiment.caps.map((cap) => {
    const mine = [...roots.values()].filter((r) => r.clean && r.cap === cap);
    return {
      cap,
      people: mine.length,
      conversions: mine.reduce((sum, r) => sum + r.n, 0),
      squares: mine.reduce((sum, r) => sum + r.n ** 2, 0),
      optOuts: mine.filter((r) => r.left).length,
    };
  });
}
