// Takes out what was to be expected of each person from the 90 days before assignment (Deng, Xu, Kohavi and Walker 2013).
import { type Estimate, Z95 } from './counts.ts';
import { sampleOf, welch } from './welch.ts';

const LEAST_CORRELATION = 0.3;

/** `y` the outcome, `x` the same measure before assignment. */
export interface Measured {
  y: number;
  x: number;
}

export interface Adjusted extends Estimate {
  correlation: number;
  /** whether the past was used: only from a correlation of 0.3 on */
  adjusted: boolean;
}

/** Difference of means with theta = cov(x, y) / var(x) pooled over both arms. */
export function adjustedDifference(one: readonly Measured[], zero: readonly Measured[], z = Z95): Adjusted {
  const all = [...one, ...zero];
  const x = sampleOf(all.map((m) => m.x));
  const y = sampleOf(all.map((m) => m.y));
  const covariance = all.reduce((sum, m) => sum + (m.x - x.mean) * (m.y - y.mean), 0) / (all.length - 1);
  const spread = Math.sqrt(x.variance * y.variance);
  const correlation = spread === 0 ? 0 : covariance / spread;
  const adjusted = correlation >= LEAST_CORRELATION;
  const theta = adjusted ? covariance / x.variance : 0;
  const left = (m: Measured) => m.y - theta * (m.x - x.mean);
  return { ...welch(sampleOf(one.map(left)), sampleOf(zero.map(left)), z), correlation, adjusted };
}
