import { ChevronLeft, PanelRight, Search } from 'lucide-react';
import { useLocation } from 'wouter';
import { useDesk } from '../../lib/media.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { PaneBar, Tag } from '../../ui/bits.tsx';
import { IconButton } from '../../ui/button.tsx';
import { openMember } from './body.tsx';
import type { Chat } from './model.ts';
import { useChatFace } from './naming.ts';
import { setPane, usePane } from './pane-store.ts';
import { useMessaging } from './store.ts';
import { useMessagingWords } from './words.ts';

export function ChatHeader({ chat }: { chat: Chat }) {
  const words = useMessagingWords();
  const face = useChatFace(chat);
  const desk = useDesk();
  const [, navigate] = useLocation();
  const panel = usePane((s) => s.panel);
  const online = useMessaging((s) => (chat.peer ? s.online[chat.peer] : undefined));
  // Beside the list the chat is a part of the page; on a phone it is the page.
  const Heading = desk ? 'h2' : 'h1';
  const info = () => setPane({ panel: panel?.kind === 'info' ? null : { kind: 'info' } });
  return (
    <PaneBar className="gap-2.5 max-desk:px-2">
      {!desk && (
        <IconButton label={words.pane.back} onClick={() => navigate('/chats')}>
          <ChevronLeft aria-hidden className="size-5" />
        </IconButton>
      )}
      <button
        type="button"
        aria-label={face.title}
        onClick={(e) => (chat.peer ? openMember(chat.peer, e.currentTarget) : info())}
        className="rounded-[10px]"
      >
        <Avatar id={face.id} name={face.title} src={face.avatar} size={32} online={online} />
      </button>
      <div className="min-w-0 flex-1">
        <Heading className="flex items-center gap-2 text-[15px] leading-5 font-medium">
          <span className="truncate">{face.title}</span>
          {chat.kind === 'customer' && <Tag tone="info">{words.customer}</Tag>}
          {chat.kind === 'department' && <Tag tone="accent">{words.departmentChat}</Tag>}
        </Heading>
        <p className="truncate text-tiny text-text-3">
          {chat.peer
            ? online
              ? words.pane.online
              : face.hint
            : chat.guest
              ? face.hint
              : words.people(chat.memberCount)}
        </p>
      </div>
      <IconButton
        label={words.pane.search}
        keys="mod+shift+f"
        onClick={() => setPane({ panel: { kind: 'search' } })}
      >
        <Search aria-hidden className="size-[18px]" />
      </IconButton>
      <IconButton label={words.pane.info} keys="mod+shift+i" active={panel?.kind === 'info'} onClick={info}>
        <PanelRight aria-hidden className="size-[18px]" />
      </IconButton>
    </PaneBar>
  );
}
