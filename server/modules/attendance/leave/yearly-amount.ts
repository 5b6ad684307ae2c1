import type { LeaveType, YearlyGrant } from '@teahouse/contract/attendance-leave';
import { addDays, type Day, dayNumber } from '../algebra/zone.ts';

export interface YearlyShare {
  /** the year it is for: one grant each */
  year: number;
  seconds: number;
  /** the last day of the year it is for */
  until: Day;
}

/** What somebody who joined on `since` is to have by `today`, for the year `today` lies in; null where nothing is due. Pure. */
export function yearlyShare(
  rule: YearlyGrant,
  type: Pick<LeaveType, 'unit' | 'daySec'>,
  since: Day,
  today: Day,
): YearlyShare | null {
  if (since > today) return null;
  const years = wholeYears(since, today);
  const newYear = rule.when === 'new_year';
  const from = newYear ? `${today.slice(0, 4)}-01-01` : anniversary(since, years);
  const until = newYear ? `${today.slice(0, 4)}-12-31` : addDays(anniversary(since, years + 1), -1);
  const year = Number(from.slice(0, 4));
  if (year < rule.fromYear) return null;
  const first = since > from ? since : from;
  const days =
    newYear && rule.proportional
      ? weighted(rule, since, { first, from, until })
      : daysAfter(rule, wholeYears(since, first));
  const seconds = wholePieces(days, type);
  return seconds > 0 ? { year, seconds, until } : null;
}

/** The days of the year, each by the step that is reached on it. */
function weighted(rule: YearlyGrant, since: Day, span: { first: Day; from: Day; until: Day }): number {
  const all = dayNumber(span.until) - dayNumber(span.from) + 1;
  const before = wholeYears(since, span.first);
  const turn = anniversary(since, before + 1);
  const change = turn > span.until ? addDays(span.until, 1) : turn;
  const early = dayNumber(change) - dayNumber(span.first);
  const late = dayNumber(span.until) - dayNumber(change) + 1;
  return (early * daysAfter(rule, before) + late * daysAfter(rule, before + 1)) / all;
}

const daysAfter = ({ steps }: YearlyGrant, years: number): number =>
  steps.filter((s) => s.years <= years).toSorted((a, b) => b.years - a.years)[0]?.days ?? 0;

/** Down to the smallest piece that can be taken. */
function wholePieces(days: number, { unit, daySec }: Pick<LeaveType, 'unit' | 'daySec'>): number {
  const piece = unit === 'hour' ? 3_600 : unit === 'day' ? daySec : daySec / 2;
  return Math.round(Math.floor((days * daySec) / piece + 1e-9) * piece);
}

/** Whoever joined on 29 February has the day on 1 March in other years. */
function anniversary(since: Day, years: number): Day {
  const [y = 0, m = 1, d = 1] = since.split('-').map(Number);
  return new Date(Date.UTC(y + years, m - 1, d)).toISOString().slice(0, 10);
}

function wholeYears(since: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(since.slice(0, 4));
  return anniversary(since, years) <= on ? years : years - 1;
}

/** So many months later; the last day of a month stays one. */
export function monthsLater(day: Day, months: number): Day {
  const [y = 0, m = 1, d = 1] = day.split('-').map(Number);
  const last = (month: number) => new Date(Date.UTC(y, month, 0)).getUTCDate();
  const to = d === last(m) ? last(m + months) : Math.min(d, last(m + months));
  return new Date(Date.UTC(y, m + months - 1, to)).toISOString().slice(0, 10);
}
