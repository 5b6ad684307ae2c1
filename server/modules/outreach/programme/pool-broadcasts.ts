import type { OutputOf } from '@teahouse/contract/define';
import type { BroadcastId } from '@teahouse/contract/ids';
import { outcomes } from '@teahouse/contract/outreach';
import type { programme } from '@teahouse/contract/programme';
import type { Work } from '../../../kernel/work.ts';
import type { OutcomeCounts } from '../count-outcomes.ts';
import { pOf, proved } from '../lift/pooled.ts';
import { pooledVerdictOf } from '../lift/pooled-verdict.ts';
import { verdictOf } from '../lift/verdict.ts';

const YEAR_MS = 365 * 86_400_000;
const MOST = 500;

interface Finished {
  broadcastId: BroadcastId;
  name: string;
  outcome: (typeof outcomes)[number];
  holdOut: number;
  launchedAt: Date;
  counts: OutcomeCounts;
  looks: number[];
  n1: number;
  n0: number;
}

/** Broadcasts whose window has closed, each by its own arms, and those of one outcome as one. What does not add up is in neither. */
export async function poolBroadcasts(
  work: Work,
): Promise<Pick<OutputOf<typeof programme.getProgramme>, 'pooled' | 'broadcasts'>> {
  const finished = await work.sql<Finished>(
    `select b.id "broadcastId", b.name, b.outcome, b.hold_out "holdOut", b.launched_at "launchedAt", l.counts, l.looks, p.n1, p.n0
       from broadcasts b
       cross join lateral (select (array_agg(k.counts order by k.no desc))[1] counts, array_agg(k.information order by k.no) looks
         from broadcast_looks k where k.corp_id = $1 and k.broadcast_id = b.id) l
       cross join lateral (select (count(*) filter (where arm = 'send'))::int n1, (count(*) filter (where arm = 'hold'))::int n0
         from broadcast_people where corp_id = $1 and broadcast_id = b.id and not kept_back) p
      where b.corp_id = $1 and b.launched_at > $2 and b.hold_out > 0 and (l.counts ->> 'final')::boolean
      order by b.launched_at desc limit ${MOST}`,
    [work.corpId, new Date(work.now.getTime() - YEAR_MS)],
  );
  const judged = finished.map((b) => ({
    ...b,
    people: b.counts.n1 + b.counts.n0,
    verdict: verdictOf({ counts: b.counts, assigned: b, holdOut: b.holdOut, looks: b.looks }),
  }));
  const sound = judged.filter((b) => b.verdict.kind !== 'hidden' && b.counts.n1 > 0 && b.counts.n0 > 0);
  const alone = sound.filter((b) => b.verdict.kind !== 'pooledOnly');
  const badges = proved(alone.map((b) => pOf(b.counts)));
  const proven = new Set(alone.filter((_, i) => badges[i]).map((b) => b.broadcastId));
  return {
    pooled: outcomes.flatMap((outcome) => {
      const mine = sound.filter((b) => b.outcome === outcome);
      if (mine.length === 0) return [];
      const people = mine.reduce((sum, b) => sum + b.people, 0);
      return [
        { outcome, broadcasts: mine.length, people, verdict: pooledVerdictOf(mine.map((b) => b.counts)) },
      ];
    }),
    broadcasts: judged.map(({ broadcastId, name, outcome, launchedAt, people, verdict }) => ({
      broadcastId,
      name,
      outcome,
      launchedAt: launchedAt.toISOString(),
      people,
      verdict,
      proved: proven.has(broadcastId),
    })),
  };
}
