// The effect on those really contacted, where members confirm each message and some do not (local average treatment effect).
import { type Counts, type Estimate, Z95 } from './counts.ts';
import { newcombe } from './intervals.ts';

export interface Compliance {
  /** of n1: how many were really contacted; nobody of the hold-out is */
  contacted: number;
  /** how many were contacted and converted */
  contactedAndConverted: number;
}

/**
 * Difference over compliance. Above 30 % compliance its interval is the difference's own, scaled; below, Fieller's (1954). Null where
 * nobody was contacted, or where Fieller's interval has no ends because the compliance may be none.
 */
export function effectOnContacted(counts: Counts, compliance: Compliance, z = Z95): Estimate | null {
  const share = compliance.contacted / counts.n1;
  if (share === 0) return null;
  if (share <= 0.3) return fieller(counts, compliance, z);
  const { at, lo, hi } = newcombe(counts, z);
  return { at: at / share, lo: lo / share, hi: hi / share };
}

/** Fieller's interval of difference / compliance, which move together: who was contacted also converts. */
export function fieller({ x1, n1, x0, n0 }: Counts, compliance: Compliance, z = Z95): Estimate | null {
  const p1 = x1 / n1;
  const p0 = x0 / n0;
  const c = compliance.contacted / n1;
  const d = p1 - p0;
  const varianceD = (p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0;
  const varianceC = (c * (1 - c)) / n1;
  const covariance = (compliance.contactedAndConverted / n1 - p1 * c) / n1;
  const square = c * c - z * z * varianceC;
  const half = d * c - z * z * covariance;
  const rest = d * d - z * z * varianceD;
  const inside = half * half - square * rest;
  if (square <= 0 || inside < 0) return null;
  return { at: d / c, lo: (half - Math.sqrt(inside)) / square, hi: (half + Math.sqrt(inside)) / square };
}
