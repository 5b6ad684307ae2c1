// Keeps a draft while it is typed: one save at a time, so that an older text never lands on a newer one.

const QUIET_MS = 800;
const AGAIN_MS = 5_000;
const AGAIN_MOST_MS = 60_000;

export type Kept = 'saving' | 'failed' | Date | null;

export interface DraftKeeper<T> {
  /** saves this a moment after the last call */
  write: (draft: T) => void;
  /** saves what is left at once; resolves when nothing is under way any more */
  flush: () => Promise<void>;
  /** stops; resolves with what did not reach the server when nothing is under way any more */
  drop: () => Promise<T | null>;
  /** whether anything typed has not reached the server */
  left: () => boolean;
}

/** `save` answers when the server kept it; after a failure it is tried again, ever more rarely, until it is dropped. */
export function draftKeeper<T>(
  save: (draft: T) => Promise<Date>,
  onKept: (kept: Kept) => void,
): DraftKeeper<T> {
  let waiting: { draft: T } | null = null;
  let underway: Promise<void> | null = null;
  let again = AGAIN_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };
  const run = async () => {
    while (waiting) {
      const now: { draft: T } = waiting;
      waiting = null;
      onKept('saving');
      try {
        onKept(await save(now.draft));
        again = AGAIN_MS;
      } catch {
        // What was typed meanwhile is newer and goes instead.
        waiting ??= now;
        onKept('failed');
        later(again);
        again = Math.min(again * 2, AGAIN_MOST_MS);
        return;
      }
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    underway ??= run().finally(() => {
      underway = null;
    });
    return underway;
  };
  return {
    write: (draft) => {
      waiting = { draft };
      later(QUIET_MS);
    },
    flush,
    drop: async () => {
      const unsent = waiting;
      waiting = null;
      clearTimeout(timer);
      await underway;
      clearTimeout(timer);
      // A save that failed meanwhile put its draft back; what was typed after it is newer.
      const failed = waiting as { draft: T } | null;
      waiting = null;
      return (unsent ?? failed)?.draft ?? null;
    },
    left: () => waiting !== null || underway !== null,
  };
}
