import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { standingOf } from '../../customers/index.ts';
import type { Counts } from '../lift/counts.ts';
import type { ArmSizes } from '../lift/srm.ts';
import type { ProgrammeRow } from './programme-row.ts';

const AT_ONCE = 2_000;
/** "any purchase or visit" */
const KINDS = ['order', 'visit'];

/** What one look keeps: people by the arm chance gave them, with the outcome and with an opt-out since they are in it. */
export interface ProgrammeCounts extends Counts {
  assigned: ArmSizes;
  contaminated: number;
  optOuts1: number;
  optOuts0: number;
}

interface Row {
  personId: CustomerId;
  arm: 'send' | 'hold';
}

/** By intention to treat, each from the day they were drawn. Two people found to be one count once, or not at all where their arms differ. */
export async function countProgramme(work: Work, programme: ProgrammeRow): Promise<ProgrammeCounts> {
  const counts: ProgrammeCounts = {
    n1: 0,
    x1: 0,
    n0: 0,
    x0: 0,
    optOuts1: 0,
    optOuts0: 0,
    contaminated: 0,
    assigned: { n1: 0, n0: 0 },
  };
  const people = await work.sql<Row>(
    'select person_id "personId", arm from programme_people where corp_id = $1 and programme_id = $2 order by 1',
    [work.corpId, programme.id],
  );
  const roots = new Map<CustomerId, { arm: Row['arm']; clean: boolean; did: boolean; left: boolean }>();
  for (let i = 0; i < people.length; i += AT_ONCE) {
    const some = people.slice(i, i + AT_ONCE);
    const standing = await standingOf(
      work,
      some.map((p) => ({ customerId: p.personId, memberId: '' as MemberId })),
    );
    const did = await whoDid(
      work,
      programme,
      [...standing.values()].flatMap((s) => s.same),
    );
    for (const { personId, arm } of some) {
      counts.assigned[arm === 'send' ? 'n1' : 'n0']++;
      const now = standing.get(personId);
      const older = now && roots.get(now.personId);
      if (older) older.clean &&= older.arm === arm;
      else if (now)
        roots.set(now.personId, {
          arm,
          clean: true,
          did: now.same.some((id) => did.has(id)),
          left: !now.marketing,
        });
    }
  }
  for (const { arm, clean, did, left } of roots.values()) {
    if (!clean) counts.contaminated++;
    else {
      const end = arm === 'send' ? 1 : 0;
      counts[`n${end}`]++;
      counts[`x${end}`] += did ? 1 : 0;
      counts[`optOuts${end}`] += left ? 1 : 0;
    }
  }
  return counts;
}

/** Since they, or whoever they are one with, were drawn. */
async function whoDid(
  work: Work,
  { id, endsAt }: ProgrammeRow,
  customerIds: readonly CustomerId[],
): Promise<Set<CustomerId>> {
  const rows = await work.sql<{ id: CustomerId }>(
    `select distinct o.customer_id id from outcomes o
       left join programme_people p on p.corp_id = $1 and p.programme_id = $2 and p.person_id = o.customer_id
      where o.corp_id = $1 and o.customer_id = any($3) and o.kind = any($4) and o.at < $5
        and o.at >= coalesce(p.at, (select min(q.at) from programme_people q where q.corp_id = $1 and q.programme_id = $2))`,
    [work.corpId, id, customerIds, KINDS, endsAt],
  );
  return new Set(rows.map((r) => r.id));
}

/** How many customers of the company had the outcome since then. */
export async function outcomesOfAll(work: Work, since: Date): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    'select count(distinct customer_id)::int n from outcomes where corp_id = $1 and kind = any($2) and at >= $3',
    [work.corpId, KINDS, since],
  );
  return row?.n ?? 0;
}
