// When a journal is asked for, and what became of it: pure, in wall time of the company.
import type { JournalState } from '@teahouse/contract/journals';
import type { JournalSchedule } from '@teahouse/contract/journals-admin';
import { instantOf, slotsIn } from '../calendar/index.ts';

export interface PlannedCycle {
  startsOn: string;
  endsOn: string;
  dueAt: Date;
}

const DAY_MS = 86_400_000;
/** A day so many days later. */
export const dayAfter = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);

/** Every day from the first to the last. */
export const daysBetween = (first: string, last: string): string[] => {
  const days: string[] = [];
  for (let at = first; at <= last; at = dayAfter(at, 1)) days.push(at);
  return days;
};

/** The day before the next cycle begins. */
function lastDay(startsOn: string, rule: string): string {
  const n = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1);
  if (rule.startsWith('FREQ=DAILY')) return dayAfter(startsOn, n - 1);
  if (rule.startsWith('FREQ=WEEKLY')) return dayAfter(startsOn, 7 * n - 1);
  const next = new Date(`${startsOn}T00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + n);
  return dayAfter(next.toISOString().slice(0, 10), -1);
}

/** The cycles that have begun by `now` and are not due yet. `works` tells the company's working days. */
export function runningCycles(
  schedule: JournalSchedule,
  zone: string,
  now: Date,
  works: (day: string) => boolean,
): PlannedCycle[] {
  const series = {
    startLocal: schedule.startsOn,
    minutes: 1_440,
    allDay: true,
    zone,
    rule: schedule.rule,
    workdays: false,
  };
  const n = Number(/INTERVAL=(\d+)/.exec(schedule.rule)?.[1] ?? 1);
  const longest = { D: n, W: 7 * n, M: 31 * n }[schedule.rule[5] as 'D' | 'W' | 'M'] + 17;
  const from = new Date(now.getTime() - longest * DAY_MS);
  return slotsIn(series, from, new Date(now.getTime() + 1), () => true)
    .filter((slot) => slot.start <= now)
    .map(({ occurrence: startsOn }) => {
      const endsOn = lastDay(startsOn, schedule.rule);
      return {
        startsOn,
        endsOn,
        dueAt: instantOf(`${dayAfter(endsOn, schedule.dueAfter)}T${schedule.dueTime}`, zone),
      };
    })
    .filter((c) => c.dueAt > now && c.dueAt > instantOf(c.startsOn, zone))
    .filter((c) => !schedule.workdays || daysBetween(c.startsOn, c.endsOn).some(works));
}

const MOST_OF_A_DAY = 6 * 3_600_000;
/** Away for the greater part of every working day of a cycle. Spans are of one person and do not overlap. */
export function awayThroughout(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  spans: readonly { from: Date; to: Date }[],
  zone: string,
  works: (day: string) => boolean,
): boolean {
  const days = daysBetween(startsOn, endsOn).filter(works);
  return (
    days.length > 0 &&
    days.every((day) => {
      const [begin, end] = [instantOf(day, zone).getTime(), instantOf(dayAfter(day, 1), zone).getTime()];
      const away = spans.reduce(
        (sum, s) => sum + Math.max(0, Math.min(end, s.to.getTime()) - Math.max(begin, s.from.getTime())),
        0,
      );
      return away >= MOST_OF_A_DAY;
    })
  );
}

/** How long after it was due a journal may still be handed in, as a late one. */
const LATE_DAYS = 31;
export const mayHandIn = (dueAt: Date, now: Date): boolean =>
  now.getTime() <= dueAt.getTime() + LATE_DAYS * DAY_MS;

const K = 5;
/** Counts as they may be told to whoever has no duty towards the people counted: nothing below five, and no total that gives it away. */
export function guarded(states: readonly JournalState[]) {
  const told = (state: JournalState) => {
    const n = states.filter((s) => s === state).length;
    return n >= K ? n : null;
  };
  const parts = {
    pending: told('pending'),
    reported: told('reported'),
    late: told('late'),
    missing: told('missing'),
    excused: told('excused'),
  };
  const whole = Object.values(parts).every((n) => n !== null);
  return { ...parts, total: whole ? states.length : null };
}
