import type { Server } from 'node:http';
import type { Bus } from '../../kernel/bus.ts';

const LOOK_MS = 500;
const ears = new WeakMap<Bus, Map<string, Set<() => void>>>();

/** One ear per bus for all customers who wait; they come and go by the thousand. */
function waitersOf(bus: Bus): Map<string, Set<() => void>> {
  const known = ears.get(bus);
  if (known) return known;
  const waiters = new Map<string, Set<() => void>>();
  ears.set(bus, waiters);
  bus.subscribe('corp.>', (_hint, topic) => {
    const [, , what, chatId] = topic.split('.');
    if (what === 'chat' && chatId) for (const wake of waiters.get(chatId) ?? []) wake();
  });
  return waiters;
}

export interface Waiting {
  /** resolves when the chat moved, the time is over, the caller hung up or the house closes */
  over: Promise<void>;
  stop(): void;
}

/** Begins to listen at once, so that whatever is committed after the call is heard. */
export function waitForChat(
  { bus, server, gone }: { bus: Bus; server: Server; gone: (then: () => void) => void },
  chatId: string,
  ms: number,
): Waiting {
  const waiters = waitersOf(bus);
  const mine = waiters.get(chatId) ?? new Set();
  waiters.set(chatId, mine);
  let stop = () => {};
  const over = new Promise<void>((resolve) => {
    stop = () => {
      mine.delete(stop);
      if (mine.size === 0 && waiters.get(chatId) === mine) waiters.delete(chatId);
      clearTimeout(late);
      clearInterval(look);
      resolve();
    };
    const late = setTimeout(stop, ms);
    // A house that closes waits for answers under way; ours need not wait for anything then.
    const look = setInterval(() => server.listening || stop(), LOOK_MS);
    mine.add(stop);
    gone(stop);
  });
  return { over, stop: () => stop() };
}
