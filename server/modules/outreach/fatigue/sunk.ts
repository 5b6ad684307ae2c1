// A sunk chat: a customer nobody hears from any more, while messages go on leaving.

export interface ChatMessage {
  from: 'customer' | 'us';
  /** of ours: whether it was marketing; the rest is service */
  marketing: boolean;
  at: Date;
}

export interface Sunk {
  sunk: boolean;
  because: 'unanswered' | 'silent' | null;
}

const UNANSWERED = 3;
const SILENT_MS = 60 * 86_400_000;

/**
 * Whether a 1:1 chat has sunk at `at`: three marketing messages or more since the customer last wrote (service in between neither counts nor
 * breaks the run), or nothing from the customer for 60 days, or ever in a chat that old, while we wrote. `messages` in any order.
 */
export function sunkAt(messages: readonly ChatMessage[], at: Date): Sunk {
  const past = messages.filter((m) => m.at <= at).toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const lastHeard = past.findLastIndex((m) => m.from === 'customer');
  const since = past.slice(lastHeard + 1);
  if (since.filter((m) => m.marketing).length >= UNANSWERED) return { sunk: true, because: 'unanswered' };
  const from = past[Math.max(0, lastHeard)]?.at;
  const silent = from && at.getTime() - from.getTime() >= SILENT_MS && since.length > 0;
  return silent ? { sunk: true, because: 'silent' } : { sunk: false, because: null };
}
