import {
  Check,
  CircleAlert,
  Clock3,
  Forward,
  MoreHorizontal,
  Pin,
  Reply,
  RotateCw,
  SmilePlus,
  Trash2,
} from 'lucide-react';
import { memo, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { clock, dayLine, fullTime, list } from '../../lib/format.ts';
import { lazily, Quiet } from '../../lib/lazily.tsx';
import { usePerson } from '../../lib/people.ts';
import { myId, useMe } from '../../lib/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Tag } from '../../ui/bits.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { openPopover } from '../../ui/overlays.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { Body, openMember } from './body.tsx';
import type { Mentioned } from './markdown/parse.ts';
import { copy, react } from './message-actions.ts';
import { isGroup } from './chat-rules.ts';
import type { Chat, MessageEvent, Outgoing } from './model.ts';
import { myReaction, useNaming } from './naming.ts';
import { discard, resend } from './outbox.ts';
import { setPane, toggleMarked } from './pane-store.ts';
import { Quote } from './quote.tsx';
import { ReadState } from './read-state.tsx';
import { membersNamed, systemLine } from './speak.ts';
import { useMessaging } from './store.ts';

const EmojiPicker = lazily(
  () => import('../../ui/emoji-picker.tsx'),
  (m) => m.EmojiPicker,
);

export function DayLine({ ts }: { ts: number }) {
  return (
    <div className="flex justify-center py-3">
      <time className="text-tiny text-text-3">{dayLine(ts)}</time>
    </div>
  );
}

export function UnreadLine() {
  const { words } = useNaming();
  return (
    <div role="separator" className="flex items-center gap-3 px-4 py-2 text-tiny font-medium text-danger">
      <span className="h-px flex-1 bg-danger/35" />
      {words.pane.unreadLine}
      <span className="h-px flex-1 bg-danger/35" />
    </div>
  );
}

function SystemLine({ children }: { children: ReactNode }) {
  return (
    <div className="flex justify-center px-8 py-1.5">
      <span className="rounded-full bg-hover/70 px-3 py-0.5 text-center text-small text-text-3">
        {children}
      </span>
    </div>
  );
}

/** Names as they may stand behind an @ in the text. */
function useMentioned(m: { at?: readonly string[] | undefined }): Mentioned[] | undefined {
  const naming = useNaming(m.at ?? []);
  const me = useMe().member;
  if (!m.at?.length) return undefined;
  return m.at.flatMap((id) =>
    id === 'all'
      ? ['所有人', 'everyone', 'all'].map((name) => ({ id, name }))
      : [{ id, name: id === me.id ? me.name : naming.nameOf(id) }],
  );
}

interface RowProps {
  m: MessageEvent;
  chat: Chat;
  first: boolean;
  /** the last of its block: says whether it was read */
  last: boolean;
  mark: boolean | null;
  lit: boolean;
  find?: string | undefined;
}

/** One message: face and name where a block begins, bubble, reactions, what can be done with it. */
export const MessageRow = memo(function MessageRow({ m, chat, first, last, mark, lit, find }: RowProps) {
  const naming = useNaming([m.u, ...(m.rc ? [m.rc] : []), ...(m.k === 'system' ? membersNamed(m) : [])]);
  const { words } = naming;
  const person = usePerson(m.u);
  const mentioned = useMentioned(m);
  const mine = m.u === myId();
  const name = person?.name ?? words.unknownPerson;

  if (m.k === 'system') return <SystemLine>{systemLine(m, naming)}</SystemLine>;
  if (m.rc !== undefined)
    return (
      <SystemLine>
        {m.rc === 'expired'
          ? words.expired
          : m.rc === myId()
            ? words.message.youRecalled
            : words.recalledBy(m.rc.includes('_') ? naming.nameOf(m.rc) : words.system.someone)}
      </SystemLine>
    );

  const menu = (at: Element | { x: number; y: number }) =>
    void import('./message-menu.tsx').then(({ openMessageMenu }) => openMessageMenu(m, chat, at, naming));
  const onContextMenu = (e: MouseEvent) => {
    if (window.getSelection()?.toString() || (e.target as Element).closest('a')) return; // the browser's own menu serves better
    e.preventDefault();
    menu({ x: e.clientX, y: e.clientY });
  };
  const onKeyDown = (e: KeyboardEvent<HTMLElement>) => {
    if (e.target !== e.currentTarget || e.ctrlKey || e.metaKey) return;
    if (e.key === 'Enter' || e.key === 'ContextMenu') menu(e.currentTarget);
    else if (e.key === 'r') setPane({ reply: m, edit: null });
    else if (e.key === 'e' && mine && m.k === 'text') setPane({ edit: m, reply: null });
    else if (e.key === 'c') void copy(m, words);
    else return;
    e.preventDefault();
  };
  return (
    <div
      role="article"
      aria-label={words.message.by(name, fullTime(m.ts))}
      data-seq={m.s}
      tabIndex={-1}
      onContextMenu={mark === null ? onContextMenu : undefined}
      onKeyDown={onKeyDown}
      onClick={mark === null ? undefined : () => toggleMarked(m.s)}
      className={cx(
        'group/row relative flex gap-2.5 px-4 outline-none focus-visible:bg-hover/60',
        first ? 'pt-2.5' : 'pt-1',
        mine && 'flex-row-reverse',
        lit && 'animate-pulse-soft bg-mark/40',
        mark !== null && 'cursor-pointer',
      )}
    >
      {mark !== null && (
        <span className={cx('flex items-center', mine && 'order-last mr-auto')}>
          <Checkbox
            checked={mark}
            onChecked={() => toggleMarked(m.s)}
            aria-label={words.message.by(name, clock(m.ts))}
          />
        </span>
      )}
      {!mine && (
        <span className="w-9 shrink-0">
          {first && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={name}
              onClick={(e) => openMember(m.u, e.currentTarget)}
              className="rounded-[10px]"
            >
              <Avatar id={m.u} name={name} src={person?.avatar} size={36} />
            </button>
          )}
        </span>
      )}
      <div className={cx('flex min-w-0 max-w-[min(78%,640px)] flex-col', mine ? 'items-end' : 'items-start')}>
        {first && (
          <div className="mb-0.5 flex max-w-full items-baseline gap-2 text-small text-text-3">
            {!mine && isGroup(chat) && <span className="truncate">{name}</span>}
            {m.u.startsWith('cus_') && isGroup(chat) && <Tag tone="info">{words.customer}</Tag>}
            <time
              className="tabular shrink-0 text-tiny"
              dateTime={new Date(m.ts).toISOString()}
              title={fullTime(m.ts)}
            >
              {clock(m.ts)}
            </time>
          </div>
        )}
        {m.re !== undefined && <Quote c={m.c} seq={m.re} mine={mine} />}
        <Body
          k={m.k}
          b={m.b}
          at={m}
          mine={mine}
          mentioned={mentioned}
          find={find}
          onImage={() => setPane({ viewing: { c: m.c, seq: m.s } })}
        />
        <Footer m={m} mine={mine} last={last} chat={chat} />
      </div>
      {mark === null && !chat.archived && <HoverBar m={m} mine={mine} menu={menu} />}
    </div>
  );
});

