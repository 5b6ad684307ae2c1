import type { ShiftTimes } from '@teahouse/contract/attendance-shapes';
import { type Span, subtract, union } from './spans.ts';
import { type Day, epochOf } from './zone.ts';

/** A shift on one date, as instants. */
export interface ShiftSpans {
  /** working time without rests */
  required: readonly Span[];
  rests: readonly Span[];
  start: number;
  end: number;
  /** where a punch may belong to it, before neighbours are looked at */
  window: Span;
}

const memo = new WeakMap<ShiftTimes, Map<string, ShiftSpans>>();

/** The shift laid on a date of a zone. Remembered per shift, so that a month of ten thousand people costs shifts × dates. */
export function shiftSpans(shift: ShiftTimes, day: Day, zone: string): ShiftSpans {
  let known = memo.get(shift);
  if (!known) memo.set(shift, (known = new Map()));
  const key = `${day} ${zone}`;
  const found = known.get(key);
  if (found) return found;
  const spans = (all: readonly { start: number; end: number }[]) =>
    union(all.map((s): Span => [epochOf(day, s.start, zone), epochOf(day, s.end, zone)]));
  const sections = spans(shift.sections);
  const rests = spans(shift.rests);
  const start = sections[0]?.[0] ?? epochOf(day, 0, zone);
  const end = sections.at(-1)?.[1] ?? start;
  const made = {
    required: subtract(sections, rests),
    rests,
    start,
    end,
    window: [start - shift.aheadSec, end + shift.afterSec] as const,
  };
  known.set(key, made);
  return made;
}
