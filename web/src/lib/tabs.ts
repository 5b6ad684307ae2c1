// One socket per browser: the tab that holds the lock leads and owns it, the others dial through the leader.
import type { DownFrame, SentUpFrame } from '../../../contract/src/realtime.ts';
import type { Socketish } from '../../../sdk/src/realtime.ts';
import { uuid } from './uuid.ts';

type Wire =
  | { k: 'dial'; from: string }
  | { k: 'up'; from: string; text: string }
  | { k: 'hang-up'; from: string }
  | { k: 'answered'; to: string }
  | { k: 'down'; to: string | null; text: string }
  | { k: 'cut' }
  | { k: 'note'; note: unknown };

export interface Tabs {
  /** A socket to the server, or through the leader while another tab leads. */
  dial(): Socketish;
  readonly leads: boolean;
  /** Tells the other tabs something of ours. */
  tell(note: unknown): void;
  leave(): void;
}

export interface TabsOptions {
  name: string;
  dialServer: () => Socketish;
  /** This tab leads from now on. */
  onLead: () => void;
  onNote: (note: unknown) => void;
}

/** Joins the other tabs of this browser. Without Web Locks (plain http) every tab leads itself. */
export function joinTabs({ name, dialServer, onLead, onNote }: TabsOptions): Tabs {
  const id = uuid();
  const locks = (navigator as Navigator & { locks?: LockManager }).locks;
  const channel = locks ? new BroadcastChannel(name) : null;
  let gone = false;
  // What was under way when this tab left has nobody to tell: a closed channel would throw.
  const say = (wire: Wire) => void (gone || channel?.postMessage(wire));
  let leads = !locks;
  let follower: Socketish | null = null;
  let server: Socketish | null = null;
  let welcome: Extract<DownFrame, { t: 'welcome' }> | null = null;
  /** followers that dialled: their open chats and watched people */
  const others = new Map<string, { open: Set<string>; watch: string[]; front: boolean }>();
  const own = { open: new Set<string>(), watch: [] as string[], front: true };
  const waiting = new Set<string>();
  const up = (frame: SentUpFrame) => server?.send(JSON.stringify(frame));
  const holders = (c: string) => [own, ...others.values()].some((o) => o.open.has(c));

  /** What one tab wants, made into what the whole browser wants. */
  function forward(from: { open: Set<string>; watch: string[]; front: boolean }, text: string) {
    const frame = JSON.parse(text) as SentUpFrame;
    if (frame.t === 'hello') {
      for (const [c, s] of frame.open ?? []) {
        from.open.add(c);
        if (from !== own) up({ t: 'open', c, s });
      }
      if (from === own) server?.send(text);
      return;
    }
    if (frame.t === 'open') from.open.add(frame.c);
    if (frame.t === 'close') {
      from.open.delete(frame.c);
      if (holders(frame.c)) return;
    }
    if (frame.t === 'watch') {
      from.watch = frame.u;
      const all = new Set([own, ...others.values()].flatMap((o) => o.watch));
      return up({ t: 'watch', u: [...all].slice(0, 200) as `mbr_${string}`[] });
    }
    if (frame.t === 'foreground') {
      from.front = frame.on;
      return up({ t: 'foreground', on: [own, ...others.values()].some((o) => o.front) });
    }
    server?.send(text);
  }

  function answer(to: string) {
    waiting.delete(to);
    others.set(to, { open: new Set(), watch: [], front: false });
    say({ k: 'answered', to });
  }

  /** The leader's own socket, with every frame passed on to the other tabs. */
  function dialAsLeader(): Socketish {
    const real = dialServer();
    server = real;
    welcome = null;
    own.open.clear();
    const mine: Socketish = {
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (text) => forward(own, text),
      close: (code) => real.close(code),
    };
    real.onopen = (e) => mine.onopen?.(e);
    real.onerror = (e) => mine.onerror?.(e);
    real.onmessage = (e) => {
      const text = String(e.data);
      if (text.startsWith('{"t":"welcome"')) {
        welcome = JSON.parse(text) as typeof welcome;
        for (const to of waiting) answer(to);
      } else say({ k: 'down', to: null, text });
      mine.onmessage?.(e);
    };
    real.onclose = (e) => {
      if (server === real) server = null;
      welcome = null;
      others.clear();
      say({ k: 'cut' });
      mine.onclose?.(e);
    };
    return mine;
  }

  function dialLeader(): Socketish {
    const mine: Socketish = {
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      send: (text) => say({ k: 'up', from: id, text }),
      close: () => say({ k: 'hang-up', from: id }),
    };
    follower = mine;
    say({ k: 'dial', from: id });
    return mine;
  }

  function cut() {
    const was = follower;
    follower = null;
    was?.onclose?.({ code: 1012 });
  }

  if (channel)
    channel.onmessage = ({ data }: MessageEvent<Wire>) => {
      if (data.k === 'note') return onNote(data.note);
      if (leads) {
        if (data.k === 'dial') {
          if (welcome) answer(data.from);
          else waiting.add(data.from);
        } else if (data.k === 'hang-up') {
          const gone = others.get(data.from);
          others.delete(data.from);
          for (const c of gone?.open ?? []) if (!holders(c)) up({ t: 'close', c: c as `chat_${string}` });
        } else if (data.k === 'up') {
          const from = others.get(data.from);
          if (!from) return;
          forward(from, data.text);
          if (data.text.startsWith('{"t":"hello"') && welcome) {
            const { moved: _, reload: __, ...greeting } = welcome;
            say({ k: 'down', to: data.from, text: JSON.stringify({ ...greeting, same: true }) });
          }
        }
        return;
      }
      if (data.k === 'answered' && data.to === id) follower?.onopen?.(undefined as never);
      else if (data.k === 'down' && (data.to === null || data.to === id))
        follower?.onmessage?.({ data: data.text });
      else if (data.k === 'cut') cut();
    };

  const left = new AbortController();
  let release: (() => void) | null = null;
  const lead = () => {
    leads = true;
    cut();
    onLead();
  };
  if (locks)
    locks
      .request(name, { signal: left.signal }, () => {
        lead();
        return new Promise<void>((done) => {
          release = done;
        });
      })
      .catch((error: unknown) => {
        if (!left.signal.aborted) throw error;
      });
  else queueMicrotask(onLead);

  return {
    dial: () => (leads ? dialAsLeader() : dialLeader()),
    get leads() {
      return leads;
    },
    tell: (note) => say({ k: 'note', note }),
    leave() {
      if (!leads) say({ k: 'hang-up', from: id });
      else say({ k: 'cut' });
      gone = true;
      left.abort();
      release?.();
      channel?.close();
    },
  };
}
