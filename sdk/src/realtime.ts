// The client side of teahouse.v1: greets, keeps every open chat's log gapless, re-sends what was not acknowledged, and comes
// back after a cut. No DOM in it: browsers, tests and load tools share it.
import type { ChatEvent, Draft, DownFrame, Moved, SentUpFrame } from '../../contract/src/realtime.ts';
import { createLogs } from './chat-logs.ts';

/** The part of WebSocket this client uses; `ws` in Node has it too. */
export interface Socketish {
  send(text: string): void;
  close(code?: number): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: ((event: never) => void) | null;
}

export type LinkState = 'idle' | 'connecting' | 'online' | 'waiting' | 'refused';

export interface Post {
  c: string;
  cid: string;
  m: Draft;
  at?: string[];
  re?: number;
}
type Down<T extends DownFrame['t']> = Extract<DownFrame, { t: T }>;

export interface RealtimeHandlers {
  link?: (state: LinkState) => void;
  /** Events of an open chat, in order and without a gap: apply them. */
  events?: (c: string, events: ChatEvent[]) => void;
  /** The stored tail of this chat is useless; the newest window follows through `window`. */
  reset?: (c: string, s: number) => void;
  /** The newest window of an open chat, as it stands at `s`. */
  window?: (c: string, messages: ChatEvent[], s: number, more: boolean) => void;
  /** An event of a chat that is not open: good for the list, not for the log. */
  glimpse?: (event: ChatEvent) => void;
  welcome?: (frame: Down<'welcome'>) => void;
  moved?: (moved: Moved[]) => void;
  bump?: (frame: Down<'bump'>) => void;
  dirty?: (chats: [c: string, s: number][]) => void;
  ack?: (frame: Down<'ack'>) => void;
  nack?: (frame: Down<'nack'>) => void;
  readers?: (c: string, marks: [u: string, n: number][]) => void;
  user?: (frame: Down<'user'>) => void;
  typing?: (c: string, u: string) => void;
  presence?: (changes: [u: string, online: boolean][]) => void;
  gone?: (c: string) => void;
}

export interface RealtimeOptions extends RealtimeHandlers {
  dial: () => Socketish;
  device: string;
  /** Where an earlier run stood; zeros ask for everything. */
  cursor?: { usn: number; since: number; ticket?: string };
  /** 0 <= x < 1; jitter comes from here. */
  random?: () => number;
  /** Runs `fn` after ms and answers how to stop it. */
  later?: (fn: () => void, ms: number) => () => void;
}

export interface Realtime {
  start(): void;
  /** Ends for good; nothing is re-sent afterwards. */
  stop(): void;
  /** The network came back or the page is shown again: skip the wait, and should this try fail, begin again with short ones. */
  hurry(): void;
  readonly state: LinkState;
  readonly cursor: { usn: number; since: number; ticket?: string };
  /** Follows a chat from what is held: s of the last event applied, or null to be given the newest window. */
  open(c: string, s: number | null): void;
  close(c: string): void;
  post(post: Post): void;
  /** Takes back a post that has no outcome yet; it may have arrived all the same. */
  forget(cid: string): void;
  read(c: string, n: number): void;
  typing(c: string): void;
  watch(u: string[]): void;
  foreground(on: boolean): void;
}

const signedOut = 4001;
const quickDrop = 1_000;

/** Wait before try k (0 first): full jitter up to 30 s, the first one jittered too. */
export const backoff = (k: number, random: number): number => random * Math.min(30_000, quickDrop * 2 ** k);

