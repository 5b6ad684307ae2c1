import type { ChatEvent } from '@teahouse/contract/realtime';

/** What replicas hear when a chat has moved: which numbers, and the events themselves while they are small. */
export interface Moved {
  c: string;
  from: number;
  to: number;
  events?: readonly ChatEvent[];
}

const MOST = 16 * 1024;

/** The hint for consecutive events of one chat. */
export function moved(events: readonly ChatEvent[]): { topic: string; hint: Moved } {
  const [first, last] = [events[0]!, events.at(-1)!];
  const size = events.reduce((sum, e) => sum + ('b' in e ? JSON.stringify(e.b).length : 0) + 200, 0);
  const hint: Moved = { c: first.c, from: first.s, to: last.s, ...(size <= MOST ? { events } : {}) };
  return { topic: `chat.${first.c}`, hint };
}
