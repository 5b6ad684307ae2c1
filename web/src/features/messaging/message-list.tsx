// The log on screen: virtual, keeps its place while older messages come in above, follows the end while the reader is there.
import { ArrowDown, CloudOff, MessageCircleDashed } from 'lucide-react';
import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { VList, type VListHandle } from 'virtua';
import { sameDay } from '../../lib/format.ts';
import { myId } from '../../lib/session.ts';
import { Empty, Skeleton } from '../../ui/bits.tsx';
import { useUiWords } from '../../ui/words.ts';
import { grouping, indexOfSeq } from './log-rules.ts';
import { DayLine, MessageRow, OutgoingRow, UnreadLine } from './message-row.tsx';
import type { Chat, MessageEvent } from './model.ts';
import { extendStretch, leaveStretch, loadOlder, markRead, reach } from './open-chat.ts';
import { usePane } from './pane-store.ts';
import { useMessaging } from './store.ts';
import { useMessagingWords } from './words.ts';

const none: readonly MessageEvent[] = [];
const nearEnd = 80;

/** Whether rows were put in front since the last drawing, so that the list holds its place. */
function useShift(messages: readonly MessageEvent[]): boolean {
  const first = messages[0]?.s;
  const last = messages.at(-1)?.s;
  const [seen, setSeen] = useState({ first, last, shift: false });
  if (seen.first !== first || seen.last !== last) {
    const shift = seen.first !== undefined && first !== undefined && first < seen.first && seen.last === last;
    setSeen({ first, last, shift });
    return shift;
  }
  return seen.shift;
}

