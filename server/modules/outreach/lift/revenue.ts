import { type Estimate, Z95 } from './counts.ts';
import { sampleOf, welch } from './welch.ts';

const LEAST_BUYERS = 80;

/** The cap, fixed before launch: the 99th percentile of what buyers of the period before paid (linear between ranks). Null without buyers. */
export function capFrom(paidBefore: readonly number[]): number | null {
  const sorted = paidBefore.filter((v) => v > 0).toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const rank = 0.99 * (sorted.length - 1);
  const below = sorted[Math.floor(rank)]!;
  return below + (rank - Math.floor(rank)) * (sorted[Math.ceil(rank)]! - below);
}

/**
 * Revenue per person, served less hold-out, in the unit given (fen), each value capped; Welch's interval. One value per person assigned,
 * zeros included. Null until the hold-out has 80 buyers: before, one large order decides.
 */
export function revenueDifference(
  { served, heldOut, cap }: { served: readonly number[]; heldOut: readonly number[]; cap: number },
  z = Z95,
): Estimate | null {
  if (heldOut.filter((v) => v > 0).length < LEAST_BUYERS) return null;
  const capped = (values: readonly number[]) => sampleOf(values.map((v) => Math.min(v, cap)));
  return welch(capped(served), capped(heldOut), z);
}
