// The words for many broadcasts together, by the same rules as for one.
import type { PooledVerdict } from '@teahouse/contract/programme';
import type { Counts } from './counts.ts';
import { incremental } from './intervals.ts';
import { LEAST_EXPECTED, pooledDifference } from './pooled.ts';

const WORTHWHILE = 0.2;

/** Looked at once per broadcast, at its end, so that no look is paid for. Shares are 0..1. */
export function pooledVerdictOf(strata: readonly Counts[]): PooledVerdict {
  const sum = { x1: 0, n1: 0, x0: 0, n0: 0 };
  for (const { x1, n1, x0, n0 } of strata) {
    sum.x1 += x1;
    sum.n1 += n1;
    sum.x0 += x0;
    sum.n0 += n0;
  }
  const people = sum.n1 + sum.n0;
  const pooled = pooledDifference(strata);
  if (!pooled) {
    const share = (sum.x1 + sum.x0 + 0.5) / (people + 1);
    const heldOut = people === 0 ? 0.1 : Math.max(sum.n0 / people, 0.01);
    return { kind: 'tooFew', needed: Math.max(people + 1, Math.ceil(LEAST_EXPECTED / (share * heldOut))) };
  }
  const difference = { at: pooled.at, lo: pooled.lo, hi: pooled.hi };
  const measured = { difference, incremental: incremental(difference, sum.n1) };
  if (pooled.lo > 0 || pooled.hi < 0) return { kind: 'effect', ...measured };
  const x = Math.max(-pooled.lo, pooled.hi);
  const worth = (WORTHWHILE * (sum.x0 || 0.5)) / sum.n0;
  return x <= worth
    ? { kind: 'noEffectLargerThan', x, ...measured }
    : { kind: 'tooSmall', needed: Math.ceil(people * (x / worth) ** 2), ...measured };
}
