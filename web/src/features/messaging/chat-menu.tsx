import { ArrowUpToLine, Bell, BellOff, EyeOff, MailOpen, Mail } from 'lucide-react';
import { openMenu, type Anchor } from '../../ui/overlays.ts';
import { hideChat, setMine } from './chat-actions.ts';
import { unreadOf } from './chat-rules.ts';
import type { Chat } from './model.ts';
import { markRead } from './open-chat.ts';
import type { MessagingWords } from './zh.ts';

/** What can be done with a chat from the list. */
export function openChatMenu(chat: Chat, at: Anchor, words: MessagingWords): void {
  const seen = unreadOf(chat) === 0 && !chat.my.markedUnread;
  openMenu({
    at,
    label: words.chatMenu.label,
    items: [
      {
        label: chat.my.top ? words.chatMenu.untop : words.chatMenu.top,
        icon: <ArrowUpToLine />,
        onSelect: () => void setMine(chat, { top: !chat.my.top }),
      },
      {
        label: chat.my.muted ? words.chatMenu.unmute : words.chatMenu.mute,
        icon: chat.my.muted ? <Bell /> : <BellOff />,
        onSelect: () => void setMine(chat, { muted: !chat.my.muted }),
      },
      {
        label: seen ? words.chatMenu.markUnread : words.chatMenu.markRead,
        icon: seen ? <Mail /> : <MailOpen />,
        onSelect: () => {
          if (seen) void setMine(chat, { markedUnread: true });
          else markRead(chat.id);
        },
      },
      'line',
      { label: words.chatMenu.hide, icon: <EyeOff />, onSelect: () => void hideChat(chat) },
    ],
  });
}
