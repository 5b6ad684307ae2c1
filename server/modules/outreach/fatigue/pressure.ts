export type TouchKind = 'broadcast' | 'group' | 'feed' | 'service';

export interface Touch {
  kind: TouchKind;
  at: Date;
}

const WEIGHTS: Record<TouchKind, number> = { broadcast: 1, group: 0.3, feed: 0.1, service: 0 };
const HALF_LIFE_MS = 7 * 86_400_000;

/** What weighs on one person at `at`: every marketing touch of all members on all channels, halving every seven days. Later ones count nothing. */
export function pressureOf(touches: readonly Touch[], at: Date): number {
  return touches
    .filter((touch) => touch.at <= at)
    .reduce(
      (sum, { kind, at: then }) =>
        sum + WEIGHTS[kind] * 2 ** (-(at.getTime() - then.getTime()) / HALF_LIFE_MS),
      0,
    );
}
