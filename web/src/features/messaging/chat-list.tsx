import { MessageCircleDashed, Plus, UserPlus, UsersRound } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { VList, type VListHandle } from 'virtua';
import { useLocation } from 'wouter';
import { usePeople } from '../../lib/people.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { Empty, PaneBar, RowsSkeleton } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { SearchInput } from '../../ui/input.tsx';
import { openMenu } from '../../ui/overlays.ts';
import { orderChats } from './chat-rules.ts';
import { ChatRow } from './chat-row.tsx';
import { LinkLine } from './link-line.tsx';
import { askNewChat } from './new-chat-store.ts';
import { later } from './running.ts';
import { useMessaging } from './store.ts';
import { listMoreChats } from './sync.ts';
import { usePresenceWatch } from './watch.ts';
import { useMessagingWords } from './words.ts';

/** All my chats, the ones on top first, then the newest. */
export function ChatList({ here }: { here: string | undefined }) {
  const words = useMessagingWords();
  const chats = useMessaging((s) => s.chats);
  const listed = useMessaging((s) => s.listed);
  const names = usePeople((s) => s.byId);
  const [filter, setFilter] = useState('');
  const [, navigate] = useLocation();
  const list = useRef<VListHandle>(null);
  const ordered = useMemo(() => orderChats(Object.values(chats)), [chats]);
  const q = filter.trim().toLowerCase();
  const shown = q
    ? ordered.filter((c) => (c.peer ? (names[c.peer]?.name ?? '') : c.title).toLowerCase().includes(q))
    : ordered;
  usePresenceWatch(ordered);

  const step = (by: number) => {
    const at = shown.findIndex((c) => c.id === here);
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (!next) return;
    navigate(`/chats/${next.id}`);
    list.current?.scrollToIndex(shown.indexOf(next), { align: 'nearest' });
  };
  const group = words.title;
  useShortcut({ keys: 'alt+down', label: words.nextChat, group, typing: true, run: () => step(1) });
  useShortcut({ keys: 'alt+up', label: words.previousChat, group, typing: true, run: () => step(-1) });

  const onKeyDown = (e: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[e.key];
    if (!by || !(e.target instanceof HTMLElement) || !e.target.dataset['chat']) return;
    e.preventDefault();
    const at = shown.findIndex((c) => c.id === (e.target as HTMLElement).dataset['chat']);
    const next = shown[at + by];
    if (!next) return;
    list.current?.scrollToIndex(at + by, { align: 'nearest' });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-chat="${next.id}"]`)?.focus());
  };
  const addMenu = (at: Element) =>
    openMenu({
      at,
      label: words.newChat,
      items: [
        { label: words.newDirect, icon: <UserPlus />, onSelect: () => askNewChat('direct') },
        { label: words.newGroup, icon: <UsersRound />, onSelect: () => askNewChat('group') },
      ],
    });

  return (
    <>
      <PaneBar className="px-3">
        <h1 className="sr-only">{words.title}</h1>
        <SearchInput label={words.searchChats} value={filter} onValue={setFilter} className="flex-1" />
        <IconButton label={words.newChat} aria-haspopup="menu" onClick={(e) => addMenu(e.currentTarget)}>
          <Plus aria-hidden className="size-[18px]" />
        </IconButton>
      </PaneBar>
      <LinkLine />
      <nav aria-label={words.conversations} className="pane flex-1" onKeyDown={onKeyDown}>
        {shown.length > 0 ? (
          <VList
            ref={list}
            className="flex-1 py-1.5"
            onScroll={(offset) => {
              const handle = list.current;
              if (handle && offset + handle.viewportSize > handle.scrollSize - 600)
                void listMoreChats().catch(later);
            }}
          >
            {shown.map((chat) => (
              <ChatRow key={chat.id} chat={chat} here={chat.id === here} />
            ))}
          </VList>
        ) : listed ? (
          q ? (
            <Empty title={words.noChatNamed(filter)} />
          ) : (
            <Empty
              icon={<MessageCircleDashed />}
              title={words.noChats}
              text={words.noChatsText}
              action={<Button onClick={() => askNewChat('group')}>{words.newGroup}</Button>}
            />
          )
        ) : (
          <RowsSkeleton />
        )}
      </nav>
    </>
  );
}
