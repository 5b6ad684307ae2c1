import type { Broadcast } from '@teahouse/contract/outreach';
import type { CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { standingOf } from '../customers/index.ts';
import type { BroadcastRow } from './gateway/broadcast-row.ts';

const DAY_MS = 86_400_000;
const AT_ONCE = 2_000;

/** What the statistics of a broadcast are made of: people and people with the outcome, by the arm that chance gave them. */
export interface OutcomeCounts {
  /** the send arm, whether anything was sent or not */
  n1: number;
  x1: number;
  /** the hold-out */
  n0: number;
  x0: number;
  /** in neither: two people of different arms turned out to be one */
  contaminated: number;
  /** of the send arm, those it was really sent to */
  reached: number;
  /** the share of the hold-out by design, 0 to 1 */
  holdOut: number;
  /** the window of outcomes has closed */
  final: boolean;
}

/**
 * By intention to treat, from launch: everybody counts in the arm they were given, whatever became of their message. There is no way
 * to ask for those sent to against the rest.
 */
export async function countOutcomes(work: Work, broadcast: BroadcastRow): Promise<OutcomeCounts> {
  const from = broadcast.launchedAt ?? work.now;
  const to = new Date(from.getTime() + broadcast.outcomeDays * DAY_MS);
  const counts: OutcomeCounts = {
    n1: 0,
    x1: 0,
    n0: 0,
    x0: 0,
    contaminated: 0,
    reached: 0,
    holdOut: broadcast.holdOut / 10_000,
    final: work.now >= to,
  };
  await count(work, broadcast, { from, to }, counts);
  return counts;
}

/** How many of the same people had the outcome in as many days before launch. */
export async function outcomesBefore(work: Work, broadcast: BroadcastRow): Promise<number> {
  const to = broadcast.launchedAt ?? work.now;
  const from = new Date(to.getTime() - broadcast.outcomeDays * DAY_MS);
  const counts = { n1: 0, x1: 0, n0: 0, x0: 0, contaminated: 0, reached: 0 };
  await count(work, broadcast, { from, to }, counts);
  return counts.x1 + counts.x0;
}

type Tally = Omit<OutcomeCounts, 'holdOut' | 'final'>;

async function count(
  work: Work,
  broadcast: BroadcastRow,
  { from, to }: { from: Date; to: Date },
  counts: Tally,
): Promise<void> {
  let after = '';
  for (;;) {
    const people = await work.sql<Counted>(
      `select person_id "personId", customer_id "customerId", member_id "memberId", arm, contaminated, coalesce(reason = 'sent', false) sent
         from broadcast_people where corp_id = $1 and broadcast_id = $2 and person_id > $3 and not kept_back order by person_id limit ${AT_ONCE}`,
      [work.corpId, broadcast.id, after],
    );
    await addTo(counts, work, people, { kind: broadcast.outcome, from, to });
    if (people.length < AT_ONCE) return;
    after = people.at(-1)!.personId;
  }
}

interface Counted {
  personId: CustomerId;
  customerId: CustomerId;
  memberId: MemberId;
  arm: 'send' | 'hold';
  contaminated: boolean;
  sent: boolean;
}

async function addTo(
  counts: Tally,
  work: Work,
  people: readonly Counted[],
  { kind, from, to }: { kind: Broadcast['outcome']; from: Date; to: Date },
): Promise<void> {
  const standing = await standingOf(work, people);
  const same = (p: Counted) => standing.get(p.customerId)?.same ?? [p.customerId];
  const rows = await work.sql<{ id: CustomerId }>(
    `select distinct customer_id id from outcomes where corp_id = $1 and customer_id = any($2) and kind = $3 and at >= $4 and at < $5`,
    [work.corpId, people.flatMap(same), kind, from, to],
  );
  const did = new Set(rows.map((r) => r.id));
  for (const person of people) {
    if (person.contaminated) counts.contaminated++;
    else {
      const hit = same(person).some((id) => did.has(id)) ? 1 : 0;
      counts[person.arm === 'send' ? 'n1' : 'n0']++;
      counts[person.arm === 'send' ? 'x1' : 'x0'] += hit;
      if (person.sent) counts.reached++;
    }
  }
}
