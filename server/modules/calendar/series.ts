// The arithmetic of a series: pure, in wall-clock time of the event's zone.
import { RRuleTemporal } from 'rrule-temporal';
import { epochOf } from '../attendance/index.ts';

/** When a series takes place. `minutes` is its length; whole days are multiples of 1,440. */
export interface Series {
  startLocal: string;
  minutes: number;
  allDay: boolean;
  zone: string;
  /** RFC 5545, without 'RRULE:' */
  rule: string | null;
  workdays: boolean;
}

export interface Slot {
  /** wall-clock start as the rule gives it: the name of the occurrence */
  occurrence: string;
  start: Date;
  end: Date;
}

/** How far a series without an end is looked at where a last occurrence is asked for. */
const MOST = 5_000;

export const addMinutes = (local: string, minutes: number): string => {
  const moved = new Date(
    Date.parse(`${local.length === 10 ? `${local}T00:00` : local}Z`) + minutes * 60_000,
  ).toISOString();
  return moved.slice(0, local.length);
};
export const minutesBetween = (start: string, end: string): number =>
  (Date.parse(wall(end)) - Date.parse(wall(start))) / 60_000;
const wall = (local: string) => `${local.length === 10 ? `${local}T00:00` : local}Z`;

/** The instant at which the wall clock of the zone shows this. */
export function instantOf(local: string, zone: string): Date {
  const [day = '', time = '00:00'] = local.split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(epochOf(day, hours * 3_600 + minutes * 60, zone) * 1_000);
}

/** A whole day ends at the midnight its zone shows then; anything else lasts so many real minutes. */
export function endOf(startLocal: string, minutes: number, zone: string): Date {
  if (startLocal.length === 10) return instantOf(addMinutes(startLocal, minutes), zone);
  return new Date(instantOf(startLocal, zone).getTime() + minutes * 60_000);
}

const stamp = (local: string) => wall(local).replaceAll(/[-:Z]/g, '').padEnd(15, '0');

/** The rule of the library for this series. Throws on a rule that RFC 5545 does not know. */
export function ruleOf({ startLocal, zone, rule, workdays }: Series): RRuleTemporal {
  const text = workdays ? withFreqDaily(rule) : rule;
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=${zone}:${stamp(startLocal)}\nRRULE:${text ?? 'FREQ=DAILY;COUNT=1'}`,
    includeDtstart: !workdays,
    maxIterations: 200_000,
  });
}
const withFreqDaily = (rule: string | null) =>
  [
    'FREQ=DAILY',
    ...partsOf(rule)
      .filter(([name]) => name === 'UNTIL' || name === 'COUNT')
      .map((p) => p.join('=')),
  ].join(';');
const partsOf = (rule: string | null) =>
  (rule ?? '')
    .split(';')
    .filter(Boolean)
    .map((part) => part.split('=') as [string, string]);

/** What of the series touches [from, to). `works` tells the company's working days. */
export function slotsIn(series: Series, from: Date, to: Date, works: (day: string) => boolean): Slot[] {
  const reach =
    endOf(series.startLocal, series.minutes, series.zone).getTime() -
    instantOf(series.startLocal, series.zone).getTime();
  // A night on which clocks go back makes whole days an hour longer.
  const found = ruleOf(series).between(new Date(from.getTime() - reach - 7_200_000), to, true);
  return found
    .map((at) => slotAt(series, at.toPlainDateTime().toString()))
    .filter(
      (s) => s.start < to && (s.end > from || (s.end.getTime() === s.start.getTime() && s.start >= from)),
    )
    .filter((s) => !series.workdays || works(s.occurrence.slice(0, 10)));
}

export function slotAt({ minutes, zone, allDay }: Series, local: string): Slot {
  const occurrence = local.slice(0, allDay ? 10 : 16);
  return { occurrence, start: instantOf(occurrence, zone), end: endOf(occurrence, minutes, zone) };
}

/** True where the rule gives an occurrence of this name. */
export function takesPlace(series: Series, occurrence: string, works: (day: string) => boolean): boolean {
  const at = instantOf(occurrence, series.zone);
  const after = new Date(at.getTime() + 1_000);
  return slotsIn(series, at, after, works).some((s) => s.occurrence === occurrence);
}

/** First start and last end; the end is null where the series has none. */
export function boundsOf(series: Series): { startsAt: Date; endsAt: Date | null } {
  const startsAt = instantOf(series.startLocal, series.zone);
  if (!series.rule && !series.workdays)
    return { startsAt, endsAt: endOf(series.startLocal, series.minutes, series.zone) };
  if (!/(^|;)(UNTIL|COUNT)=/.test(series.rule ?? '')) return { startsAt, endsAt: null };
  const last = ruleOf(series)
    .all((_, i) => i < MOST)
    .at(-1);
  return { startsAt, endsAt: last ? slotAt(series, last.toPlainDateTime().toString()).end : startsAt };
}

/** The same rule, ending before this instant. */
export function ruleUntil(rule: string | null, before: Date): string {
  const until = new Date(before.getTime() - 1_000).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const kept = partsOf(rule).filter(([name]) => name !== 'UNTIL' && name !== 'COUNT');
  return [...(kept.length ? kept : [['FREQ', 'DAILY']]), ['UNTIL', until]].map((p) => p.join('=')).join(';');
}

/** The same rule with so many occurrences fewer; rules that do not count stay as they are. */
export const ruleLess = (rule: string | null, n: number): string | null =>
  rule?.replace(
    /(^|;)COUNT=(\d+)/,
    (_, lead: string, count: string) => `${lead}COUNT=${Math.max(1, Number(count) - n)}`,
  ) ?? null;
