// Opening a chat: from memory, from the device, from the server, in that order; reading on upwards; jumping to a message.
import { api, ApiError, failureText } from '../../lib/api.ts';
import { toast } from '../../ui/overlays.ts';
import { applyEvents, indexOfSeq, prependOlder } from './log-rules.ts';
import type { MessageEvent } from './model.ts';
import { later, sync } from './running.ts';
import { messagingState, setMessaging, updateChat, updateLog } from './store.ts';
import { setMine } from './chat-actions.ts';
import { learnChat } from './sync.ts';

const asChat = (c: string) => c as `chat_${string}`;

const inMemory = 20;
/** Chats opened long ago go back to the device. */
function forgetOldLogs(): void {
  const { logs } = messagingState();
  const ids = Object.keys(logs);
  if (ids.length > inMemory)
    setMessaging({ logs: Object.fromEntries(Object.entries(logs).slice(ids.length - inMemory)) });
}

/** Follows a chat's log while it is on screen; the answer stops it. */
export function openChat(c: string): () => void {
  let closed = false;
  void (async () => {
    const running = sync();
    if (!running) return;
    if (!messagingState().chats[c]) await learnChat(c);
    let log = messagingState().logs[c] ?? null;
    if (!log && running.device) {
      log = await running.device.newest(c);
      const now = messagingState().logs[c];
      if (log && !now) setMessaging((s) => ({ logs: log ? { ...s.logs, [c]: log } : s.logs }));
      log = now ?? log;
    }
    if (!closed) running.realtime.open(c, log?.s ?? null);
  })();
  return () => {
    closed = true;
    forgetOldLogs();
    sync()?.realtime.close(c);
  };
}

const loading = new Set<string>();
/** Brings older messages: from the device as far as they are there, then from the server. Answers false where none came. */
export async function loadOlder(c: string): Promise<boolean> {
  const log = messagingState().logs[c];
  const first = log?.messages[0]?.s;
  if (!log?.more || first === undefined || loading.has(c)) return false;
  loading.add(c);
  try {
    const kept = await sync()?.device?.older(c, first);
    if (kept) {
      updateLog(c, (l) => prependOlder(l, kept.messages, kept.more));
      return true;
    }
    const { events, more } = await api.messaging.listMessages({
      chatId: asChat(c),
      before: first,
      limit: 50,
    });
    updateLog(c, (l) => prependOlder(l, events, more));
    return events.length > 0;
  } catch (error) {
    later(error);
    return false;
  } finally {
    loading.delete(c);
  }
}

/** Makes the message at `seq` loadable by the pane: in the log already, or in a stretch around it. Answers where it is. */
export async function reach(c: string, seq: number): Promise<'log' | 'stretch' | null> {
  const log = messagingState().logs[c];
  if (log && indexOfSeq(log.messages, seq) >= 0) return 'log';
  try {
    const { events } = await api.messaging.listMessages({ chatId: asChat(c), around: seq, limit: 60 });
    const messages = applyEvents([], events);
    const logFirst = messagingState().logs[c]?.messages[0]?.s ?? Infinity;
    if ((messages.at(-1)?.s ?? 0) >= logFirst) {
      // It joins what is loaded: no stretch needed.
      updateLog(c, (l) => prependOlder(l, events, true));
      return 'log';
    }
    setMessaging((s) => ({
      stretches: { ...s.stretches, [c]: { messages, target: seq, before: true, after: true } },
    }));
    return 'stretch';
  } catch (error) {
    toast(failureText(error), { tone: 'danger' });
    return null;
  }
}

export function leaveStretch(c: string): void {
  setMessaging((s) => {
    const { [c]: _, ...stretches } = s.stretches;
    return { stretches };
  });
}

/** Reads on from a stretch; where it meets the log, the two become one. */
export async function extendStretch(c: string, way: 'before' | 'after'): Promise<void> {
  const stretch = messagingState().stretches[c];
  const edge = way === 'before' ? stretch?.messages[0]?.s : stretch?.messages.at(-1)?.s;
  if (!stretch || edge === undefined || !stretch[way] || loading.has(c)) return;
  loading.add(c);
  try {
    const { events, more } = await api.messaging.listMessages(
      way === 'before'
        ? { chatId: asChat(c), before: edge, limit: 50 }
        : { chatId: asChat(c), after: edge, limit: 100 },
    );
    const now = messagingState().stretches[c];
    if (!now) return;
    const messages: MessageEvent[] = applyEvents(now.messages, events);
    const log = messagingState().logs[c];
    if (way === 'after' && log && (messages.at(-1)?.s ?? 0) >= (log.messages[0]?.s ?? Infinity) - 1) {
      updateLog(c, (l) => prependOlder(l, messages, now.before));
      return leaveStretch(c);
    }
    setMessaging((s) => ({
      stretches: { ...s.stretches, [c]: { ...now, messages, [way]: more && events.length > 0 } },
    }));
  } catch (error) {
    later(error);
  } finally {
    loading.delete(c);
  }
}

/** I have seen everything up to the newest message. */
export function markRead(c: string): void {
  const chat = messagingState().chats[c];
  if (!chat) return;
  if (chat.my.markedUnread) void setMine(chat, { markedUnread: false });
  if (chat.my.readN >= chat.n) return;
  sync()?.realtime.read(c, chat.n);
  updateChat(c, (now) => ({ ...now, my: { ...now.my, readN: Math.max(now.my.readN, chat.n) } }));
}

/** Fetches the messages that replies quote and that are not loaded. */
const quoted = new Map<string, Promise<MessageEvent | null>>();
export function fetchQuoted(c: string, seq: number): Promise<MessageEvent | null> {
  const key = `${c}/${seq}`;
  const known = quoted.get(key);
  if (known) return known;
  const asked = api.messaging
    .listMessages({ chatId: asChat(c), around: seq, limit: 1 })
    .then(({ events }) => {
      const found = events.find((e) => e.t === 'msg' && e.s === seq);
      return found?.t === 'msg' ? found : null;
    })
    .catch((error: unknown) => {
      quoted.delete(key);
      if (error instanceof ApiError) return null;
      later(error);
      return null;
    });
  quoted.set(key, asked);
  return asked;
}
