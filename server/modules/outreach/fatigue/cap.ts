// How often one person may hear from us, whoever writes and through whatever channel.

export interface Caps {
  perWeek: number;
  perMonth: number;
}

export const DEFAULT_CAPS: Caps = { perWeek: 2, perMonth: 6 };

const DAY_MS = 86_400_000;
const WINDOWS = [
  { days: 7, cap: 'perWeek' },
  { days: 30, cap: 'perMonth' },
] as const;

export interface CapDecision {
  allowed: boolean;
  /** which cap stands in the way */
  full: 'perWeek' | 'perMonth' | null;
}

/**
 * Whether one more marketing touch is within the caps at `at`. Windows roll: a touch counts until exactly 7 or 30 days after it. `touches`
 * are the person's marketing touches before `at`, in any order.
 */
export function withinCaps(touches: readonly Date[], at: Date, caps: Caps = DEFAULT_CAPS): CapDecision {
  const full = WINDOWS.find(({ days, cap }) => countSince(touches, at, days) >= caps[cap]);
  return { allowed: !full, full: full?.cap ?? null };
}

export interface Attempt {
  personId: string;
  at: Date;
}

export interface Replay {
  sent: number;
  suppressed: number;
  /** people who would have heard less */
  people: number;
}

/**
 * What a cap would have done to a log of attempts, as the gateway would: in the order of time, an attempt suppressed leaves room for a
 * later one. `before` are touches already made when the log begins.
 */
export function replayCaps(log: readonly Attempt[], caps: Caps, before: readonly Attempt[] = []): Replay {
  const made = new Map<string, Date[]>();
  const touchesOf = (personId: string) => made.get(personId) ?? made.set(personId, []).get(personId)!;
  for (const { personId, at } of before) touchesOf(personId).push(at);
  const spared = new Set<string>();
  let suppressed = 0;
  for (const { personId, at } of log.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const touches = touchesOf(personId);
    if (withinCaps(touches, at, caps).allowed) {
      touches.push(at);
      continue;
    }
    suppressed++;
    spared.add(personId);
  }
  return { sent: log.length - suppressed, suppressed, people: spared.size };
}

function countSince(touches: readonly Date[], at: Date, days: number): number {
  const from = at.getTime() - days * DAY_MS;
  return touches.filter((touch) => touch.getTime() > from && touch <= at).length;
}