function Footer({ m, mine, last, chat }: { m: MessageEvent; mine: boolean; last: boolean; chat: Chat }) {
  const naming = useNaming(
    Object.values(m.rx ?? {})
      .flat()
      .slice(0, 30),
  );
  const { words } = naming;
  const reactions = Object.entries(m.rx ?? {});
  const told = mine && last;
  const edited = m.ed !== undefined && m.k === 'text';
  if (reactions.length === 0 && !m.pin && !edited && !told) return null;
  return (
    <div className={cx('mt-1 flex max-w-full flex-wrap items-center gap-1', mine && 'justify-end')}>
      {reactions.map(([emoji, who]) => {
        const names = list(who.slice(0, 12).map(naming.nameOf));
        return (
          <button
            key={emoji}
            type="button"
            tabIndex={-1}
            aria-pressed={who.includes(myId())}
            aria-label={words.message.reactions(emoji, names)}
            data-tip={names}
            onClick={() => void react(m, emoji, !myReaction(m, emoji))}
            className="inline-flex h-6 items-center gap-1 rounded-full bg-hover px-2 text-small text-text-2 ring-1 ring-transparent ring-inset hover:ring-line-strong/50 aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            <span className="text-[14px] leading-none">{emoji}</span>
            <span className="tabular">{who.length}</span>
          </button>
        );
      })}
      {m.pin && (
        <span className="inline-flex items-center gap-0.5 text-tiny text-text-3">
          <Pin aria-hidden className="size-3" />
          {words.message.pinned(naming.nameOf(m.pin))}
        </span>
      )}
      {m.ed !== undefined && edited && (
        <button
          type="button"
          tabIndex={-1}
          data-tip={fullTime(m.ed)}
          onClick={() => setPane({ panel: { kind: 'versions', seq: m.s } })}
          className="text-tiny text-text-3 hover:text-text"
        >
          {words.message.edited}
        </button>
      )}
      {told && <ReadState m={m} chat={chat} />}
    </div>
  );
}

