import { type Estimate, Z95 } from './counts.ts';
import { studentLike } from './distributions.ts';

export interface Sample {
  n: number;
  mean: number;
  /** of single values, with n - 1 */
  variance: number;
}

export function sampleOf(values: readonly number[]): Sample {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  return { n, mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1) };
}

/** Difference of two means, `one` less `zero`, variances unequal (Welch 1947, degrees of freedom by Satterthwaite). Two values or more each. */
export function welch(one: Sample, zero: Sample, z = Z95): Estimate {
  const a = one.variance / one.n;
  const b = zero.variance / zero.n;
  const at = one.mean - zero.mean;
  if (a + b === 0) return { at, lo: at, hi: at };
  const df = (a + b) ** 2 / (a ** 2 / (one.n - 1) + b ** 2 / (zero.n - 1));
  const reach = studentLike(z, df) * Math.sqrt(a + b);
  return { at, lo: at - reach, hi: at + reach };
}
