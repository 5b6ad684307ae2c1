export interface Grant {
  seconds: number;
  /** last day it can be used; null: for ever */
  expiresOn: string | null;
}

/**
 * What of these grants is left and when it goes, where those that end first are used first. `used` is everything taken or held,
 * and what has expired before.
 */
export function remainders(grants: readonly Grant[], used: number): Grant[] {
  let left = used;
  return grants
    .toSorted((a, b) => ((a.expiresOn ?? '9') < (b.expiresOn ?? '9') ? -1 : 1))
    .map(({ seconds, expiresOn }) => {
      const taken = Math.min(seconds, Math.max(0, left));
      left -= taken;
      return { seconds: seconds - taken, expiresOn };
    })
    .filter((g) => g.seconds > 0);
}