function HoverBar({ m, mine, menu }: { m: MessageEvent; mine: boolean; menu: (at: Element) => void }) {
  const { words } = useNaming();
  const pick = (at: Element) =>
    openPopover({
      at,
      label: words.message.react,
      content: (close) => (
        <Quiet>
          <EmojiPicker
            onPick={(emoji) => {
              close();
              void react(m, emoji, true);
            }}
          />
        </Quiet>
      ),
    });
  return (
    <div
      className={cx(
        'pointer-events-none absolute -top-3.5 z-1 hidden rounded-[9px] bg-raised p-0.5 opacity-0 shadow-2 ring-1 ring-line transition-opacity duration-120 group-hover/row:pointer-events-auto group-hover/row:opacity-100 desk:flex touch:hidden',
        mine ? 'right-4' : 'left-14',
      )}
    >
      <IconButton
        size="small"
        tabIndex={-1}
        label={words.message.react}
        onClick={(e) => pick(e.currentTarget)}
      >
        <SmilePlus aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        size="small"
        tabIndex={-1}
        label={words.message.reply}
        onClick={() => setPane({ reply: m, edit: null })}
      >
        <Reply aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        size="small"
        tabIndex={-1}
        label={words.message.forward}
        onClick={() => setPane({ forwarding: { c: m.c, seqs: [m.s], merged: false } })}
      >
        <Forward aria-hidden className="size-4" />
      </IconButton>
      <IconButton
        size="small"
        tabIndex={-1}
        label={words.message.more}
        onClick={(e) => menu(e.currentTarget)}
      >
        <MoreHorizontal aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

/** A message of mine that the server does not have yet. */
export const OutgoingRow = memo(function OutgoingRow({ o, first }: { o: Outgoing; first: boolean }) {
  const { words } = useNaming();
  const mentioned = useMentioned(o);
  const away = useMessaging((s) => s.link !== 'online');
  return (
    <div className={cx('flex animate-appear flex-row-reverse gap-2.5 px-4', first ? 'pt-2.5' : 'pt-0.5')}>
      <div className="flex min-w-0 max-w-[min(78%,640px)] flex-col items-end">
        {o.re !== undefined && <Quote c={o.c} seq={o.re} mine />}
        <Body k={o.m.k} b={o.m.b} mine mentioned={mentioned} outgoing={o} />
        {o.state === 'failed' ? (
          <div role="alert" className="mt-1 flex items-center gap-2 text-small text-danger">
            <CircleAlert aria-hidden className="size-3.5" />
            <span className="min-w-0">{o.why ?? words.message.failed}</span>
            <button
              type="button"
              className="tap inline-flex items-center gap-1 rounded-chip px-1.5 font-medium hover:bg-danger-soft"
              onClick={() => void resend(o.cid)}
            >
              <RotateCw aria-hidden className="size-3.5" />
              {words.message.resend}
            </button>
            <button
              type="button"
              className="tap inline-flex items-center gap-1 rounded-chip px-1.5 text-text-2 hover:bg-hover"
              onClick={() => void discard(o.cid)}
            >
              <Trash2 aria-hidden className="size-3.5" />
              {words.message.discard}
            </button>
          </div>
        ) : (
          <span className="mt-1 inline-flex h-4 items-center gap-1 text-tiny text-text-3">
            {o.state === 'sent' ? (
              <Check aria-hidden className="size-3" />
            ) : (
              <>
                <Clock3 aria-hidden className="size-3" />
                {away ? words.message.waiting : words.message.sending}
              </>
            )}
          </span>
        )}
      </div>
    </div>
  );
});
