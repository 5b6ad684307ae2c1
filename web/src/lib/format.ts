// Dates, sizes and lists as people write them, in the current language, through Intl.
import { localeTag } from './locale.ts';

const made = new Map<string, Intl.DateTimeFormat>();
function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = localeTag() + JSON.stringify(options);
  const known = made.get(key) ?? new Intl.DateTimeFormat(localeTag(), options);
  made.set(key, known);
  return known;
}

const startOfDay = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
const dayMs = 86_400_000;
/** Whole calendar days from then to now; 0 today, 1 yesterday. */
export const daysAgo = (ms: number, now = Date.now()): number =>
  Math.round((startOfDay(now) - startOfDay(ms)) / dayMs);
export const sameDay = (a: number, b: number): boolean => startOfDay(a) === startOfDay(b);

/** 14:05 */
export const clock = (ms: number): string =>
  dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);

const relative = () => new Intl.RelativeTimeFormat(localeTag(), { numeric: 'auto' });

/** For lists: the clock today, 昨天, a weekday this week, else the date. */
export function when(ms: number, now = Date.now()): string {
  const days = daysAgo(ms, now);
  if (days === 0) return clock(ms);
  if (days === 1) return capital(relative().format(-1, 'day'));
  if (days > 1 && days < 7) return dates({ weekday: 'short' }).format(ms);
  if (new Date(ms).getFullYear() === new Date(now).getFullYear())
    return dates({ month: 'numeric', day: 'numeric' }).format(ms);
  return dates({ year: 'numeric', month: 'numeric', day: 'numeric' }).format(ms);
}

/** For a line between days: 今天, 昨天, else month, day and weekday. */
export function dayLine(ms: number, now = Date.now()): string {
  const days = daysAgo(ms, now);
  if (days === 0 || days === 1) return capital(relative().format(-days, 'day'));
  const year =
    new Date(ms).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const);
  return dates({ ...year, month: 'long', day: 'numeric', weekday: 'short' }).format(ms);
}

/** In full, for tooltips and records. */
export const fullTime = (ms: number): string =>
  dates({
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** 1.4 MB */
export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let n = bytes;
  let unit = 0;
  while (n >= 1024 && unit < units.length - 1) {
    n /= 1024;
    unit += 1;
  }
  return `${new Intl.NumberFormat(localeTag(), { maximumFractionDigits: n < 10 && unit > 0 ? 1 : 0 }).format(n)} ${units[unit]}`;
}

/** 0:07 */
export const duration = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

export const list = (names: string[]): string =>
  new Intl.ListFormat(localeTag(), { type: 'conjunction' }).format(names);
