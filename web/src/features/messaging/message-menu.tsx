import {
  CheckSquare,
  Copy,
  Eye,
  Forward,
  History,
  ListTodo,
  MessageSquareReply,
  Pencil,
  Pin,
  PinOff,
  Reply,
  Undo2,
} from 'lucide-react';
import { myId } from '../../lib/session.ts';
import { quickReactions } from '../../ui/quick-reactions.ts';
import { openMenu, type Anchor, type MenuEntry } from '../../ui/overlays.ts';
import { copy, makeTodo, pin, react, recall } from './message-actions.ts';
import { allowed, isGroup } from './chat-rules.ts';
import type { Chat, MessageEvent } from './model.ts';
import { myReaction, type useNaming } from './naming.ts';
import { setPane } from './pane-store.ts';
import { gist } from './speak.ts';

const editable = 24 * 3_600_000;

/** Everything that can be done with a message. */
export function openMessageMenu(
  m: MessageEvent,
  chat: Chat,
  at: Anchor,
  naming: ReturnType<typeof useNaming>,
): void {
  const words = naming.words.message;
  const mine = m.u === myId();
  const admin = isGroup(chat) && chat.my.role !== 'member';
  const live = !chat.archived;
  const items: (MenuEntry | false)[] = [
    live && {
      label: words.reply,
      icon: <Reply />,
      keys: 'r',
      onSelect: () => setPane({ reply: m, edit: null }),
    },
    m.k === 'text' && {
      label: words.copy,
      icon: <Copy />,
      keys: 'c',
      onSelect: () => void copy(m, naming.words),
    },
    {
      label: words.forward,
      icon: <Forward />,
      onSelect: () => setPane({ forwarding: { c: m.c, seqs: [m.s], merged: false } }),
    },
    { label: words.choose, icon: <CheckSquare />, onSelect: () => setPane({ marked: new Set([m.s]) }) },
    {
      label: words.todo,
      icon: <ListTodo />,
      onSelect: () => void makeTodo(m, gist(m, naming), naming.words),
    },
    live &&
      allowed(chat, 'pin') && {
        label: m.pin ? words.unpin : words.pin,
        icon: m.pin ? <PinOff /> : <Pin />,
        onSelect: () => void pin(m, !m.pin),
      },
    {
      label: words.thread,
      icon: <MessageSquareReply />,
      onSelect: () => setPane({ panel: { kind: 'thread', seq: m.re ?? m.s } }),
    },
    m.ed !== undefined &&
      m.k === 'text' && {
        label: words.versions,
        icon: <History />,
        onSelect: () => setPane({ panel: { kind: 'versions', seq: m.s } }),
      },
    mine &&
      isGroup(chat) && {
        label: words.readers,
        icon: <Eye />,
        onSelect: () => setPane({ panel: { kind: 'readers', seq: m.s } }),
      },
    live && (mine || admin) && 'line',
    live &&
      mine &&
      m.k === 'text' &&
      Date.now() - m.ts < editable && {
        label: words.edit,
        icon: <Pencil />,
        keys: 'e',
        onSelect: () => setPane({ edit: m, reply: null }),
      },
    live &&
      (mine || admin) && {
        label: words.recall,
        icon: <Undo2 />,
        danger: true,
        onSelect: () => void recall(m, naming.words),
      },
  ];
  openMenu({
    at,
    label: words.more,
    items: items.filter((x) => x !== false),
    head: live
      ? (close) => (
          <div
            className="flex gap-0.5 border-b border-line px-0.5 pb-1"
            role="group"
            aria-label={words.react}
          >
            {quickReactions.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-pressed={myReaction(m, emoji)}
                aria-label={emoji}
                onClick={() => {
                  close();
                  void react(m, emoji, !myReaction(m, emoji));
                }}
                className="inline-flex size-8 items-center justify-center rounded-chip text-[18px] hover:bg-hover aria-pressed:bg-accent-soft touch:size-10"
              >
                {emoji}
              </button>
            ))}
          </div>
        )
      : undefined,
  });
}
