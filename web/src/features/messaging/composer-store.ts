// Words being written, per chat, kept on the device as they are typed and told to the server when the chat is left.
import { api } from '../../lib/api.ts';
import { later, sync } from './running.ts';
import { messagingState, setMessaging, updateChat } from './store.ts';

const timers = new Map<string, ReturnType<typeof setTimeout>>();

export const draftOf = (c: string): string =>
  messagingState().drafts[c] ?? messagingState().chats[c]?.my.draft ?? '';

export function setDraft(c: string, text: string): void {
  setMessaging((s) => ({ drafts: { ...s.drafts, [c]: text } }));
  clearTimeout(timers.get(c));
  timers.set(
    c,
    setTimeout(() => void sync()?.device?.keepDraft(c, text), 300),
  );
}

/** Other devices learn of the draft when this one leaves the chat. */
export async function shareDraft(c: string): Promise<void> {
  const chat = messagingState().chats[c];
  const text = draftOf(c);
  if (!chat || chat.my.draft === text) return;
  updateChat(c, (now) => ({ ...now, my: { ...now.my, draft: text } }));
  await api.messaging.setMyChat({ chatId: chat.id, draft: text.slice(0, 10_000) }).catch(later);
}
