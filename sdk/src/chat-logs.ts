// The rule that keeps a chat's log gapless: apply iff s = local + 1, drop s <= local, pull on a gap.
import type { ChatEvent, DownFrame, SentUpFrame } from '../../contract/src/realtime.ts';

type Page = Extract<DownFrame, { t: 'page' }>;
const asChat = (c: string) => c as `chat_${string}`;
const newest = Number.MAX_SAFE_INTEGER;

interface Log {
  /** seq of the last event given away; null until the newest window has come */
  s: number | null;
  /** live events that cannot be applied yet, by seq */
  held: Map<number, ChatEvent>;
  /** the question a pull is out under */
  asked: number | null;
  /** the head the server told of; above s means something is missing */
  head: number;
}

export interface LogOptions {
  firstQuestion: number;
  /** false while nobody was greeted: the frame went nowhere */
  send: (frame: SentUpFrame) => boolean;
  events: (c: string, events: ChatEvent[]) => void;
  window: (c: string, messages: ChatEvent[], s: number, more: boolean) => void;
  reset: (c: string, s: number) => void;
}

/** The logs of all open chats of one connection. */
export function createLogs(options: LogOptions) {
  const logs = new Map<string, Log>();
  let question = options.firstQuestion;

  function pull(c: string, log: Log) {
    if (log.asked !== null) return;
    const q = question++;
    const sent = options.send(
      log.s === null
        ? { t: 'pull', q, c: asChat(c), before: newest }
        : { t: 'pull', q, c: asChat(c), from: log.s, limit: 500 },
    );
    if (sent) log.asked = q;
  }

  /** Gives away everything that now follows without a gap; pulls when something is still missing. */
  function drain(c: string, log: Log) {
    if (log.s === null) return;
    const ready: ChatEvent[] = [];
    for (let next = log.held.get(log.s + 1); next; next = log.held.get(log.s + 1)) {
      ready.push(next);
      log.held.delete(next.s);
      log.s = next.s;
    }
    for (const s of log.held.keys()) if (s <= log.s) log.held.delete(s);
    if (ready.length) options.events(c, ready);
    if (log.held.size > 0 || log.head > log.s) pull(c, log);
  }

  function take(event: ChatEvent) {
    const log = logs.get(event.c);
    if (!log || (log.s !== null && event.s <= log.s)) return;
    log.held.set(event.s, event);
    drain(event.c, log);
  }

  function reset(c: string, s: number) {
    const log = logs.get(c);
    if (!log) return;
    log.s = null;
    log.asked = null;
    log.head = Math.max(log.head, s);
    options.reset(c, s);
    pull(c, log);
  }

  return {
    follows: (c: string) => logs.has(c),
    /** What hello tells: chats on screen with the last s held. */
    held: () =>
      [...logs]
        .filter((pair): pair is [string, Log & { s: number }] => pair[1].s !== null)
        .map(([c, l]) => [c, l.s]),
    open(c: string, s: number | null) {
      const known = logs.get(c);
      if (known && (s === null || (known.s ?? 0) >= s)) return;
      const log: Log = { s, held: new Map(), asked: null, head: s ?? 0 };
      logs.set(c, log);
      if (s === null) pull(c, log);
      else options.send({ t: 'open', c: asChat(c), s });
    },
    close: (c: string) => logs.delete(c),
    /** The connection is gone: questions out on it will not be answered. */
    cut() {
      for (const log of logs.values()) {
        log.asked = null;
        log.held.clear();
      }
    },
    /** Greeted again: hello named the chats with a known s; the others ask for their window. */
    resume() {
      for (const [c, log] of logs) if (log.s === null) pull(c, log);
    },
    take,
    reset,
    opened(c: string, s: number) {
      const log = logs.get(c);
      if (!log) return;
      log.head = Math.max(log.head, s);
      drain(c, log);
    },
    /** The server mentioned a head beyond what is held. */
    hint(c: string, s: number) {
      const log = logs.get(c);
      if (!log || log.s === null || s <= log.s) return;
      log.head = Math.max(log.head, s);
      pull(c, log);
    },
    dirty(chats: [c: string, s: number][]) {
      for (const [c, s] of chats) {
        const log = logs.get(c);
        if (!log) continue;
        log.head = Math.max(log.head, s);
        drain(c, log);
      }
    },
    page(page: Page) {
      const log = logs.get(page.c);
      if (!log || log.asked !== page.q) return;
      log.asked = null;
      if (log.s === null) {
        log.s = page.s;
        log.head = Math.max(log.head, page.s);
        options.window(page.c, page.events, page.s, page.more);
        options.send({ t: 'open', c: asChat(page.c), s: page.s });
        drain(page.c, log);
        return;
      }
      const before = log.s;
      for (const event of page.events) if (event.s > log.s) log.held.set(event.s, event);
      const last = page.events.at(-1)?.s ?? log.s;
      // A page that brings nothing while the head is ahead would ask for ever: believe the page.
      if (last <= before && !page.more) log.head = log.s;
      drain(page.c, log);
    },
  };
}
