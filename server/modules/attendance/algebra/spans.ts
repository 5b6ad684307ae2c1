// Sets of seconds: sorted, disjoint, half-open spans of epoch seconds.

/** [from, to) in epoch seconds. */
export type Span = readonly [from: number, to: number];

/** Any spans as a set: sorted, joined where they touch, the empty ones gone. */
export function union(spans: readonly Span[]): Span[] {
  const out: [number, number][] = [];
  for (const [from, to] of spans.filter(([a, b]) => b > a).toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** What lies in both. Both must be sets. */
export function intersect(a: readonly Span[], b: readonly Span[]): Span[] {
  const out: Span[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i]!, b[j]!];
    const from = Math.max(x[0], y[0]);
    const to = Math.min(x[1], y[1]);
    if (to > from) out.push([from, to]);
    if (x[1] < y[1]) i++;
    else j++;
  }
  return out;
}

/** What lies in `a` alone. Both must be sets. */
export function subtract(a: readonly Span[], b: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const [from, to] of a) {
    let at = from;
    for (const [cut, end] of b) {
      if (end <= at || cut >= to) continue;
      if (cut > at) out.push([at, cut]);
      at = end;
    }
    if (at < to) out.push([at, to]);
  }
  return out;
}

/** Seconds in a set. */
export const measure = (set: readonly Span[]): number => set.reduce((n, [from, to]) => n + to - from, 0);

/** The part of a set before / from an instant on. */
export const before = (set: readonly Span[], at: number): Span[] => intersect(set, [[-Infinity, at]]);
export const after = (set: readonly Span[], at: number): Span[] => intersect(set, [[at, Infinity]]);
