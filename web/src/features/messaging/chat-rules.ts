// Pure rules of the chat list.
import { applyChange } from '../../../../contract/src/apply-event.ts';
import type { Moved } from '../../../../contract/src/realtime.ts';
import type { Chat, ChatEvent, MessageEvent } from './model.ts';

/** Messages I have not seen. */
export const unreadOf = (chat: Chat): number =>
  Math.max(0, chat.n - Math.max(chat.my.readN, chat.my.joinedN));

/** True while somebody called me and I have not looked. */
export const calledIn = (chat: Chat): boolean => chat.my.mentionN > chat.my.readN && unreadOf(chat) > 0;

const calls = (m: MessageEvent, me: string) =>
  m.u !== me && (m.at?.includes('all') || m.at?.includes(me as `mbr_${string}`) || false);

/** What an event of a chat does to its row in the list. */
export function applyToChat(chat: Chat, event: ChatEvent, me: string): Chat {
  if (event.s <= chat.seq) return chat;
  const next: Chat = { ...chat, seq: event.s, n: Math.max(chat.n, event.n) };
  if (event.t !== 'msg') {
    if (chat.preview && event.to === chat.preview.s) next.preview = applyChange(chat.preview, event);
    return next;
  }
  next.preview = event;
  next.lastAt = new Date(event.ts).toISOString();
  const my = { ...chat.my, hidden: false };
  // Writing in a chat means having read it.
  if (event.u === me) my.readN = Math.max(my.readN, event.n);
  else if (calls(event, me)) my.mentionN = Math.max(my.mentionN, event.n);
  next.my = my;
  return next;
}

/** A chat moved while we were away or not looking. */
export function applyMoved(chat: Chat, [, s, n, readN, preview]: Moved): Chat {
  const my = { ...chat.my, readN: Math.max(chat.my.readN, readN) };
  if (s <= chat.seq) return { ...chat, my };
  return {
    ...chat,
    seq: s,
    n: Math.max(chat.n, n),
    ...(preview ? { preview, lastAt: new Date(preview.ts).toISOString() } : {}),
    my: { ...my, hidden: preview ? false : my.hidden },
  };
}

/** Two versions of the same chat: the one whose log stands further wins, read marks never go back. */
export function newerChat(known: Chat | undefined, fresh: Chat): Chat {
  if (!known || fresh.seq >= known.seq)
    return known ? { ...fresh, my: { ...fresh.my, readN: Math.max(fresh.my.readN, known.my.readN) } } : fresh;
  return {
    ...fresh,
    seq: known.seq,
    n: known.n,
    preview: known.preview,
    lastAt: known.lastAt,
    my: { ...fresh.my, readN: Math.max(fresh.my.readN, known.my.readN) },
  };
}

/** As the list shows them: those on top first, then the newest; hidden ones stay away. */
export function orderChats(chats: Iterable<Chat>): Chat[] {
  return [...chats]
    .filter((c) => !c.my.hidden && !c.desk)
    .sort(
      (a, b) =>
        Number(b.my.top) - Number(a.my.top) || (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0),
    );
}

/** Colleagues among themselves, with members, rights and robots; not two alone, and not with an app or a customer. */
export const isGroup = (chat: Pick<Chat, 'kind'>): boolean =>
  chat.kind === 'group' || chat.kind === 'department';

/** May I do what the group keeps for its admins? */
export const allowed = (chat: Chat, right: keyof Chat['settings']): boolean =>
  chat.kind === 'direct' || chat.settings[right] === 'all' || chat.my.role !== 'member';
