import { localeTag } from '../../lib/locale.ts';

/** 09:05 in a zone. */
export const clockIn = (iso: string | number, zone: string): string =>
  new Intl.DateTimeFormat(localeTag(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(new Date(iso));

/** 09:05:30 in a zone. */
export const secondsIn = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat(localeTag(), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(ms);

/** 6月10日 周三, of a day in no zone. */
export const dayName = (day: string): string =>
  new Intl.DateTimeFormat(localeTag(), {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));

/** Hours with at most one decimal. */
export const hours = (seconds: number): string =>
  new Intl.NumberFormat(localeTag(), { maximumFractionDigits: 1 }).format(seconds / 3_600);

export const minutes = (seconds: number): number => Math.round(seconds / 60);

/** 30 m, 1.2 km */
export const metres = (n: number): string =>
  n < 1_000
    ? `${Math.round(n)} m`
    : `${new Intl.NumberFormat(localeTag(), { maximumFractionDigits: 1 }).format(n / 1_000)} km`;

export const monthNow = (): string => new Date().toLocaleDateString('sv').slice(0, 7);
export function addMonths(month: string, n: number): string {
  const [y = 0, m = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(y, m - 1 + n, 1)).toISOString().slice(0, 7);
}

/** Seconds of work as days of a kind of leave. */
export const daysOf = (seconds: number, daySec: number): string =>
  new Intl.NumberFormat(localeTag(), { maximumFractionDigits: 2 }).format(seconds / daySec);
