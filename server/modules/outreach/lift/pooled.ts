// Many broadcasts together: too small alone, they may tell something as one.
import { type Counts, type Estimate, Z95 } from './counts.ts';
import { normalCdf } from './distributions.ts';

export const LEAST_EXPECTED = 15;

export interface Pooled extends Estimate {
  p: number;
  broadcasts: number;
  /** conversions the hold-outs together would have without any effect */
  expected: number;
}

/** What many broadcasts say together; null below 15 expected hold-out conversions in total, where the interval is not yet right. */
export function pooledDifference(strata: readonly Counts[], z = Z95): Pooled | null {
  const used = strata.filter(({ n1, n0 }) => n1 > 0 && n0 > 0);
  const expected = used.reduce((sum, { x1, n1, x0, n0 }) => sum + (n0 * (x1 + x0)) / (n1 + n0), 0);
  if (expected < LEAST_EXPECTED) return null;
  const { at, error } = mantelHaenszel(used);
  return {
    at,
    lo: at - z * error,
    hi: at + z * error,
    p: 2 * normalCdf(-Math.abs(at / error)),
    broadcasts: used.length,
    expected,
  };
}

/** Mantel-Haenszel risk difference with Sato's standard error (Sato 1989), right for few large strata and for many small ones. No arm is empty. */
export function mantelHaenszel(strata: readonly Counts[]): { at: number; error: number } {
  let weight = 0;
  let difference = 0;
  let p = 0;
  let q = 0;
  for (const { x1, n1, x0, n0 } of strata) {
    const n = n1 + n0;
    weight += (n1 * n0) / n;
    difference += (x1 * n0 - x0 * n1) / n;
    p += (n1 * n1 * x0 - n0 * n0 * x1 + (n1 * n0 * (n0 - n1)) / 2) / (n * n);
    q += (x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * n);
  }
  const at = difference / weight;
  return { at, error: Math.sqrt(at * p + q) / weight };
}

/** p that two shares are the same, by pooled z; what a broadcast brings to `proved`. */
export function pOf({ x1, n1, x0, n0 }: Counts): number {
  const share = (x1 + x0) / (n1 + n0);
  const error = Math.sqrt(share * (1 - share) * (1 / n1 + 1 / n0));
  return error === 0 ? 1 : 2 * normalCdf(-Math.abs(x1 / n1 - x0 / n0) / error);
}

/** Which of many may wear the badge "proved": Benjamini and Hochberg 1995, at most `rate` of the badges false. In the order given. */
export function proved(ps: readonly number[], rate = 0.05): boolean[] {
  const sorted = ps.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((p, i) => p <= (rate * (i + 1)) / ps.length);
  const limit = last < 0 ? -1 : sorted[last]!;
  return ps.map((p) => p <= limit);
}
