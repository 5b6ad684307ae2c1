// May be looked at any time, for ever: the programme's hold-out and the guardrails have no horizon.
import { type Estimate } from './counts.ts';
import { logBeta } from './distributions.ts';
import type { Sample } from './welch.ts';

/** Ville's inequality: a bet at fair odds reaches 20 at most once in 20. */
const ENOUGH = 20;

export interface Evidence {
  /** Bayes factor against "the next conversion comes from either arm as its size says" */
  factor: number;
  shown: boolean;
}

/**
 * Beta-binomial mixture martingale on which arm each conversion came from. `weight` is how many conversions the prior is worth, centred
 * on the served arm's share n1/(n1+n0).
 */
export function evidenceOf(
  { x1, n1, x0, n0 }: { x1: number; n1: number; x0: number; n0: number },
  weight = 20,
): Evidence {
  const share = n1 / (n1 + n0);
  const a = weight * share;
  const b = weight * (1 - share);
  const log = logBeta(a + x1, b + x0) - logBeta(a, b) - x1 * Math.log(share) - x0 * Math.log(1 - share);
  return { factor: Math.exp(log), shown: log >= Math.log(ENOUGH) };
}

/**
 * Difference of two means with a confidence sequence (Waudby-Smith et al. 2021, asymptotic; tightest at `tuning` people). Wider than
 * Welch's, and right however often it is looked at.
 */
export function meanSequence(one: Sample, zero: Sample, { alpha = 0.05, tuning = 5_000 } = {}): Estimate {
  const n = one.n + zero.n;
  const squared = (-2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha))) / tuning;
  const spread = (one.variance / one.n + zero.variance / zero.n) * n;
  const grown = n * squared + 1;
  const reach = Math.sqrt((spread * 2 * grown * Math.log(Math.sqrt(grown) / alpha)) / (n * n * squared));
  const at = one.mean - zero.mean;
  return { at, lo: at - reach, hi: at + reach };
}
