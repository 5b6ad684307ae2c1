// Hints of the server that something of a kind has changed: whoever shows it looks again.
const listeners = new Map<string, Set<() => void>>();

/** Calls back when something of this kind has changed. */
export function onHint(kind: string, listener: () => void): () => void {
  const mine = listeners.get(kind) ?? new Set();
  listeners.set(kind, mine.add(listener));
  return () => mine.delete(listener);
}

export function hinted(kind: string): void {
  for (const listener of listeners.get(kind) ?? []) listener();
}
