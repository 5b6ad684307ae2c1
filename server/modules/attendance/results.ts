import type { DayResult } from '@teahouse/contract/attendance-shapes';
import type { LeaveTypeId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { corpZone, type Tenure, tenuresOf } from '../directory/index.ts';
import { type AbsenceFact, evaluateDays, punchOwners } from './algebra/evaluate-days.ts';
import { type DayPlan, type Duty, planDay } from './algebra/plan-day.ts';
import { addDays, type Day, dayAt, daysBetween } from './algebra/zone.ts';
import { rosterOf, ruleBook, rulesOfMembers, shiftTimes } from './duties.ts';
import { calendarOf, everyVersion, knownYears, versionsOf } from './holidays/calendar.ts';
import { type PunchRow, punchesOf, toFact } from './punch-rows.ts';

export interface PersonResults {
  results: DayResult[];
  /** for each result what its day asks */
  plans: readonly DayPlan[];
  /** for each result the rule it was computed by */
  rules: (readonly [ruleId: string, version: number] | null)[];
  /** the rule that holds on the last day */
  duty: Duty | undefined;
  ruleName: string;
  zone: string;
  /** punches that belong to a day of the results, and those of that date that belong to none */
  punchesOn(day: Day): (PunchRow & { stray: boolean })[];
  /** the day an instant (epoch seconds) belongs to; undefined outside of these days */
  dayHolding(epoch: number): Day | undefined;
}

/**
 * What is on record about these people, worked out day by day. Nothing is stored: the same facts give the same results, in whatever
 * order they arrived. Days of closed months keep the rule and the calendar they were closed with.
 */
export async function resultsOf(
  work: Work,
  memberIds: readonly MemberId[],
  from: Day,
  to: Day,
): Promise<Map<MemberId, PersonResults>> {
  const days = daysBetween(addDays(from, -1), addDays(to, 1));
  const edge = (day: Day, by: number) => new Date(Date.parse(`${addDays(day, by)}T00:00:00Z`));
  const zoneOfCompany = await corpZone(work);
  const [rules, followed, shifts, roster, versions, punches, absences, pinned, tenures] = await Promise.all([
    ruleBook(work),
    rulesOfMembers(work, memberIds),
    shiftTimes(work),
    rosterOf(work, memberIds, days[0]!, days.at(-1)!),
    everyVersion(work),
    punchesOf(work, memberIds, edge(from, -3), edge(to, 4)),
    absencesOf(work, memberIds, edge(from, -3), edge(to, 4)),
    pinnedRules(work, memberIds, days[0]!.slice(0, 7), days.at(-1)!.slice(0, 7)),
    tenuresOf(work, memberIds),
  ]);
  const current = versionsOf(knownYears(versions));
  const calendars = new Map([[current, calendarOf(versions)]]);
  for (const text of pinned.holidays.values())
    if (!calendars.has(text)) calendars.set(text, calendarOf(versions, text));
  // People of one rule share their plans: a month of a large company is laid out once per rule and day.
  const plans = new Map<string, DayPlan>();
  const plan = (memberId: MemberId, day: Day): DayPlan => {
    const snapshot = pinned.rules.get(`${memberId} ${day}`);
    const rule = followed.get(memberId);
    const duty = snapshot
      ? rules.version(...snapshot)
      : snapshot === undefined && rule && employed(tenures.get(memberId), day)
        ? rules.on(rule, day)
        : undefined;
    const shiftId = duty?.config.kind === 'shift' ? roster.get(`${memberId} ${day}`) : undefined;
    const holidays = pinned.holidays.get(day.slice(0, 7)) ?? current;
    const key = `${duty?.ruleId} ${duty?.version} ${shiftId} ${day} ${holidays}`;
    let known = plans.get(key);
    if (!known) {
      const cell = shiftId ? shifts.get(shiftId) : shiftId;
      plans.set(key, (known = planDay(day, duty, cell as never, calendars.get(holidays)!)));
    }
    return known;
  };
  const now = Math.floor(work.now.getTime() / 1_000);
  return new Map(
    memberIds.map((memberId) => {
      const mine = days.map((day) => plan(memberId, day));
      const rows = punches.get(memberId) ?? [];
      const results = evaluateDays(mine, rows.map(toFact), absences.get(memberId) ?? [], now);
      const owners = () =>
        punchOwners(
          mine,
          rows.map((r) => ({ at: Math.floor(r.at.getTime() / 1_000) })),
        );
      const duty = mine.at(-2)?.duty;
      const zone = duty?.config.zone ?? zoneOfCompany;
      return [
        memberId,
        {
          results,
          plans: mine.slice(1, -1),
          rules: mine.slice(1, -1).map((p) => (p.duty ? [p.duty.ruleId, p.duty.version] : null)),
          duty,
          ruleName: duty ? (rules.names.get(duty.ruleId) ?? '') : '',
          zone,
          punchesOn: (day) => {
            const at = days.indexOf(day);
            const whose = owners();
            return rows.flatMap((r, i) => {
              const stray = whose[i] === -1 && dayAt(r.at.getTime() / 1_000, zone) === day;
              return whose[i] === at || stray ? [{ ...r, stray }] : [];
            });
          },
          dayHolding: (epoch) => days[punchOwners(mine, [{ at: epoch }])[0]!],
        },
      ];
    }),
  );
}

/** Before somebody comes and after they have left, no day asks anything of them. */
const employed = (tenures: readonly Tenure[] | undefined, day: Day): boolean =>
  tenures?.some((t) => t.since <= day && (t.until === null || day <= t.until)) ?? false;

async function absencesOf(
  work: Work,
  memberIds: readonly MemberId[],
  from: Date,
  to: Date,
): Promise<Map<MemberId, AbsenceFact[]>> {
  const rows = await work.sql<{
    member_id: MemberId;
    kind: AbsenceFact['kind'];
    type_id: LeaveTypeId | null;
    starts_at: Date;
    ends_at: Date;
  }>(
    `select member_id, kind, type_id, starts_at, ends_at from absences
      where corp_id = $1 and member_id = any($2) and state = 'granted' and ends_at > $3 and starts_at < $4 order by starts_at, id`,
    [work.corpId, memberIds, from, to],
  );
  const out = new Map<MemberId, AbsenceFact[]>();
  for (const r of rows) {
    const span = [
      Math.floor(r.starts_at.getTime() / 1_000),
      Math.floor(r.ends_at.getTime() / 1_000),
    ] as const;
    out.set(r.member_id, [...(out.get(r.member_id) ?? []), { kind: r.kind, typeId: r.type_id, span }]);
  }
  return out;
}

/** The rules and calendars closed months stand on. */
async function pinnedRules(work: Work, memberIds: readonly MemberId[], from: string, to: string) {
  const closings = await work.sql<{ month: string; holidays: string }>(
    `select month, holidays from attendance_closings where corp_id = $1 and month >= $2 and month <= $3 and state = 'closed'`,
    [work.corpId, from, to],
  );
  const rules = new Map<string, [string, number] | null>();
  if (closings.length === 0) return { rules, holidays: new Map<string, string>() };
  const rows = await work.sql<{ month: string; member_id: string; rules: ([string, number] | null)[] }>(
    'select month, member_id, rules from attendance_months where corp_id = $1 and member_id = any($2) and month = any($3)',
    [work.corpId, memberIds, closings.map((c) => c.month)],
  );
  for (const r of rows)
    for (const [i, rule] of r.rules.entries())
      rules.set(`${r.member_id} ${r.month}-${String(i + 1).padStart(2, '0')}`, rule);
  return { rules, holidays: new Map(closings.map((c) => [c.month, c.holidays])) };
}
