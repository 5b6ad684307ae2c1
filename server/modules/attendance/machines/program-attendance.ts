// Punches, days, months and rules as programs read them. The caller has seen to it that these people are in the program's range.
import type { AttendanceRule, DayResult, MonthFigures } from '@teahouse/contract/attendance-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import { sumMonth } from '../algebra/sum-month.ts';
import { type Day, dayAt } from '../algebra/zone.ts';
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

/** What is on record about these people on the days of a span, in their order. */
export async function programAttendance(
  work: Work,
  memberIds: readonly MemberId[],
  span: { from: Date; to: Date },
): Promise<ProgramAttendance[]> {
  const zone = await corpZone(work);
  const day = (at: Date): Day => dayAt(Math.floor(at.getTime() / 1_000), zone);
  const results = await resultsOf(work, memberIds, day(span.from), day(span.to));
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

/** Every rule in force, with the departments and members that follow it. */
export async function programRules(
  work: Work,
): Promise<(ProgramRule & Pick<AttendanceRule, 'members' | 'departments'>)[]> {
  const numbers = await numbersOf(work, 'attendance_rules');
  return (await rulesOf(work)).map((r) => ({ ...r, no: numbers.get(r.id)! }));
}
