import type { BroadcastId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import type { Work } from '../../kernel/work.ts';
import { countOutcomes, type OutcomeCounts, outcomesBefore } from './count-outcomes.ts';
import { BROADCAST, type BroadcastRow } from './gateway/broadcast-row.ts';
import { informationAt } from './lift/spending.ts';

const DAY_MS = 86_400_000;
/** fewer than a member may have days: each look costs some of what the end can tell */
const MOST_LOOKS = 14;
/** with less than this nothing can be expected of anything */
const LEAST_EXPECTED = 20;

/** Looks lie evenly over the window, at most one a day; the last one is its end. */
export const looksPlanned = (outcomeDays: number): number => Math.min(outcomeDays, MOST_LOOKS);

export function lookAt(broadcast: Pick<BroadcastRow, 'launchedAt' | 'outcomeDays'>, no: number): Date | null {
  if (!broadcast.launchedAt || no > looksPlanned(broadcast.outcomeDays)) return null;
  const step = (broadcast.outcomeDays * DAY_MS) / looksPlanned(broadcast.outcomeDays);
  return new Date(broadcast.launchedAt.getTime() + step * no);
}

/** At launch: what the same people did in as many days before says how much is to be expected, and the first look is asked for. */
export async function planLooks(work: Work, id: BroadcastId): Promise<void> {
  const broadcast = await rowOf(work, id);
  if (!broadcast || broadcast.holdOut === 0) return;
  const before = await outcomesBefore(work, broadcast);
  await work.sql('update broadcasts set expected = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    Math.max(LEAST_EXPECTED, before),
  ]);
  await askFor(work, broadcast, 1);
}

export const takeLook = job(
  'outreach.take_look',
  z.object({ broadcastId: z.string(), no: z.number().int() }),
  { tries: 20 },
  async (shift, { broadcastId, no }) => {
    await shift.work(async (work) => {
      const broadcast = await rowOf(work, broadcastId as BroadcastId);
      if (!broadcast) return;
      const counts: OutcomeCounts = await countOutcomes(work, broadcast);
      const last = no === looksPlanned(broadcast.outcomeDays);
      const information = informationAt(counts.x1 + counts.x0, broadcast.expected, last);
      await work.sql(
        `insert into broadcast_looks (corp_id, broadcast_id, no, at, information, counts) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [work.corpId, broadcastId, no, work.now, information, JSON.stringify(counts)],
      );
      await askFor(work, broadcast, no + 1);
    });
  },
);

async function askFor(work: Work, broadcast: BroadcastRow, no: number): Promise<void> {
  const at = lookAt(broadcast, no);
  if (at)
    await work.enqueue(
      takeLook,
      { broadcastId: broadcast.id, no },
      { runAt: at, key: `${broadcast.id} ${no}` },
    );
}

async function rowOf(
  work: Work,
  id: BroadcastId,
): Promise<(BroadcastRow & { expected: number }) | undefined> {
  const [row] = await work.sql<BroadcastRow & { expected: number }>(
    `select ${BROADCAST}, b.expected from broadcasts b where b.corp_id = $1 and b.id = $2 and b.launched_at is not null`,
    [work.corpId, id],
  );
  return row;
}
