// Intervals of a difference between two arms. `z` is 1.96, or the boundary of the look it is shown at.
import { type Counts, type Estimate, type Interval, Z95 } from './counts.ts';

/** Wilson's score interval of a share (Wilson 1927). `n` > 0. */
export function wilson(x: number, n: number, z = Z95): Interval {
  const p = x / n;
  const centre = p + (z * z) / (2 * n);
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { lo: x === 0 ? 0 : (centre - reach) / scale, hi: x === n ? 1 : (centre + reach) / scale };
}

/** Difference of two shares, arm 1 less arm 0, with Newcombe's hybrid score interval (Newcombe 1998, method 10). In shares, not points. */
export function newcombe({ x1, n1, x0, n0 }: Counts, z = Z95): Estimate {
  const p1 = x1 / n1;
  const p0 = x0 / n0;
  const one = wilson(x1, n1, z);
  const zero = wilson(x0, n0, z);
  const at = p1 - p0;
  return {
    at,
    lo: at - Math.hypot(p1 - one.lo, zero.hi - p0),
    hi: at + Math.hypot(one.hi - p1, p0 - zero.lo),
  };
}

/**
 * Relative lift (0.3 is +30 %) by the log risk ratio with a half added to events and sizes (Walters 1985); null below five conversions in
 * the hold-out, where a ratio says nothing.
 */
export function relativeLift({ x1, n1, x0, n0 }: Counts, z = Z95): Estimate | null {
  if (x0 < 5) return null;
  const log = Math.log((x1 + 0.5) / (n1 + 0.5)) - Math.log((x0 + 0.5) / (n0 + 0.5));
  const reach = z * Math.sqrt(1 / (x1 + 0.5) - 1 / (n1 + 0.5) + 1 / (x0 + 0.5) - 1 / (n0 + 0.5));
  return { at: Math.expm1(log), lo: Math.expm1(log - reach), hi: Math.expm1(log + reach) };
}

/** Conversions that would not have happened: the difference times everybody in the served arm. */
export function incremental(difference: Estimate, n1: number): Estimate {
  return { at: difference.at * n1, lo: difference.lo * n1, hi: difference.hi * n1 };
}
