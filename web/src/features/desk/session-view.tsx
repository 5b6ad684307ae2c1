import { ChevronLeft, PanelRight } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import type { desk } from '../../../../contract/src/desk.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { DeskSessionId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useDesk } from '../../lib/media.ts';
import { myId } from '../../lib/session.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { Empty, PaneBar, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { PromiseClock } from './promise-clock.tsx';
import { SessionSide } from './session-side.tsx';
import { Transcript } from './transcript.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useFresh } from './use-fresh.ts';
import { useDeskWords } from './words.ts';

type MyDesk = OutputOf<typeof desk.listMyDesks>['desks'][number];

/** How a page shows a chat the member sits in, and puts words where they write. */
export interface ChatRoom {
  chat: (chatId: string, head: ReactNode) => ReactNode;
  insert: (text: string) => void;
}

export function SessionView({
  sessionId,
  desks,
  room,
  onMoved,
  onTaken,
}: {
  sessionId: DeskSessionId;
  desks: readonly MyDesk[];
  room: ChatRoom;
  onMoved: () => void;
  /** it is in the reader's own hands now */
  onTaken: () => void;
}) {
  const words = useDeskWords();
  const wide = useDesk();
  const [, navigate] = useLocation();
  const loaded = useFresh(sessionId, () => api.desk.getDeskSession({ sessionId }));
  const [side, setSide] = useState(wide);
  const [moving, setMoving] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const replies = useRef<HTMLInputElement>(null);
  const s = loaded.data;
  const mine = s?.state === 3 && s.memberId === myId();
  const takable = s !== undefined && s.state < 3;
  const refresh = () => (loaded.reload(), onMoved());
  const act = async (run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
    refresh();
  };
  const take = () => takable && void act(() => api.desk.takeDeskSession({ sessionId }).then(onTaken));
  const close = async () => {
    if (!s || s.state === 4 || (s.state === 3 && !mine)) return;
    if (await confirm({ title: words.closeSure, text: words.closeText, action: words.close }))
      await act(() => api.desk.closeDeskSession({ sessionId }));
  };
  const reach = (field: { current: HTMLElement | null }) => {
    // At once, for what is typed in the same breath belongs there.
    flushSync(() => setSide(true));
    field.current?.focus();
  };
  const { group } = words;
  useShortcut({ keys: 'alt+t', label: words.take, group, run: take });
  useShortcut({ keys: 't', label: words.take, group, run: take });
  useShortcut({ keys: 'alt+x', label: words.transfer, group, run: () => mine && setMoving(true) });
  useShortcut({ keys: 'alt+n', label: words.note, group, run: () => reach(note) });
  useShortcut({ keys: 'alt+e', label: words.close, group, run: () => void close() });
  if (loaded.error) return <Empty title={failureText(loaded.error)} />;
  if (!s) return <RowsSkeleton rows={5} />;

  // A slash in an empty field looks for a canned reply.
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key !== '/' || e.nativeEvent.isComposing || !mine) return;
    const box = e.target;
    if (!(box instanceof HTMLTextAreaElement) || box === note.current || box.value !== '') return;
    e.preventDefault();
    reach(replies);
  };
  const insert = (text: string) => {
    room.insert(text);
    if (!wide) setSide(false);
  };
  const Heading = wide ? 'h2' : 'h1';
  const head = (
    <PaneBar className="h-auto! min-h-14 flex-wrap gap-2 py-1.5 max-desk:px-2">
      {!wide && (
        <IconButton label={words.back} onClick={() => (side ? setSide(false) : navigate('/desk'))}>
          <ChevronLeft aria-hidden className="size-5" />
        </IconButton>
      )}
      <div className="min-w-0 flex-1">
        <Heading className="flex items-center gap-2 text-[15px] leading-5 font-medium">
          <span className="truncate">{s.customerName}</span>
          <Tag>{words.states[s.state]}</Tag>
        </Heading>
        <p className="flex items-center gap-2 truncate text-tiny text-text-3">
          {[s.deskName, s.memberName].filter(Boolean).join(' · ')}
          <PromiseClock session={s} />
        </p>
      </div>
      {takable && (
        <Button size="small" look="solid" aria-keyshortcuts="Alt+T" onClick={take}>
          {words.take}
        </Button>
      )}
      {mine && (
        <Button size="small" aria-keyshortcuts="Alt+X" onClick={() => setMoving(true)}>
          {words.transfer}
        </Button>
      )}
      {(mine || takable) && (
        <Button size="small" aria-keyshortcuts="Alt+E" onClick={() => void close()}>
          {words.close}
        </Button>
      )}
      <IconButton label={words.side} active={side} onClick={() => setSide(!side)}>
        <PanelRight aria-hidden className="size-[18px]" />
      </IconButton>
    </PaneBar>
  );
  const at = desks.find((d) => d.id === s.deskId);
  return (
    <div className="flex min-h-0 min-w-0 flex-1" onKeyDown={onKeyDown}>
      {(wide || !side) && (
        <div className="pane flex-1">
          {mine ? (
            room.chat(s.chatId, head)
          ) : (
            <>
              {head}
              <Transcript key={s.id} sessionId={s.id} />
            </>
          )}
        </div>
      )}
      {side && (
        <aside
          aria-label={words.side}
          className="pane shrink-0 border-l border-line bg-panel max-desk:w-full desk:w-80"
        >
          {!wide && head}
          <SessionSide
            session={s}
            fields={{ note, replies }}
            colleagues={at?.colleagues ?? []}
            insert={mine ? insert : undefined}
            onNoted={refresh}
          />
        </aside>
      )}
      {moving && at && (
        <TransferDialog
          session={s}
          at={at}
          onClose={() => setMoving(false)}
          onDone={() => {
            setMoving(false);
            refresh();
          }}
        />
      )}
    </div>
  );
}
