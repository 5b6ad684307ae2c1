import type { Span } from './spans.ts';

export interface Windowed {
  /** planned start and end; the window around them */
  start: number;
  end: number;
  window: Span;
}

/**
 * The windows of shifts in order of time, cut so that no instant belongs to two: where neighbours overlap, halfway between the end
 * of the one and the start of the next.
 */
export function cutWindows(shifts: readonly Windowed[]): Span[] {
  return shifts.map((s, i) => {
    const last = shifts[i - 1];
    const next = shifts[i + 1];
    const from = last && last.window[1] > s.window[0] ? Math.max(s.window[0], halfway(last, s)) : s.window[0];
    const to = next && s.window[1] > next.window[0] ? Math.min(s.window[1], halfway(s, next)) : s.window[1];
    return [from, to];
  });
}

const halfway = (a: Windowed, b: Windowed) => Math.ceil((a.end + b.start) / 2);

/** Which of these disjoint windows, in order of time, holds the instant; -1 for none. Windows are closed at their start alone. */
export function ownerOf(windows: readonly Span[], at: number): number {
  return windows.findIndex(
    ([from, to], i) => at >= from && (at < to || (at === to && windows[i + 1]?.[0] !== to)),
  );
}

/** Two shifts of one person that share a second: such a roster is refused. */
export const overlaps = (a: Windowed, b: Windowed): boolean => a.start < b.end && b.start < a.end;
