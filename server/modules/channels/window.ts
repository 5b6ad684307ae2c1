// What a channel's rules allow at this moment. Pure.

/** What somebody did that lets us write, and what was sent since. */
export interface Standing {
  heardAt: Date | null;
  heardSent: number;
  enteredAt: Date | null;
  enteredSent: number;
}

export interface Allowance {
  forMs: number;
  most: number;
}

/** Undefined where a channel knows no such rule; both missing: it may always be written. */
export interface WindowRules {
  afterMessage?: Allowance;
  /** after following, scanning or pressing a menu */
  afterEntry?: Allowance;
}

export type Grant = 'free' | 'message' | 'entry' | 'closed' | 'used';

/** From what the next message is taken. A window is open up to, and not at, its last moment. */
export function grantOf(rules: WindowRules, standing: Standing, now: Date): Grant {
  if (!rules.afterMessage && !rules.afterEntry) return 'free';
  const message = within(rules.afterMessage, standing.heardAt, now);
  const entry = within(rules.afterEntry, standing.enteredAt, now);
  if (message && standing.heardSent < rules.afterMessage!.most) return 'message';
  if (entry && standing.enteredSent < rules.afterEntry!.most) return 'entry';
  return message || entry ? 'used' : 'closed';
}

const within = (allowance: Allowance | undefined, at: Date | null, now: Date): boolean =>
  allowance !== undefined && at !== null && now.getTime() - at.getTime() < allowance.forMs;
