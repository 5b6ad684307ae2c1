import { useEffect, useState, type ReactNode } from 'react';
import { Lock } from 'lucide-react';
import { Link } from 'wouter';
import { lazily, Quiet } from '../../lib/lazily.tsx';
import { useDesk } from '../../lib/media.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Splitter, usePaneWidth } from '../../ui/splitter.tsx';
import { ChatHeader } from './chat-header.tsx';
import { Composer } from './composer.tsx';
import { allowed } from './chat-rules.ts';
import { MessageList } from './message-list.tsx';
import type { Chat } from './model.ts';
import { openChat } from './open-chat.ts';
import { enterPane, setPane, usePane } from './pane-store.ts';
import { TopBars } from './top-bars.tsx';
import { TypingLine } from './typing-line.tsx';
import { useMessaging } from './store.ts';
import { useMessagingWords } from './words.ts';

const MarkedBar = lazily(
  () => import('./marked-bar.tsx'),
  (m) => m.MarkedBar,
);

const SidePanels = lazily(
  () => import('./side/side-panels.tsx'),
  (m) => m.SidePanels,
);
const AppMenuBar = lazily(
  () => import('./app-menu-bar.tsx'),
  (m) => m.AppMenuBar,
);
const ForwardDialog = lazily(
  () => import('./forward-dialog.tsx'),
  (m) => m.ForwardDialog,
);
const ImageViewer = lazily(
  () => import('./image-viewer.tsx'),
  (m) => m.ImageViewer,
);

type GuestSide = (guestId: string) => ReactNode;

/** One chat: its head, its log, the composer, and beside them the panel that was asked for. */
export function ChatPane({
  chatId,
  target,
  guestSide,
  head,
}: {
  chatId: string;
  target: number | null;
  /** stands where the chat's own head would */
  head?: ReactNode;
  /** what the page knows about the customer a chat is with */
  guestSide?: GuestSide;
}) {
  const words = useMessagingWords();
  const chat = useMessaging((s) => s.chats[chatId]);
  const listed = useMessaging((s) => s.listed);
  const running = useMessaging((s) => s.link !== 'idle');
  useEffect(() => {
    enterPane(chatId);
    return running ? openChat(chatId) : undefined;
  }, [chatId, running]);
  useEffect(() => {
    if (target !== null) setPane({ target: { seq: target, at: Date.now() } });
  }, [chatId, target]);
  if (!chat)
    return listed ? (
      <Empty
        title={words.pane.notFound}
        text={words.pane.notFoundText}
        action={
          <Link href="/chats" className="tap rounded-chip font-medium text-accent hover:underline">
            {words.pane.back}
          </Link>
        }
      />
    ) : (
      <RowsSkeleton />
    );
  return <OpenChat key={chat.id} chat={chat} guestSide={guestSide} head={head} />;
}

function OpenChat({
  chat,
  guestSide,
  head,
}: {
  chat: Chat;
  guestSide: GuestSide | undefined;
  head: ReactNode;
}) {
  const words = useMessagingWords();
  const desk = useDesk();
  const pane = usePaneWidth('side-width', 320, 260, 480);
  const panel = usePane((s) => s.panel);
  const marked = usePane((s) => s.marked);
  const editing = usePane((s) => s.edit);
  const forwarding = usePane((s) => s.forwarding);
  const viewing = usePane((s) => s.viewing);
  const [mounted] = useState(() => Date.now());
  const group = words.title;
  useShortcut({
    keys: 'mod+shift+f',
    label: words.pane.search,
    group,
    typing: true,
    run: () => setPane({ panel: { kind: 'search' } }),
  });
  useShortcut({
    keys: 'mod+shift+i',
    label: words.pane.info,
    group,
    typing: true,
    run: () => setPane((s) => ({ panel: s.panel?.kind === 'info' ? null : { kind: 'info' } })),
  });
  const mayPost = !chat.archived && allowed(chat, 'post');
  const main = (
    <section aria-label={words.pane.log} className="pane flex-1">
      {head ?? <ChatHeader chat={chat} />}
      <TopBars chat={chat} />
      <MessageList key={`${chat.id}-${mounted}`} chat={chat} />
      <TypingLine chat={chat} />
      {chat.kind === 'app' && !marked && (
        <Quiet>
          <AppMenuBar chatId={chat.id} />
        </Quiet>
      )}
      {marked ? (
        <Quiet>
          <MarkedBar chat={chat} marked={marked} />
        </Quiet>
      ) : mayPost ? (
        <Composer key={`${chat.id}/${editing?.s ?? ''}`} chat={chat} editing={editing} />
      ) : (
        <p className="flex shrink-0 items-center justify-center gap-2 border-t border-line px-4 py-4 text-dense text-text-3">
          <Lock aria-hidden className="size-4" />
          {chat.archived ? words.pane.archived : words.pane.onlyAdmins}
        </p>
      )}
    </section>
  );
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      {(desk || !panel) && main}
      {panel && (
        <Quiet>
          {desk && <Splitter pane={pane} side="right" />}
          <aside
            aria-label={words.pane.info}
            className="pane shrink-0 bg-panel max-desk:w-full"
            style={desk ? { width: pane.width } : undefined}
          >
            <SidePanels chat={chat} panel={panel} guestSide={guestSide} />
          </aside>
        </Quiet>
      )}
      {forwarding && (
        <Quiet>
          <ForwardDialog {...forwarding} />
        </Quiet>
      )}
      {viewing && (
        <Quiet>
          <ImageViewer {...viewing} />
        </Quiet>
      )}
    </div>
  );
}
