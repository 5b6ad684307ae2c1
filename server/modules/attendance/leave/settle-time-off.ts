import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import type { Span } from '../algebra/spans.ts';
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
  const asked = await approved(work, memberId, days);
  const earned = await earnedOn(work, memberId, type.id, days);
  if (asked.length === 0 && earned.size === 0) return;
  const { results, plans } = (await resultsOf(work, [memberId], days[0]!, last)).get(memberId)!;
  const entries = results.flatMap(({ day: on, overtime }, i): Entry[] => {
    const { seconds: had, rows, until, gone } = earned.get(on) ?? nothing;
    const [start, end] = plans[i]!.window;
    const due = asked.some(([from, to]) => from < end && to > start) ? overtime : 0;
    // What has expired since cannot be taken back as well.
    const more = Math.max(due, Math.min(had, gone)) - had;
    const expiresOn = until ?? monthsLater(on, type.timeOffMonths);
    const entry = { memberId, typeId: type.id, kind: 'grant' as const, seconds: more, expiresOn, note: on };
    return more === 0 ? [] : [{ ...entry, ref: `overtime:${on}:${rows}` }];
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

/** When somebody's overtime was approved, around these days, in epoch seconds. */
async function approved(work: Work, memberId: MemberId, days: readonly Day[]): Promise<Span[]> {
  const rows = await work.sql<{ starts_at: Date; ends_at: Date }>(
    `select starts_at, ends_at from absences
      where corp_id = $1 and member_id = $2 and kind = 'overtime' and state = 'granted' and ends_at > $3 and starts_at < $4`,
    [work.corpId, memberId, edge(days[0]!, -1), edge(days.at(-1)!, 2)],
  );
  const epoch = (at: Date) => Math.floor(at.getTime() / 1_000);
  return rows.map((r) => [epoch(r.starts_at), epoch(r.ends_at)] as const);
}

const edge = (day: Day, by: number) => new Date(`${addDays(day, by)}T00:00:00Z`);

const nothing: Earned = { seconds: 0, rows: 0, until: null, gone: 0 };
interface Earned {
  seconds: number;
  rows: number;
  /** its last day, as it was said first */
  until: Day | null;
  /** what has expired on that day */
  gone: number;
}

async function earnedOn(
  work: Work,
  memberId: MemberId,
  typeId: string,
  days: readonly Day[],
): Promise<Map<Day, Earned>> {
  const rows = await work.sql<Earned & { day: Day }>(
    `select d.*, (select coalesce(-sum(e.seconds), 0)::bigint from leave_entries e
                   where e.corp_id = $1 and e.member_id = $2 and e.type_id = $3 and e.kind = 'expire' and e.note = d.until) gone
       from (select note as "day", sum(seconds)::bigint seconds, count(*)::int "rows", min(expires_on) "until" from leave_entries
              where corp_id = $1 and member_id = $2 and type_id = $3 and ref like 'overtime:%' and note = any($4) group by note) d`,
    [work.corpId, memberId, typeId, days],
  );
  return new Map(
    rows.map((r) => [r.day, { ...r, seconds: Number(r.seconds), gone: Number(r.gone) }] as const),
  );
}