/** Makes the client; `start` connects it. */
export function createRealtime(options: RealtimeOptions): Realtime {
  const random = options.random ?? Math.random;
  const later =
    options.later ??
    ((fn, ms) => {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    });
  const on: RealtimeHandlers = options;
  let cursor = options.cursor ?? { usn: 0, since: 0 };
  let state: LinkState = 'idle';
  let socket: Socketish | null = null;
  let greeted = false;
  let tries = 0;
  let stopWaiting: (() => void) | null = null;
  let serverDelay: number | null = null;
  let watched: string[] = [];
  let foreground: boolean | null = null;
  const pending = new Map<string, Post>();
  const reads = new Map<string, number>();

  const enter = (next: LinkState) => {
    if (state === next) return;
    state = next;
    on.link?.(next);
  };
  const send = (frame: SentUpFrame): boolean => {
    if (!greeted || !socket) return false;
    socket.send(JSON.stringify(frame));
    return true;
  };
  const logs = createLogs({
    firstQuestion: 1 + Math.floor(random() * 1e9),
    send,
    events: (c, events) => on.events?.(c, events),
    window: (c, messages, s, more) => on.window?.(c, messages, s, more),
    reset: (c, s) => on.reset?.(c, s),
  });

  function connect() {
    stopWaiting?.();
    stopWaiting = null;
    enter('connecting');
    const mine = options.dial();
    socket = mine;
    greeted = false;
    mine.onopen = () => {
      if (socket !== mine) return;
      const { ticket, ...rest } = cursor;
      const hello: SentUpFrame = {
        t: 'hello',
        device: options.device,
        ...rest,
        open: logs.held() as [`chat_${string}`, number][],
        ...(ticket ? { ticket } : {}),
      };
      mine.send(JSON.stringify(hello));
    };
    mine.onmessage = (event) => {
      if (socket === mine) take(JSON.parse(String(event.data)) as DownFrame);
    };
    mine.onclose = (event) => {
      if (socket === mine) lost(event.code);
    };
    mine.onerror = () => undefined; // a close always follows
  }

  function lost(code: number) {
    socket = null;
    greeted = false;
    logs.cut();
    if (state === 'idle') return;
    if (code === signedOut) {
      enter('refused');
      return;
    }
    enter('waiting');
    const wait = serverDelay === null ? backoff(tries, random()) : serverDelay + random() * 1_000;
    serverDelay = null;
    tries += 1;
    stopWaiting = later(connect, wait);
  }

  function greet(frame: Down<'welcome'>) {
    greeted = true;
    tries = 0;
    cursor = { usn: frame.usn, since: frame.now, ticket: frame.ticket };
    on.welcome?.(frame);
    logs.resume();
    for (const post of pending.values()) sendPost(post);
    for (const [c, n] of reads) send({ t: 'read', c: c as `chat_${string}`, n });
    if (watched.length) send({ t: 'watch', u: watched as `mbr_${string}`[] });
    if (foreground !== null) send({ t: 'foreground', on: foreground });
    if (frame.moved) on.moved?.(frame.moved);
    enter('online');
  }
  const sendPost = (post: Post) => send({ t: 'post', ...post } as SentUpFrame);

  function settle(cid: string | undefined) {
    if (cid) pending.delete(cid);
  }

  function take(frame: DownFrame) {
    switch (frame.t) {
      case 'welcome':
        return greet(frame);
      case 'msg':
      case 'edit':
      case 'recall':
      case 'react':
      case 'pin':
        if (frame.t === 'msg') settle(frame.cid);
        return logs.follows(frame.c) ? logs.take(frame) : on.glimpse?.(frame);
      case 'page':
        return logs.page(frame);
      case 'opened':
        return logs.opened(frame.c, frame.s);
      case 'reset':
        return logs.reset(frame.c, frame.s);
      case 'dirty':
        logs.dirty(frame.chats);
        return on.dirty?.(frame.chats);
      case 'ack':
        settle(frame.cid);
        return on.ack?.(frame);
      case 'nack': {
        const post = pending.get(frame.cid);
        // Refused for now: ask again later under the same cid, behind nothing newer of the same chat.
        if (frame.retry && post)
          later(() => pending.has(frame.cid) && sendPost(post), 1_000 + random() * 2_000);
        else settle(frame.cid);
        return on.nack?.(frame);
      }
      case 'bump':
        cursor = { ...cursor, since: Math.max(cursor.since, frame.at) };
        logs.hint(frame.c, frame.s);
        return on.bump?.(frame);
      case 'readers':
        return on.readers?.(frame.c, frame.marks);
      case 'user':
        if (frame.usn <= cursor.usn && frame.usn !== 0) return;
        if (frame.usn !== 0) cursor = { ...cursor, usn: frame.usn };
        return on.user?.(frame);
      case 'typing':
        return on.typing?.(frame.c, frame.u);
      case 'presence':
        return on.presence?.(frame.u);
      case 'gone':
        logs.close(frame.c);
        return on.gone?.(frame.c);
      case 'bye':
        serverDelay = frame.after;
        return;
      default:
        // A newer server may say more than this client knows; the seq rules still hold.
        frame satisfies never;
    }
  }

  return {
    get state() {
      return state;
    },
    get cursor() {
      return cursor;
    },
    start() {
      if (state === 'idle' || state === 'refused') connect();
    },
    stop() {
      enter('idle');
      stopWaiting?.();
      pending.clear();
      socket?.close();
      socket = null;
    },
    hurry() {
      tries = 0;
      if (state === 'waiting') connect();
    },
    open: (c, s) => logs.open(c, s),
    close(c) {
      if (logs.close(c)) send({ t: 'close', c: c as `chat_${string}` });
    },
    post(post) {
      if (pending.has(post.cid)) return;
      pending.set(post.cid, post);
      sendPost(post);
    },
    forget: (cid) => settle(cid),
    read(c, n) {
      if ((reads.get(c) ?? -1) >= n) return;
      reads.set(c, n);
      send({ t: 'read', c: c as `chat_${string}`, n });
    },
    typing: (c) => send({ t: 'typing', c: c as `chat_${string}` }),
    watch(u) {
      watched = u.slice(0, 200);
      send({ t: 'watch', u: watched as `mbr_${string}`[] });
    },
    foreground(value) {
      foreground = value;
      send({ t: 'foreground', on: value });
    },
  };
}
