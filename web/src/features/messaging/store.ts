// Everything the screen shows about chats, in one place; sync.ts fills it, components read slices of it.
import { create } from 'zustand';
import type { LinkState } from '../../../../sdk/src/realtime.ts';
import type { Chat, ChatLog, Outgoing, Stretch } from './model.ts';

export interface MessagingState {
  link: LinkState;
  /** the list has been read from the device or the server */
  listed: boolean;
  /** the server holds more chats than are here */
  moreChats: boolean;
  chats: Record<string, Chat>;
  logs: Record<string, ChatLog>;
  stretches: Record<string, Stretch>;
  outbox: readonly Outgoing[];
  drafts: Record<string, string>;
  /** chat -> member -> when the sign goes away, ms */
  typing: Record<string, Record<string, number>>;
  online: Record<string, boolean>;
  /** chat -> member -> message number read up to */
  readers: Record<string, Record<string, number>>;
}

export const emptyState: MessagingState = {
  link: 'idle',
  listed: false,
  moreChats: false,
  chats: {},
  logs: {},
  stretches: {},
  outbox: [],
  drafts: {},
  typing: {},
  online: {},
  readers: {},
};

export const useMessaging = create<MessagingState>(() => emptyState);

export const messagingState = useMessaging.getState;
export const setMessaging = useMessaging.setState;

/** Changes one chat's row; nothing happens for a chat that is not known. */
export function updateChat(c: string, change: (chat: Chat) => Chat): void {
  const chat = messagingState().chats[c];
  if (!chat) return;
  const next = change(chat);
  if (next !== chat) setMessaging((s) => ({ chats: { ...s.chats, [c]: next } }));
}

/** Changes one chat's log; nothing happens where none is loaded. */
export function updateLog(c: string, change: (log: ChatLog) => ChatLog): void {
  const log = messagingState().logs[c];
  if (!log) return;
  const next = change(log);
  if (next !== log) setMessaging((s) => ({ logs: { ...s.logs, [c]: next } }));
}
