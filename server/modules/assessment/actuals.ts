// Numbers the house itself knows, taken at a moment and kept with the cycle, so that a result can be explained later.
import { Actual, type AssessmentForm } from '@teahouse/contract/assessment-shapes';
import { AssessmentCycleId, MemberId } from '@teahouse/contract/ids';
import type { MemberId as Member } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import { system, type Work } from '../../kernel/work.ts';
import { attendanceRates } from '../attendance/index.ts';
import { instantOf } from '../calendar/index.ts';
import { corpZone } from '../directory/index.ts';
import { countFinished } from '../tasks/index.ts';
import { type CycleRow, cyclesOf, formOf } from './cycles.ts';

const AT_A_TIME = 200;

/** Has the numbers of these people taken anew, in portions; nothing where the form asks for none. */
export async function takeActuals(work: Work, cycle: CycleRow, form: AssessmentForm): Promise<void> {
  if (form.items.every((i) => !i.metric)) return;
  const rows = await work.sql<{ id: Member }>(
    'select member_id id from assessment_reviewees where corp_id = $1 and cycle_id = $2 order by member_id',
    [work.corpId, cycle.id],
  );
  for (let at = 0; at < rows.length; at += AT_A_TIME)
    await work.enqueue(takePortion, {
      cycleId: cycle.id,
      memberIds: rows.slice(at, at + AT_A_TIME).map((r) => r.id),
    });
}

const Portion = z.object({ cycleId: AssessmentCycleId, memberIds: z.array(MemberId) });

export const takePortion = job('assessment.take_actuals', Portion, {}, (shift, { cycleId, memberIds }) =>
  shift.work(async (work) => {
    const [cycle] = await cyclesOf(work, [cycleId]);
    if (cycle?.state !== 'running' || cycle.published_at) return;
    const { from, to } = cycle.plan;
    const { items } = await formOf(work, cycle);
    const wanted = new Set(items.flatMap((i) => i.metric ?? []));
    const zone = await corpZone(work);
    const tasks = wanted.has('tasks_done')
      ? await countFinished(work, memberIds, instantOf(from, zone), instantOf(dayAfter(to), zone))
      : new Map<Member, number>();
    const rates = wanted.has('attendance_rate')
      ? await attendanceRates(work, memberIds, from, to)
      : new Map<Member, { rate: number | null; days: number }>();
    for (const { id, metric } of items.filter((i) => i.metric)) {
      const value = (m: Member) => (metric === 'tasks_done' ? tasks.get(m) : rates.get(m)?.rate) ?? null;
      await work.sql(
        `insert into assessment_actuals (corp_id, cycle_id, member_id, item_id, metric, value, base, taken_at)
         select $1, $2, m, $3, $4, v, b, $5 from unnest($6::text[], $7::int[], $8::int[]) x(m, v, b)
          where exists (select from assessment_reviewees r where r.corp_id = $1 and r.cycle_id = $2 and r.member_id = m)
         on conflict (corp_id, cycle_id, member_id, item_id)
         do update set value = excluded.value, base = excluded.base, taken_at = excluded.taken_at`,
        [
          work.corpId,
          cycleId,
          id,
          metric,
          work.now,
          memberIds,
          memberIds.map(value),
          memberIds.map((m) => (metric === 'attendance_rate' ? (rates.get(m)?.days ?? null) : null)),
        ],
      );
    }
  }, system),
);

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** What was taken about a person; the caller has checked whose it may be. */
export async function actualsOf(work: Work, cycle: CycleRow, memberId: Member): Promise<Actual[]> {
  const rows = await work.sql<{
    item_id: string;
    metric: Actual['metric'];
    value: number | null;
    base: number | null;
    taken_at: Date;
  }>(
    `select item_id, metric, value, base, taken_at from assessment_actuals
      where corp_id = $1 and cycle_id = $2 and member_id = $3 order by item_id`,
    [work.corpId, cycle.id, memberId],
  );
  const { from, to } = cycle.plan;
  return rows.map((r) => ({
    itemId: r.item_id,
    metric: r.metric,
    value: r.value,
    of: r.base,
    from,
    to,
    takenAt: r.taken_at.toISOString(),
  }));
}
