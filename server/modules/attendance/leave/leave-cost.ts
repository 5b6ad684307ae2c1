import type { LeaveType } from '@teahouse/contract/attendance-leave';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { corpZone } from '../../directory/index.ts';
import { intersect, measure } from '../algebra/spans.ts';
import { addDays, dayAt } from '../algebra/zone.ts';
import { resultsOf } from '../results.ts';

/** Seconds of work a leave takes: the working time it covers by the schedule as it stands, each day rounded up to the unit of the type. */
export async function leaveCost(
  work: Work,
  memberId: MemberId,
  type: Pick<LeaveType, 'unit' | 'daySec'>,
  from: Date,
  to: Date,
): Promise<number> {
  const zone = await corpZone(work);
  const span = [Math.floor(from.getTime() / 1_000), Math.floor(to.getTime() / 1_000)] as const;
  const mine = (
    await resultsOf(work, [memberId], addDays(dayAt(span[0], zone), -1), addDays(dayAt(span[1], zone), 1))
  ).get(memberId)!;
  return mine.plans.reduce((sum, plan) => {
    const standard = plan.hours ?? measure(plan.required);
    const covered =
      plan.hours === null
        ? measure(intersect(plan.required, [span]))
        : Math.min(plan.hours, measure(intersect([plan.window], [span])));
    return sum + rounded(covered, standard, type);
  }, 0);
}

/** Pieces of a day are counted by how much of the day's own hours they cover; hours are rounded up to whole ones. */
export function rounded(
  covered: number,
  standard: number,
  { unit, daySec }: Pick<LeaveType, 'unit' | 'daySec'>,
): number {
  if (covered === 0) return 0;
  if (unit === 'hour') return Math.ceil(covered / 3_600) * 3_600;
  if (unit === 'day') return daySec;
  return covered * 2 > standard ? daySec : Math.ceil(daySec / 2);
}
