import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import type { Calendar, DayPlan } from './algebra/plan-day.ts';
import { type Span, union } from './algebra/spans.ts';
import { addDays, type Day, dayAt, daysBetween, epochOf, weekday } from './algebra/zone.ts';
import { calendarOf, everyVersion } from './holidays/calendar.ts';
import { resultsOf } from './results.ts';

const AT_ONCE = 31;
/** Whoever works less than this long into the future has no schedule to count by. */
const MOST_DAYS = 800;
/** Seconds after midnight of a day at an office that nobody wrote a rule for. */
const office = [
  [32_400, 43_200],
  [46_800, 64_800],
] as const;

/**
 * When so many hours of a member's working time will have passed after `from`: by their rule, their roster and the holidays; by an
 * ordinary office week where they follow no rule. Somebody who never works again is counted by the calendar.
 */
export async function afterWorkTime(
  work: Work,
  memberId: MemberId,
  from: Date,
  hours: number,
): Promise<Date> {
  const zone = await corpZone(work);
  const start = Math.floor(from.getTime() / 1_000);
  const calendar = calendarOf(await everyVersion(work));
  let left = hours * 3_600;
  for (let first = addDays(dayAt(start, zone), -1), seen = 0; seen < MOST_DAYS; seen += AT_ONCE) {
    const last = addDays(first, AT_ONCE - 1);
    const { plans, duty } = (await resultsOf(work, [memberId], first, last)).get(memberId)!;
    const mine = plans.filter((p) => p.day >= first && p.day <= last);
    const spans = duty
      ? union(mine.flatMap(spansOf))
      : daysBetween(first, last).flatMap((day) => officeDay(day, zone, calendar));
    for (const [a, b] of spans) {
      const begins = Math.max(a, start);
      const length = b - begins;
      if (length <= 0) continue;
      if (length >= left) return new Date((begins + left) * 1_000);
      left -= length;
    }
    first = addDays(last, 1);
  }
  return new Date(from.getTime() + hours * 3_600_000);
}

/** What a day asks for; where it asks for hours at any time, they are taken to begin at nine. */
const spansOf = (plan: DayPlan): readonly Span[] =>
  plan.hours === null || !plan.duty
    ? plan.required
    : [
        [
          epochOf(plan.day, 32_400, plan.duty.config.zone),
          epochOf(plan.day, 32_400 + plan.hours, plan.duty.config.zone),
        ],
      ];

function officeDay(day: Day, zone: string, calendar: Calendar): Span[] {
  const known = calendar.on(day)?.kind;
  const works = known ? known === 'work' : weekday(day) >= 1 && weekday(day) <= 5;
  return works ? office.map(([a, b]): Span => [epochOf(day, a, zone), epochOf(day, b, zone)]) : [];
}
