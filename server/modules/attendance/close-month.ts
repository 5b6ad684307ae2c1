import { attendanceAdmin } from '@teahouse/contract/attendance-admin';
import { Month, type MonthFigures } from '@teahouse/contract/attendance-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { job } from '../../kernel/jobs.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { monthDifference, sumMonth } from './algebra/sum-month.ts';
import { dayAt, daysOfMonth } from './algebra/zone.ts';
import { leftSince, wholeCompany } from './attendance.access.ts';
import { everyVersion, knownYears, versionsOf } from './holidays/calendar.ts';
import { resultsOf } from './results.ts';

const BATCH = 500;
/** Well below the lease of a job; what is left is asked for again. */
const BUDGET_MS = 20_000;

export const closeMonth = implement(attendanceAdmin.closeMonth, async (work, { month }) => {
  await wholeCompany(work);
  // The last night shift of a month ends in the next: a month is over a day later.
  const yesterday = dayAt(work.now.getTime() / 1_000 - 86_400, await corpZone(work));
  if (daysOfMonth(month).to >= yesterday) fail('attendance.month_not_over');
  const [asked] = await work.sql(
    `insert into attendance_closings (month, state, holidays, closed_by, closed_at, total)
     select $2, 'closing', $3, $4, $5, count(*) from members m where m.corp_id = $1 and (m.status <> 'left' or ${leftSince('$6')})
     on conflict do nothing returning month`,
    [
      work.corpId,
      month,
      versionsOf(knownYears(await everyVersion(work))),
      work.actor.id,
      work.now,
      daysOfMonth(month).from,
    ],
  );
  if (!asked) fail('attendance.month_closed');
  await work.audit({ action: 'attendance.month_closed', object: month });
  await work.enqueue(closePeople, { month, after: '' });
  return {};
});

/** Takes the snapshot in batches of people; each batch is one transaction, and a repeat writes the same rows again. */
export const closePeople = job(
  'attendance.close_people',
  z.object({ month: Month, after: z.string() }),
  { tries: 10 },
  async (shift, { month, after }) => {
    const until = performance.now() + BUDGET_MS;
    let last: string | undefined = after;
    while (last !== undefined && performance.now() < until) {
      const from: string = last;
      last = await shift.work((work) => closeBatch(work, month, from));
    }
    const next = last;
    if (next !== undefined) await shift.work((work) => work.enqueue(closePeople, { month, after: next }));
  },
);

/** Writes the snapshot of the next people after `after`; returns the last of them, undefined when all are done. */
async function closeBatch(work: Work, month: string, after: string): Promise<string | undefined> {
  const rows = await work.sql<{ id: MemberId }>(
    `select m.id from members m where m.corp_id = $1 and m.id > $2 and (m.status <> 'left' or ${leftSince('$4')}) order by m.id limit $3`,
    [work.corpId, after, BATCH, daysOfMonth(month).from],
  );
  const ids = rows.map((r) => r.id);
  if (ids.length === 0) {
    await work.sql(`update attendance_closings set state = 'closed' where corp_id = $1 and month = $2`, [
      work.corpId,
      month,
    ]);
    return undefined;
  }
  const { from, to } = daysOfMonth(month);
  const results = await resultsOf(work, ids, from, to);
  const people = ids.map((id) => results.get(id)!);
  await work.sql(
    `insert into attendance_months (corp_id, month, member_id, figures, days, rules)
     select $1, $2, m, f::jsonb, d::jsonb, r::jsonb from unnest($3::text[], $4::text[], $5::text[], $6::text[]) u (m, f, d, r)
     on conflict (corp_id, month, member_id) do update set figures = excluded.figures, days = excluded.days, rules = excluded.rules`,
    [
      work.corpId,
      month,
      ids,
      people.map((p) => JSON.stringify(sumMonth(p.results))),
      people.map((p) => JSON.stringify(p.results)),
      people.map((p) => JSON.stringify(p.rules)),
    ],
  );
  await work.sql('update attendance_closings set done = done + $3 where corp_id = $1 and month = $2', [
    work.corpId,
    month,
    ids.length,
  ]);
  return ids.at(-1);
}

export const reopenMonth = implement(attendanceAdmin.reopenMonth, async (work, { month, reason }) => {
  const gone = await work.sql(
    `delete from attendance_closings where corp_id = $1 and month = $2 and state = 'closed' returning month`,
    [work.corpId, month],
  );
  if (gone.length === 0) fail('attendance.month_open');
  const snapshots = await work.sql<{ member_id: MemberId; figures: MonthFigures }>(
    'delete from attendance_months where corp_id = $1 and month = $2 returning member_id, figures',
    [work.corpId, month],
  );
  // What was carried over returns to where it belongs.
  await work.sql('delete from attendance_adjustments where corp_id = $1 and origin = $2', [
    work.corpId,
    month,
  ]);
  const { from, to } = daysOfMonth(month);
  let changed = 0;
  for (let i = 0; i < snapshots.length; i += BATCH) {
    const batch = snapshots.slice(i, i + BATCH);
    const results = await resultsOf(
      work,
      batch.map((s) => s.member_id),
      from,
      to,
    );
    for (const { member_id, figures } of batch)
      if (monthDifference(figures, sumMonth(results.get(member_id)!.results))) changed += 1;
  }
  await work.audit({ action: 'attendance.month_reopened', object: month, detail: { reason, changed } });
  return { changed };
});
