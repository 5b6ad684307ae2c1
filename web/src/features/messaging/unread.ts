import { useEffect } from 'react';
import { unreadOf } from './chat-rules.ts';
import { useMessaging, type MessagingState } from './store.ts';

const total = (desk: boolean) => (s: MessagingState) => {
  let sum = 0;
  for (const chat of Object.values(s.chats))
    if (!chat.my.muted && !chat.my.hidden && Boolean(chat.desk) === desk) sum += unreadOf(chat);
  return sum;
};
const inChats = total(false);
const atDesks = total(true);

/** Unread messages of customers whom I serve at a desk; they stand in its inbox, not among the chats. */
export const useUnreadAtDesks = (): number => useMessaging(atDesks);

/** Unread messages of all chats in the list that are not muted; also on the app's icon and in the title. */
export function useUnreadTotal(): number {
  const sum = useMessaging(inChats);
  useEffect(() => {
    document.title = document.title.replace(/^(\(\d+\+?\) )?/, sum > 0 ? `(${sum > 99 ? '99+' : sum}) ` : '');
    const app = navigator as Navigator & { setAppBadge?: (n: number) => Promise<void> };
    app.setAppBadge?.(sum).catch(() => undefined); // only installed apps have a badge
  }, [sum]);
  return sum;
}
