// Brings what the server says into the store and onto the device.
import type { DownFrame } from '../../../../contract/src/realtime.ts';
import { createRealtime, type Realtime, type Socketish } from '../../../../sdk/src/realtime.ts';
import { api, ApiError } from '../../lib/api.ts';
import { deviceId } from '../../lib/device-settings.ts';
import { hinted } from '../../lib/hints.ts';
import { forgetPeople, recallPeople, usePeople } from '../../lib/people.ts';
import { onSignOut, refreshSession } from '../../lib/session.ts';
import { joinTabs } from '../../lib/tabs.ts';
import { applyMoved, applyToChat, newerChat } from './chat-rules.ts';
import { openDevice } from './device.ts';
import { extendLog } from './log-rules.ts';
import type { Chat, ChatEvent } from './model.ts';
import { flushOutbox, recallOutbox, settle, takeNack } from './outbox.ts';
import { later, setRunning, sync } from './running.ts';
import { emptyState, messagingState, setMessaging, updateChat, updateLog, useMessaging } from './store.ts';

type Down<T extends DownFrame['t']> = Extract<DownFrame, { t: T }>;

const dialServer = (): Socketish => {
  const url = new URL('/api/socket', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return new WebSocket(url, 'teahouse.v1') as unknown as Socketish;
};

/** Starts for this member; the answer stops it. */
export function startSync(me: string): () => void {
  let stopped = false;
  const stops: (() => void)[] = [];
  void (async () => {
    const device = await openDevice(me);
    const start = await device?.start();
    if (stopped) return device?.close();
    if (start) {
      recallPeople(start.people);
      setMessaging({
        chats: Object.fromEntries(start.chats.map((c) => [c.id, c])),
        drafts: start.drafts,
        listed: start.chats.length > 0,
      });
      recallOutbox(start.outbox);
    }
    const tabs = joinTabs({
      name: `teahouse-${me}`,
      dialServer,
      onLead: () => {
        // Until now the line went through another tab, or through nobody: no reason to wait before dialling the server.
        sync()?.realtime.hurry();
        void flushOutbox().catch(later);
      },
      onNote: (note) => void takeNote(note),
    });
    const realtime = createRealtime({
      dial: () => tabs.dial(),
      device: deviceId(),
      ...(start?.cursor && start.chats.length ? { cursor: start.cursor } : {}),
      ...handlers,
    });
    setRunning({ me, realtime, tabs, device });
    stops.push(...listen(realtime), keepOnDevice());
    realtime.start();
    realtime.foreground(document.visibilityState === 'visible');
  })();
  const forget = onSignOut(async (why) => {
    const device = sync()?.device;
    const { drafts } = messagingState();
    stop();
    await (why === 'left' ? device?.destroy() : device?.keepUnsent(drafts));
    forgetPeople();
    setMessaging(emptyState, true);
  });
  function stop() {
    stopped = true;
    stops.splice(0).forEach((s) => s());
    const was = sync();
    setRunning(null);
    was?.realtime.stop();
    was?.tabs.leave();
  }
  return () => {
    forget();
    sync()?.device?.close();
    stop();
  };
}

/** So many failed dials in a row, and the server is asked whether this session still stands. */
const askEvery = 3;

function listen(realtime: Realtime): (() => void)[] {
  const hurry = () => {
    // The network is there: if the next dial fails all the same, the reason is another one and worth asking at once.
    failures = askEvery - 1;
    realtime.hurry();
  };
  const seen = () => {
    const visible = document.visibilityState === 'visible';
    realtime.foreground(visible);
    if (visible) realtime.hurry();
  };
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', seen);
  const prune = setInterval(pruneTyping, 1_000);
  return [
    () => window.removeEventListener('online', hurry),
    () => document.removeEventListener('visibilitychange', seen),
    () => clearInterval(prune),
  ];
}

function pruneTyping() {
  const { typing } = messagingState();
  const now = Date.now();
  const kept = Object.entries(typing)
    .map(
      ([c, who]) => [c, Object.fromEntries(Object.entries(who).filter(([, until]) => until > now))] as const,
    )
    .filter(([, who]) => Object.keys(who).length > 0);
  if (Object.keys(typing).length) setMessaging({ typing: Object.fromEntries(kept) });
}

async function takeNote(note: unknown): Promise<void> {
  const now = sync();
  if (note === 'outbox' && now?.device) {
    recallOutbox(await now.device.outbox());
    if (now.tabs.leads) await flushOutbox().catch(later);
  }
}

let failures = 0;
const handlers: Partial<Parameters<typeof createRealtime>[0]> = {
  link(link) {
    setMessaging({ link });
    if (link === 'online') failures = 0;
    // A refused upgrade looks like a lost network; asking who I am tells the two apart.
    if (link === 'refused' || (link === 'waiting' && ++failures % askEvery === 0)) void refreshSession();
  },
  welcome(frame) {
    void keepCursor();
    if (!frame.same || frame.reload || !messagingState().listed) void listChats().catch(later);
    if (sync()?.tabs.leads) void flushOutbox().catch(later);
  },
  moved(moved) {
    const unknown = moved.filter(([c]) => !messagingState().chats[c]).map(([c]) => c);
    for (const m of moved) updateChat(m[0], (chat) => applyMoved(chat, m));
    for (const c of unknown) void learnChat(c);
  },
  events(c, events) {
    for (const e of events) takeForList(e);
    updateLog(c, (log) => extendLog(log, events));
    for (const e of events) {
      if (e.t === 'msg') settle(e.cid);
      else if (e.to < (messagingState().logs[c]?.messages[0]?.s ?? 0))
        void sync()?.device?.changeStored(c, e);
      applyToStretch(c, e);
    }
  },
  window(c, messages, s, more) {
    const found = messages.filter((m) => m.t === 'msg');
    setMessaging((state) => ({ logs: { ...state.logs, [c]: { s, messages: found, more } } }));
    for (const m of found) settle(m.cid);
  },
  reset(c) {
    void sync()?.device?.dropLog(c);
    setMessaging((state) => {
      const { [c]: _, ...logs } = state.logs;
      return { logs };
    });
  },
  glimpse(event) {
    takeForList(event);
    if (event.t === 'msg') settle(event.cid);
    // A log in memory that is not followed stays current as long as nothing is missed.
    updateLog(event.c, (log) => (event.s === log.s + 1 ? extendLog(log, [event]) : log));
  },
  bump(frame) {
    if (!messagingState().chats[frame.c]) return void learnChat(frame.c);
    updateChat(frame.c, (chat) => {
      const next = applyMoved(chat, [frame.c, frame.s, frame.n, 0, frame.p]);
      const me = sync()?.me as `mbr_${string}`;
      const called = frame.p && frame.p.u !== me && (frame.p.at?.includes(me) || frame.p.at?.includes('all'));
      return called
        ? { ...next, my: { ...next.my, mentionN: Math.max(next.my.mentionN, frame.p?.n ?? 0) } }
        : next;
    });
  },
  dirty(chats) {
    for (const [c] of chats) void learnChat(c);
  },
  ack: (frame) => settle(frame.cid),
  nack: takeNack,
  readers(c, marks) {
    setMessaging((s) => ({
      readers: { ...s.readers, [c]: { ...s.readers[c], ...Object.fromEntries(marks) } },
    }));
  },
  user: takeUserEvent,
  typing(c, u) {
    if (u === sync()?.me) return;
    setMessaging((s) => ({ typing: { ...s.typing, [c]: { ...s.typing[c], [u]: Date.now() + 5_000 } } }));
  },
  presence(changes) {
    setMessaging((s) => ({ online: { ...s.online, ...Object.fromEntries(changes) } }));
  },
  gone: (c) => void checkGone(c),
};

function takeForList(event: ChatEvent) {
  const known = messagingState().chats[event.c];
  if (!known) return void learnChat(event.c);
  updateChat(event.c, (chat) => applyToChat(chat, event, sync()?.me ?? ''));
  // A system line means that the chat's own facts changed.
  if (event.t === 'msg' && event.k === 'system') void learnChat(event.c);
}

function applyToStretch(c: string, event: ChatEvent) {
  if (event.t === 'msg') return;
  const stretch = messagingState().stretches[c];
  if (!stretch) return;
  const { messages } = extendLog({ s: 0, messages: stretch.messages, more: false }, [event]);
  setMessaging((s) => ({ stretches: { ...s.stretches, [c]: { ...stretch, messages } } }));
}

/** My own marks, changed here or on another device. */
function takeUserEvent({ k, b }: Down<'user'>) {
  const c = typeof b['c'] === 'string' ? b['c'] : typeof b['chatId'] === 'string' ? b['chatId'] : null;
  void keepCursor();
  hinted(k);
  if (!c) return;
  if (k === 'read' && typeof b['n'] === 'number') {
    const n = b['n'];
    updateChat(c, (chat) => ({
      ...chat,
      my: { ...chat.my, readN: Math.max(chat.my.readN, n), markedUnread: false },
    }));
  } else void learnChat(c);
}

/** Puts a chat the server described into the list. */
export function takeChats(fresh: readonly Chat[]): void {
  if (fresh.length === 0) return;
  setMessaging((s) => ({
    chats: { ...s.chats, ...Object.fromEntries(fresh.map((c) => [c.id, newerChat(s.chats[c.id], c)])) },
  }));
}

const learning = new Set<string>();
/** Fetches one chat's facts; a chat I am no longer in leaves the list. */
export async function learnChat(c: string): Promise<void> {
  if (learning.has(c)) return;
  learning.add(c);
  try {
    takeChats([await api.messaging.getChat({ chatId: c as `chat_${string}` })]);
  } catch (error) {
    later(error);
    if (error instanceof ApiError && error.code === 'messaging.chat_not_found') dropChat(c);
  } finally {
    learning.delete(c);
  }
}

async function checkGone(c: string): Promise<void> {
  await learnChat(c);
  // Still mine: something broke on the way. A short pause keeps a lasting fault from being asked about without end.
  await new Promise((resume) => setTimeout(resume, 2_000));
  const open = messagingState().logs[c];
  if (messagingState().chats[c] && open) sync()?.realtime.open(c, open.s);
}

function dropChat(c: string) {
  sync()?.realtime.close(c);
  void sync()?.device?.dropChat(c);
  setMessaging((s) => {
    const { [c]: _, ...chats } = s.chats;
    const { [c]: __, ...logs } = s.logs;
    return { chats, logs };
  });
}

/** The newest chats from the server; chats of mine that it no longer names among them are dropped. */
async function listChats(): Promise<void> {
  const before = Object.keys(messagingState().chats);
  const { chats, more } = await api.messaging.listChats({ limit: 200 });
  takeChats(chats);
  if (!more) {
    const named = new Set<string>(chats.map((c) => c.id));
    for (const id of before) if (!named.has(id)) dropChat(id);
  }
  setMessaging({ listed: true, moreChats: more });
}

/** The next chats below the oldest known. */
export async function listMoreChats(): Promise<void> {
  if (!messagingState().moreChats) return;
  const oldest = Object.values(messagingState().chats).reduce(
    (a, c) => (c.lastAt < a ? c.lastAt : a),
    '9999',
  );
  const { chats, more } = await api.messaging.listChats({ limit: 200, before: oldest });
  takeChats(chats);
  setMessaging({ moreChats: more && chats.length > 0 });
}

async function keepCursor(): Promise<void> {
  const now = sync();
  if (now?.tabs.leads) await now.device?.keepCursor({ ...now.realtime.cursor });
}

/** Writes what changed in the store to the device, half a second after it changed. */
function keepOnDevice(): () => void {
  let before = messagingState();
  let people = usePeople.getState().byId;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const write = async () => {
    timer = null;
    const device = sync()?.device;
    if (!device) return;
    const now = messagingState();
    const was = before;
    before = now;
    const chats = Object.values(now.chats).filter((c) => was.chats[c.id] !== c);
    if (chats.length) await device.keepChats(chats);
    for (const [c, log] of Object.entries(now.logs)) {
      const old = was.logs[c];
      if (old === log) continue;
      const known = new Map(old?.messages.map((m) => [m.s, m]));
      const changed = new Set(log.messages.filter((m) => known.get(m.s) !== m).map((m) => m.s));
      await device.keepLog(c, log, old ? changed : 'all');
    }
    const faces = usePeople.getState().byId;
    const fresh = Object.values(faces).filter((p) => people[p.id] !== p);
    people = faces;
    if (fresh.length) await device.keepPeople(fresh);
    await keepCursor();
  };
  const soon = () => {
    timer ??= setTimeout(() => void write(), 500);
  };
  const now = () => {
    if (document.visibilityState === 'hidden' && timer) {
      clearTimeout(timer);
      void write();
    }
  };
  document.addEventListener('visibilitychange', now);
  const stops = [useMessaging.subscribe(soon), usePeople.subscribe(soon)];
  return () => {
    stops.forEach((s) => s());
    document.removeEventListener('visibilitychange', now);
    if (timer) clearTimeout(timer);
  };
}