export function MessageList({ chat }: { chat: Chat }) {
  const words = useMessagingWords();
  const c = chat.id;
  const log = useMessaging((s) => s.logs[c]);
  const stretch = useMessaging((s) => s.stretches[c]);
  const outbox = useMessaging((s) => s.outbox);
  const link = useMessaging((s) => s.link);
  const marked = usePane((s) => s.marked);
  const target = usePane((s) => s.target);
  const list = useRef<VListHandle>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const [seenN, setSeenN] = useState(0);
  const [lit, setLit] = useState<number | null>(null);
  // The line between read and new stays where it was when the chat was opened; what comes while I look is not "new".
  const [opened] = useState(() => ({ readN: Math.max(chat.my.readN, chat.my.joinedN), at: Date.now() }));

  const messages = stretch?.messages ?? log?.messages ?? none;
  const waiting = useMemo(() => {
    if (stretch) return [];
    const here = new Set(messages.slice(-200).map((m) => m.cid));
    return outbox.filter((o) => o.c === c && !here.has(o.cid));
  }, [outbox, messages, stretch, c]);
  const shift = useShift(messages);
  const firstUnread = messages.find((m) => m.n > opened.readN && m.k !== 'system' && m.u !== myId());
  const unreadLine =
    firstUnread && firstUnread !== messages[0] && firstUnread.ts < opened.at ? firstUnread.s : undefined;
  const rows = messages.length + waiting.length;

  const drawn = rows > 0;
  const toEnd = () => list.current?.scrollToIndex(rows - 1, { align: 'end' });

  // First drawing: at the new messages if there are many, else at the end. Later: new rows are followed when the reader is
  // at the end or wrote them.
  const placed = useRef(false);
  const follow = useEffectEvent((own: boolean) => {
    if (rows === 0) return;
    const at = unreadLine === undefined ? -1 : indexOfSeq(messages, unreadLine);
    if (!placed.current && at >= 0 && rows - at > 12) {
      list.current?.scrollToIndex(at, { align: 'start' });
      atEnd.current = false;
    } else if (!placed.current || atEnd.current || own) toEnd();
    placed.current = true;
  });
  const lastRow = waiting.at(-1)?.cid ?? messages.at(-1)?.cid;
  const lastOwn = waiting.length > 0;
  useLayoutEffect(() => follow(lastOwn), [lastRow, lastOwn]);

  // What is on screen at the end counts as read while somebody looks.
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible' && document.hasFocus() && atEnd.current && !stretch && log)
        markRead(c);
    };
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [c, chat.n, chat.my.markedUnread, log, stretch, below]);

  // Somebody asked for a certain message: bring it here, scroll to it, light it up.
  useEffect(() => {
    if (!target) return;
    let gone = false;
    void reach(c, target.seq).then((where) => {
      if (!where || gone) return;
      requestAnimationFrame(() => {
        const { logs, stretches } = useMessaging.getState();
        const at = indexOfSeq(
          (where === 'stretch' ? stretches[c]?.messages : logs[c]?.messages) ?? none,
          target.seq,
        );
        if (at < 0) return;
        atEnd.current = false;
        list.current?.scrollToIndex(at, { align: 'center' });
        setLit(target.seq);
        setTimeout(() => setLit(null), 1_800);
      });
    });
    return () => {
      gone = true;
    };
  }, [c, target]);

  // Whatever grows (a picture arrives, the composer gets a line) the end stays the end while the reader is there.
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scroller = frame.current?.querySelector('[role=log]');
    if (!scroller?.firstElementChild) return;
    const stick = new ResizeObserver(() => {
      if (placed.current && atEnd.current) scroller.scrollTop = scroller.scrollHeight;
    });
    stick.observe(scroller);
    stick.observe(scroller.firstElementChild);
    return () => stick.disconnect();
  }, [drawn]);

  const lastOffset = useRef(0);
  const onScroll = (offset: number) => {
    const handle = list.current;
    if (!handle) return;
    const left = handle.scrollSize - offset - handle.viewportSize;
    // Only going up leaves the end; rows that turn out taller than expected do not.
    if (stretch || offset < lastOffset.current - 2) atEnd.current = left < nearEnd && !stretch;
    else if (left < nearEnd) atEnd.current = true;
    lastOffset.current = offset;
    const away = left > handle.viewportSize * 0.6 || stretch !== undefined;
    if (away !== below) {
      setBelow(away);
      if (away) setSeenN(chat.n);
    }
    if (atEnd.current && document.hasFocus()) markRead(c);
    if (offset < 600) void (stretch ? extendStretch(c, 'before') : loadOlder(c));
    if (stretch && left < 600) void extendStretch(c, 'after');
  };
  const onKeyDown = (e: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!by || !(e.target instanceof HTMLElement)) return;
    const row = e.target.closest<HTMLElement>('[data-seq]');
    const at = row ? indexOfSeq(messages, Number(row.dataset['seq'])) : by < 0 ? messages.length : -1;
    let to = at + by;
    while (messages[to]?.k === 'system' || messages[to]?.rc !== undefined) to += by;
    const next = messages[to];
    if (!next) return;
    e.preventDefault();
    list.current?.scrollToIndex(to, { align: 'nearest' });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-seq="${next.s}"]`)?.focus());
  };
  const jump = () => {
    if (stretch) leaveStretch(c);
    atEnd.current = true;
    requestAnimationFrame(toEnd);
  };

  if (!log && !stretch && waiting.length === 0)
    // A link that is only being made again brings them in a moment; without any network they are not to be had.
    return link === 'waiting' && !navigator.onLine ? (
      <Empty icon={<CloudOff />} title={words.pane.notHere} text={words.link.offline} />
    ) : (
      <ComingMessages />
    );
  if (rows === 0)
    return <Empty icon={<MessageCircleDashed />} title={words.pane.empty} text={words.pane.emptyText} />;

  const fresh = below && !stretch ? Math.max(0, chat.n - Math.max(seenN, chat.my.readN)) : 0;
  return (
    <div ref={frame} className="pane relative flex-1">
      <VList
        ref={list}
        shift={shift}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        role="log"
        aria-label={words.pane.log}
        tabIndex={0}
        className="flex-1 overscroll-contain pb-3 focus-visible:-outline-offset-2"
      >
        {messages.map((m, i) => {
          const { newDay, first } = grouping(messages[i - 1], m, sameDay);
          const next = messages[i + 1];
          const last = !next || grouping(m, next, sameDay).first;
          return (
            <div key={m.s}>
              {newDay && <DayLine ts={m.ts} />}
              {m.s === unreadLine && <UnreadLine />}
              <MessageRow
                m={m}
                chat={chat}
                first={first}
                last={last}
                mark={marked ? marked.has(m.s) : null}
                lit={lit === m.s}
              />
            </div>
          );
        })}
        {waiting.map((o, i) => (
          <div key={o.cid}>
            <OutgoingRow o={o} first={i === 0} />
          </div>
        ))}
      </VList>
      {below && (
        <button
          type="button"
          onClick={jump}
          className="absolute right-4 bottom-3 inline-flex h-9 animate-rise items-center gap-1.5 rounded-full bg-raised px-3 text-dense text-accent shadow-2 ring-1 ring-line hover:bg-hover"
        >
          <ArrowDown aria-hidden className="size-4" />
          {fresh > 0 ? words.pane.newBelow(fresh) : words.pane.newest}
        </button>
      )}
    </div>
  );
}

/** Bubbles in the shape of what comes. */
function ComingMessages() {
  const { loading } = useUiWords();
  return (
    <div role="status" aria-label={loading} className="pane flex-1 justify-end gap-4 p-4">
      {[62, 38, 50, 30, 56].map((w, i) => (
        <div key={w} className={i % 3 === 2 ? 'flex justify-end' : 'flex gap-2.5'}>
          {i % 3 !== 2 && <Skeleton className="size-9 rounded-[28%]" />}
          <span style={{ width: `${w}%` }} className="max-w-100">
            <Skeleton className="h-10 w-full rounded-box" />
          </span>
        </div>
      ))}
    </div>
  );
}
