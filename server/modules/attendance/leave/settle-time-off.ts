import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import { addDays, type Day, dayAt, daysBetween } from '../algebra/zone.ts';
import { resultsOf } from '../results.ts';
import { timeOffType } from './leave-types.ts';
import { type Entry, holdBalances, writeEntries } from './ledger.ts';
import { monthsLater } from './yearly-amount.ts';

const LATELY_MS = 3 * 86_400_000;

/**
 * Time off earned by overtime is what the days say: approved, and counted by the rule. What changes about a day changes what it earned,
 * as a row of its own in the ledger. Days that are not over wait for the job below. Asking twice writes nothing the second time.
 */
export async function settleTimeOff(work: Work, memberId: MemberId, from: Date, to: Date): Promise<void> {
  const type = await timeOffType(work);
  if (!type) return;
  const zone = await corpZone(work);
  const day = (at: Date) => dayAt(at.getTime() / 1_000, zone);
  const last = [addDays(day(to), 1), addDays(day(work.now), -1)].toSorted()[0]!;
  const days = daysBetween(addDays(day(from), -1), last);
  if (days.length === 0) return;
  await holdBalances(work, memberId);
  const asked = await approvedOn(work, memberId, days, zone);
  const earned = await earnedOn(work, memberId, type.id, days);
  if (asked.size === 0 && earned.size === 0) return;
  const { results } = (await resultsOf(work, [memberId], days[0]!, last)).get(memberId)!;
  const entries = results.flatMap(({ day: on, overtime }): Entry[] => {
    const { seconds: had, rows } = earned.get(on) ?? { seconds: 0, rows: 0 };
    const more = (asked.has(on) ? overtime : 0) - had;
    const entry = { memberId, typeId: type.id, seconds: more, ref: `overtime:${on}:${rows}`, note: on };
    if (more === 0) return [];
    return more > 0
      ? [{ ...entry, kind: 'grant', expiresOn: monthsLater(on, type.timeOffMonths) }]
      : [{ ...entry, kind: 'adjust' }];
  });
  await writeEntries(work, entries);
}

/** Four times a day: overtime that was approved before it was worked. */
export const settleOvertime = job(
  'attendance.settle_overtime',
  z.object({}),
  { tries: 5, everyMs: 21_600_000 },
  async (shift) => {
    const ended = await shift.work(async (work) => {
      if (!(await timeOffType(work))) return [];
      return await work.sql<{ member_id: MemberId; starts_at: Date; ends_at: Date }>(
        `select member_id, starts_at, ends_at from absences
          where corp_id = $1 and kind = 'overtime' and state = 'granted' and ends_at > $2 and ends_at <= $3 order by member_id, starts_at`,
        [work.corpId, new Date(work.now.getTime() - LATELY_MS), work.now],
      );
    }, system);
    for (const { member_id: memberId, starts_at, ends_at } of ended)
      await shift.work((work) => settleTimeOff(work, memberId, starts_at, ends_at), system);
  },
);

/** The days of these on which somebody's overtime was approved. */
async function approvedOn(
  work: Work,
  memberId: MemberId,
  days: readonly Day[],
  zone: string,
): Promise<Set<Day>> {
  const rows = await work.sql<{ day: Day }>(
    `select distinct d as "day" from absences a, unnest($3::text[]) d
      where a.corp_id = $1 and a.member_id = $2 and a.kind = 'overtime' and a.state = 'granted'
        and d::date between (a.starts_at at time zone $4)::date and (a.ends_at at time zone $4)::date`,
    [work.corpId, memberId, days, zone],
  );
  return new Set(rows.map((r) => r.day));
}

async function earnedOn(
  work: Work,
  memberId: MemberId,
  typeId: string,
  days: readonly Day[],
): Promise<Map<Day, { seconds: number; rows: number }>> {
  const rows = await work.sql<{ day: Day; seconds: number; rows: number }>(
    `select note as "day", sum(seconds)::bigint seconds, count(*)::int "rows" from leave_entries
      where corp_id = $1 and member_id = $2 and type_id = $3 and ref like 'overtime:%' and note = any($4) group by note`,
    [work.corpId, memberId, typeId, days],
  );
  return new Map(rows.map((r) => [r.day, { seconds: Number(r.seconds), rows: r.rows }]));
}
