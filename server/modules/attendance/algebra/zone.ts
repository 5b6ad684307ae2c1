// Wall clocks and instants. Everything else in the algebra is epoch seconds.

/** 'YYYY-MM-DD': a day as people write it, in no zone. */
export type Day = string;

const DAY = 86_400;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
/** A full memo is thrown away: it refills in a moment, and a server runs for months. */
const MEMO = 200_000;

/** Seconds the wall clock of a zone is ahead of UTC. Offsets change on quarter hours alone, so one answer serves fifteen minutes. */
export function offsetAt(zone: string, epoch: number): number {
  const quarter = Math.floor(epoch / 900);
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const p: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(quarter * 900_000)) p[type] = Number(value);
  const wall = Date.UTC(p['year']!, p['month']! - 1, p['day'], p['hour'], p['minute'], p['second']) / 1_000;
  const offset = wall - quarter * 900;
  if (offsets.size > MEMO) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** Days since 1970-01-01. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
export const dayOf = (number: number): Day => new Date(number * 86_400_000).toISOString().slice(0, 10);
export const addDays = (day: Day, n: number): Day => dayOf(dayNumber(day) + n);
/** 0 is Sunday. */
export const weekday = (day: Day): number => (dayNumber(day) + 4) % 7;

/**
 * The instant at which the clock on the wall of `zone` shows `seconds` after midnight of `day`; `seconds` may run into the days
 * after. A time the clock skips is taken as if it had not been skipped (later by the gap); one it shows twice is the first.
 */
export function epochOf(day: Day, seconds: number, zone: string): number {
  const wall = dayNumber(day) * DAY + seconds;
  const earlier = offsetAt(zone, wall - DAY);
  const later = offsetAt(zone, wall + DAY);
  const fits = [...new Set([earlier, later])]
    .map((offset) => wall - offset)
    .filter((epoch) => wall - offsetAt(zone, epoch) === epoch);
  return fits.length > 0 ? Math.min(...fits) : wall - earlier;
}

/** The date on the wall of `zone` at an instant. */
export const dayAt = (epoch: number, zone: string): Day =>
  dayOf(Math.floor((epoch + offsetAt(zone, epoch)) / DAY));

/** All days from `from` to `to`, both included. */
export function daysBetween(from: Day, to: Day): Day[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, i) => dayOf(first + i));
}

/** The first and last day of 'YYYY-MM'. */
export function daysOfMonth(month: string): { from: Day; to: Day } {
  const [year = 0, m = 1] = month.split('-').map(Number);
  return { from: `${month}-01`, to: new Date(Date.UTC(year, m, 0)).toISOString().slice(0, 10) };
}
