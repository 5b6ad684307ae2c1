import { type Estimate, Z95 } from './counts.ts';
import { sampleOf, welch } from './welch.ts';

/** One group chat: its people share what they see, so it is assigned and counted as one. */
export interface Cluster {
  converted: number;
  people: number;
}

/** Difference of the chats' own shares, each chat counting once (Donner and Klar 2000, cluster-level analysis). Null below two chats an arm. */
export function clusterDifference(
  { served, heldOut }: { served: readonly Cluster[]; heldOut: readonly Cluster[] },
  z = Z95,
): Estimate | null {
  const shares = (clusters: readonly Cluster[]) =>
    clusters.filter((c) => c.people > 0).map((c) => c.converted / c.people);
  const one = shares(served);
  const zero = shares(heldOut);
  return one.length < 2 || zero.length < 2 ? null : welch(sampleOf(one), sampleOf(zero), z);
}
