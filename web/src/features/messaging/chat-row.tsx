import { BellOff, CircleAlert } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import { Link } from 'wouter';
import { when } from '../../lib/format.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge, Tag } from '../../ui/bits.tsx';
import { cx } from '../../ui/cx.ts';
import { calledIn, unreadOf } from './chat-rules.ts';
import { openChatMenu } from './chat-menu.tsx';
import type { Chat } from './model.ts';
import { useChatFace, useNaming } from './naming.ts';
import { gist } from './speak.ts';
import { useMessaging } from './store.ts';

/** One chat in the list: who, when, the newest words, what waits. */
export const ChatRow = memo(function ChatRow({ chat, here }: { chat: Chat; here: boolean }) {
  const face = useChatFace(chat);
  const naming = useNaming([chat.preview?.u]);
  const { words } = naming;
  const draft = useMessaging((s) => s.drafts[chat.id] ?? chat.my.draft);
  const online = useMessaging((s) => (chat.peer ? s.online[chat.peer] : undefined));
  const failed = useMessaging((s) => s.outbox.some((o) => o.c === chat.id && o.state === 'failed'));
  const unread = unreadOf(chat);
  const called = calledIn(chat);
  const { preview } = chat;
  const sender =
    preview && preview.k !== 'system' && preview.rc === undefined && !chat.peer && preview.u !== chat.guest
      ? words.says(naming.nameOf(preview.u))
      : '';
  const onContextMenu = (e: MouseEvent) => {
    e.preventDefault();
    openChatMenu(chat, { x: e.clientX, y: e.clientY }, words);
  };
  return (
    <Link
      href={`/chats/${chat.id}`}
      data-chat={chat.id}
      aria-current={here ? 'page' : undefined}
      onContextMenu={onContextMenu}
      className={cx(
        'mx-1.5 flex h-[calc(var(--row)+24px)] items-center gap-3 rounded-box px-2.5 select-none',
        here ? 'bg-selected' : chat.my.top ? 'bg-sunken hover:bg-hover' : 'hover:bg-hover',
      )}
    >
      <span className="relative">
        <Avatar id={face.id} name={face.title} src={face.avatar} size={40} online={online} />
        {chat.my.muted && unread > 0 && <Badge n={0} dot className="absolute -top-0.5 -right-0.5" />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span
            className={cx(
              'min-w-0 flex-1 truncate text-body leading-5.5',
              unread > 0 && !chat.my.muted && 'font-medium',
            )}
          >
            {face.title}
          </span>
          {chat.kind === 'customer' && <Tag tone="info">{words.customer}</Tag>}
          <time className="tabular shrink-0 text-tiny text-text-3" dateTime={chat.lastAt}>
            {when(Date.parse(chat.lastAt))}
          </time>
        </span>
        <span className="flex items-center gap-1.5">
          <span className="min-w-0 flex-1 truncate text-small text-text-3">
            {failed && <CircleAlert aria-hidden className="mr-1 inline size-3.5 align-[-2px] text-danger" />}
            {called && <span className="mr-1 font-medium text-danger">[{words.called}]</span>}
            {draft && !here ? (
              <>
                <span className="text-danger">[{words.draft}]</span> {draft}
              </>
            ) : (
              preview && sender + gist(preview, naming)
            )}
          </span>
          {chat.my.muted && <BellOff aria-label={words.muted} className="size-3.5 shrink-0 text-text-3" />}
          {unread > 0 ? !chat.my.muted && <Badge n={unread} /> : chat.my.markedUnread && <Badge n={0} dot />}
        </span>
      </span>
    </Link>
  );
});
