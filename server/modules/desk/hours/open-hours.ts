import type { DutyHours } from '@teahouse/contract/contact-codes';

/** What is known of holidays and where the clock hangs. */
export interface Wall {
  zone: string;
  /** 'work': a weekend day worked in exchange; undefined: a day like any other */
  holiday(day: string): 'work' | 'rest' | undefined;
  /** the instant, in epoch seconds, when the clock of the zone shows so many seconds after midnight of the day */
  epochOf(day: string, seconds: number, zone: string): number;
  dayAt(epoch: number, zone: string): string;
}

interface Span {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;
/** How far ahead an opening is looked for; a desk that opens on no day of a whole year is closed. */
const LOOK_DAYS = 366;

/** Is the desk open at this moment? Without hours it always is. */
export function isOpen(hours: readonly DutyHours[] | null, wall: Wall, at: number): boolean {
  if (!hours) return true;
  return [-1, 0].some((d) =>
    spansOf(hours, wall, dayFrom(wall, at, d)).some((s) => s.from <= at && at < s.to),
  );
}

/** When `minutes` of open time have passed since `from` (epoch ms). Infinity where the desk never opens. */
export function dueAt(hours: readonly DutyHours[] | null, wall: Wall, from: number, minutes: number): number {
  let left = minutes * 60_000;
  if (!hours) return from + left;
  let at = from;
  for (let d = -1; d < LOOK_DAYS; d++) {
    for (const span of spansOf(hours, wall, dayFrom(wall, from, d))) {
      const start = Math.max(at, span.from);
      if (start >= span.to) continue;
      if (start + left <= span.to) return start + left;
      left -= span.to - start;
      at = span.to;
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** The next opening at or after `at`; undefined: none in a year. */
export function nextOpening(hours: readonly DutyHours[] | null, wall: Wall, at: number): number | undefined {
  if (isOpen(hours, wall, at)) return at;
  for (let d = 0; d < LOOK_DAYS; d++)
    for (const span of spansOf(hours ?? [], wall, dayFrom(wall, at, d)))
      if (span.from >= at) return span.from;
  return undefined;
}

const dayFrom = (wall: Wall, at: number, add: number): string =>
  new Date(Date.parse(`${wall.dayAt(Math.floor(at / 1_000), wall.zone)}T00:00:00Z`) + add * DAY_MS)
    .toISOString()
    .slice(0, 10);

/** The open spans that begin on a day, in order, overlaps joined. A day worked in exchange has Monday's hours. */
function spansOf(hours: readonly DutyHours[], wall: Wall, day: string): Span[] {
  const holiday = wall.holiday(day);
  if (holiday === 'rest') return [];
  const weekday = holiday === 'work' ? 1 : new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const at = (clock: string, add: number) =>
    wall.epochOf(day, Number(clock.slice(0, 2)) * 3_600 + Number(clock.slice(3)) * 60 + add, wall.zone) *
    1_000;
  const spans = hours
    .filter((h) => h.days.includes(weekday))
    .map((h) => ({ from: at(h.from, 0), to: at(h.to, h.from < h.to ? 0 : 86_400) }))
    .toSorted((a, b) => a.from - b.from);
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push(span);
  }
  return joined;
}
