// Punches, days, months and rules as programs read them. The caller has seen to it that these people are in the program's range.
import type { AttendanceRule, DayResult, MonthFigures } from '@teahouse/contract/attendance-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import { sumMonth } from '../algebra/sum-month.ts';
import { addDays, type Day, dayAt, daysOfMonth } from '../algebra/zone.ts';
import { recordLooks } from '../attendance.access.ts';
import type { PunchRow } from '../punch-rows.ts';
import { resultsOf } from '../results.ts';
import { rulesOf } from '../rules.ts';
import { numbersOf } from './outer-numbers.ts';

export interface ProgramRule {
  no: number;
  name: string;
  config: AttendanceRule['config'];
}
export interface ProgramDay {
  result: DayResult;
  punches: PunchRow[];
}
export interface ProgramAttendance {
  memberId: MemberId;
  rule: ProgramRule | null;
  zone: string;
  days: ProgramDay[];
  /** of these days taken together */
  figures: MonthFigures;
}

/**
 * What is on record about these people on the days of a span, in their order. Each of them sees that this program looked; `reader`
 * null: it is told of their rules alone.
 */
export async function programAttendance(
  work: Work,
  memberIds: readonly MemberId[],
  span: { from: Date; to: Date },
  reader: { name: string } | null,
): Promise<ProgramAttendance[]> {
  const zone = await corpZone(work);
  const day = (at: Date): Day => dayAt(Math.floor(at.getTime() / 1_000), zone);
  const results = await resultsOf(work, memberIds, day(span.from), day(span.to));
  if (reader) await noteLook(work, memberIds, [day(span.from), day(span.to)], reader.name);
  const numbers = await numbersOf(work, 'attendance_rules');
  return memberIds.map((memberId) => {
    const mine = results.get(memberId)!;
    const { duty } = mine;
    return {
      memberId,
      rule: duty ? { no: numbers.get(duty.ruleId)!, name: mine.ruleName, config: duty.config } : null,
      zone: mine.zone,
      days: mine.results.map((result) => ({ result, punches: mine.punchesOn(result.day) })),
      figures: sumMonth(mine.results),
    };
  });
}

async function noteLook(
  work: Work,
  ids: readonly MemberId[],
  [from, to]: [Day, Day],
  program: string,
): Promise<void> {
  const people = [...new Set(ids)];
  if (from === to) return await recordLooks(work, people, { what: 'day', of: from, program });
  for (const month of monthsBetween(from, to))
    await recordLooks(work, people, { what: 'export', of: month, program });
}

function monthsBetween(from: Day, to: Day): string[] {
  const months: string[] = [];
  for (let day = from; day.slice(0, 7) <= to.slice(0, 7); day = addDays(daysOfMonth(day.slice(0, 7)).to, 1))
    months.push(day.slice(0, 7));
  return months;
}

/** Every rule in force, with the departments and members that follow it. */
export async function programRules(
  work: Work,
): Promise<(ProgramRule & Pick<AttendanceRule, 'members' | 'departments'>)[]> {
  const numbers = await numbersOf(work, 'attendance_rules');
  return (await rulesOf(work)).map((r) => ({ ...r, no: numbers.get(r.id)! }));
}
