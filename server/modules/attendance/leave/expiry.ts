export interface Grant {
  seconds: number;
  /** last day it can be used; null: for ever */
  expiresOn: string | null;
}

/**
 * What of these grants is left and when it goes, where those that end first are used first; what was taken back of a grant stands
 * among them as less than nothing. `used` is everything taken or held, and what has expired before.
 */
export function remainders(grants: readonly Grant[], used: number): Grant[] {
  let left = used;
  const byDay = new Map<string | null, number>();
  for (const { seconds, expiresOn } of grants) byDay.set(expiresOn, (byDay.get(expiresOn) ?? 0) + seconds);
  return [...byDay]
    .map(([expiresOn, seconds]) => ({ expiresOn, seconds }))
    .toSorted((a, b) => ((a.expiresOn ?? '9') < (b.expiresOn ?? '9') ? -1 : 1))
    .map(({ seconds, expiresOn }) => {
      const taken = Math.min(seconds, Math.max(0, left));
      left -= taken;
      return { seconds: seconds - taken, expiresOn };
    })
    .filter((g) => g.seconds > 0);
}
