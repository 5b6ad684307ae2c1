import type { LeaveType } from '@teahouse/contract/attendance-leave';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import { intersect, measure } from '../algebra/spans.ts';
import { addDays, type Day, dayAt } from '../algebra/zone.ts';
import { resultsOf } from '../results.ts';

/** What a leave takes of one day, all in seconds of work. */
export interface Slice {
  day: Day;
  /** working time of the day that the leave covers, and all of it */
  covered: number;
  standard: number;
  /** that, rounded up to the unit of the kind of leave */
  seconds: number;
}

/** What a leave takes, day by day: the working time it covers by the schedule as it stands. Days it takes nothing of are left out. */
export async function leaveSlices(
  work: Work,
  memberId: MemberId,
  type: Pick<LeaveType, 'unit' | 'daySec'>,
  from: Date,
  to: Date,
): Promise<Slice[]> {
  const zone = await corpZone(work);
  const span = [Math.floor(from.getTime() / 1_000), Math.floor(to.getTime() / 1_000)] as const;
  const { plans, results } = (
    await resultsOf(work, [memberId], addDays(dayAt(span[0], zone), -1), addDays(dayAt(span[1], zone), 1))
  ).get(memberId)!;
  return plans.flatMap((plan, i): Slice[] => {
    const standard = plan.hours ?? measure(plan.required);
    const covered =
      plan.hours === null
        ? measure(intersect(plan.required, [span]))
        : Math.min(plan.hours, measure(intersect([plan.window], [span])));
    const seconds = rounded(covered, standard, type);
    return covered === 0 ? [] : [{ day: results[i]!.day, covered, standard, seconds }];
  });
}

export const costOf = (slices: readonly Slice[]): number => slices.reduce((sum, s) => sum + s.seconds, 0);

/** Hours are rounded up to whole ones. Up to three quarters of a day's own hours are half a day: an afternoon is longer than a morning. */
export function rounded(
  covered: number,
  standard: number,
  { unit, daySec }: Pick<LeaveType, 'unit' | 'daySec'>,
): number {
  if (covered === 0) return 0;
  if (unit === 'hour') return Math.ceil(covered / 3_600) * 3_600;
  if (unit === 'day') return daySec;
  return covered * 4 > standard * 3 ? daySec : Math.ceil(daySec / 2);
}

/**
 * The same leave under another schedule: days up to `today` stay what they were, and of the others those whose working time changed
 * are counted anew. What did not change keeps its cost, whatever the kind of leave says by now.
 */
export function reslice(had: readonly Slice[] | null, fresh: readonly Slice[], today: Day): readonly Slice[] {
  if (!had) return fresh;
  const known = new Map(had.map((s) => [s.day, s]));
  const ahead = fresh
    .filter((s) => s.day > today)
    .map((s) => {
      const before = known.get(s.day);
      return before && before.covered === s.covered && before.standard === s.standard ? before : s;
    });
  return [...had.filter((s) => s.day <= today), ...ahead];
}
