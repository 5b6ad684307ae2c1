// What I do to a chat as a whole.
import { api, failureText } from '../../lib/api.ts';
import { toast } from '../../ui/overlays.ts';
import type { Chat } from './model.ts';
import { setMessaging, updateChat } from './store.ts';
import { takeChats } from './sync.ts';

type Mine = Partial<Pick<Chat['my'], 'muted' | 'top' | 'markedUnread' | 'hidden' | 'draft'>>;

/** Changes my own marks on a chat: at once on screen, back again if the server refuses. */
export async function setMine(chat: Chat, mine: Mine): Promise<void> {
  const before = chat.my;
  updateChat(chat.id, (c) => ({ ...c, my: { ...c.my, ...mine } }));
  try {
    takeChats([await api.messaging.setMyChat({ chatId: chat.id, ...mine })]);
  } catch (error) {
    updateChat(chat.id, (c) => ({ ...c, my: { ...before, readN: c.my.readN } }));
    toast(failureText(error), { tone: 'danger' });
  }
}

/** The chat with one colleague; made on first use. Answers its id, or null after telling why not. */
export async function openDirect(memberId: string): Promise<string | null> {
  try {
    const chat = await api.messaging.openDirect({ memberId: memberId as `mbr_${string}` });
    takeChats([chat]);
    return chat.id;
  } catch (error) {
    toast(failureText(error), { tone: 'danger' });
    return null;
  }
}

/** Opens a group with these colleagues. Throws what the server refused. */
export async function createGroup(title: string, memberIds: string[]): Promise<string> {
  const chat = await api.messaging.createGroup({ title, memberIds: memberIds as `mbr_${string}`[] });
  takeChats([chat]);
  return chat.id;
}

/** Leaves the list until the next message. */
export async function hideChat(chat: Chat): Promise<void> {
  setMessaging((s) => ({ drafts: { ...s.drafts, [chat.id]: '' } }));
  await setMine(chat, { hidden: true });
}
