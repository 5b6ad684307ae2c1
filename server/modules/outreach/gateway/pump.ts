import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { type Work, system } from '../../../kernel/work.ts';
import { decideBatch } from './decide.ts';
import { handOverBatch } from './hand-over.ts';
import { tellConfirmers } from '../tell-confirmers.ts';

/** well below the lease of a job, so that two runs of one job do not overlap */
const AT_A_TIME_MS = 20_000;

/** Drives a broadcast: judges who is due, hands over who passed, until nothing is due; then says when to come back. */
export const pump = job(
  'outreach.pump',
  z.object({ broadcastId: z.string() }),
  { tries: 20 },
  async (shift, { broadcastId }) => await pumpBroadcast(shift, broadcastId),
);

export async function pumpBroadcast(shift: Shift, broadcastId: string): Promise<void> {
  const began = Date.now();
  while (Date.now() - began < AT_A_TIME_MS) {
    const judged = await shift.work((work) => decideBatch(work, broadcastId), system);
    let handed = 0;
    for (;;) {
      const n = await handOverBatch(shift, broadcastId);
      if (n === 0) break;
      handed += n;
    }
    if (judged + handed === 0) return await shift.work((work) => comeBack(work, broadcastId), system);
  }
  await shift.work((work) => work.enqueue(pump, { broadcastId }), system);
}

/** Nothing is due now: the broadcast is over, or somebody is due later. */
async function comeBack(work: Work, broadcastId: string): Promise<void> {
  const [open] = await work.sql<{ next: Date | null; n: number; asked: number }>(
    `select min(due_at) next, count(*)::int n, (count(*) filter (where state = 'asked' and confirmed_at is null))::int asked from broadcast_people where corp_id = $1 and broadcast_id = $2 and state <> 'done'`,
    [work.corpId, broadcastId],
  );
  if (open?.asked) await work.enqueue(tellConfirmers, { broadcastId, round: 0 });
  if (open?.n === 0)
    await work.sql(
      `update broadcasts set finished_at = $3, state = case state when 'running' then 'done' else state end
        where corp_id = $1 and id = $2 and state in ('running', 'stopped') and finished_at is null
          and (journey_id is null or state = 'stopped')`,
      [work.corpId, broadcastId, work.now],
    );
  else if (open?.next)
    await work.enqueue(
      pump,
      { broadcastId },
      { runAt: open.next, key: `${broadcastId} ${open.next.getTime()}` },
    );
}

/** The net below everything: whatever a dead worker left behind is taken up again. */
export const sweep = job('outreach.sweep', z.object({}), { tries: 1, everyMs: 300_000 }, async (shift) => {
  const open = await shift.work((work) =>
    work.sql<{ id: string }>(
      `select b.id from broadcasts b where b.corp_id = $1 and b.state in ('running', 'stopped') and b.finished_at is null
          and exists (select from broadcast_people p where p.corp_id = $1 and p.broadcast_id = b.id and p.state <> 'done' and p.due_at <= $2)`,
      [work.corpId, work.now],
    ),
  );
  for (const { id } of open) await shift.work((work) => work.enqueue(pump, { broadcastId: id }, { key: id }));
});
