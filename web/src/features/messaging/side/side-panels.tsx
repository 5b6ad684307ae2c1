import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDesk } from '../../../lib/media.ts';
import { PaneBar } from '../../../ui/bits.tsx';
import { IconButton } from '../../../ui/button.tsx';
import type { Beside } from '../chat-pane.tsx';
import type { Chat } from '../model.ts';
import { setPane, type SidePanel } from '../pane-store.ts';
import { useMessagingWords } from '../words.ts';
import { ChatInfo } from './chat-info.tsx';
import { PinsPanel } from './pins-panel.tsx';
import { ReadersPanel } from './readers-panel.tsx';
import { SearchPanel } from './search-panel.tsx';
import { ThreadPanel } from './thread-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** The panel beside a chat. */
export function SidePanels({
  chat,
  panel,
  beside,
}: {
  chat: Chat;
  panel: SidePanel;
  beside?: Beside | undefined;
}) {
  const words = useMessagingWords();
  // Beside the chat the panel is a part of the page; on a phone it is the page.
  const Heading = useDesk() ? 'h2' : 'h1';
  const titles = {
    info: words.pane.info,
    search: words.pane.search,
    thread: words.side.thread,
    readers: words.message.readers,
    versions: words.message.versions,
    pins: words.pane.pins,
    app: panel.kind === 'app' ? panel.app.name : '',
  };
  const body = (): ReactNode => {
    switch (panel.kind) {
      case 'info':
        return <ChatInfo key={chat.id} chat={chat} beside={beside} />;
      case 'search':
        return <SearchPanel key={chat.id} chat={chat} />;
      case 'thread':
        return <ThreadPanel key={panel.seq} chat={chat} seq={panel.seq} />;
      case 'readers':
        return <ReadersPanel key={panel.seq} chat={chat} seq={panel.seq} />;
      case 'versions':
        return <VersionsPanel key={panel.seq} chat={chat} seq={panel.seq} />;
      case 'pins':
        return <PinsPanel chat={chat} />;
      case 'app':
        return beside?.app(panel.app.id, chat.id, () => setPane({ panel: { kind: 'info' } }));
    }
  };
  return (
    <>
      <PaneBar>
        <Heading className="min-w-0 flex-1 truncate text-[15px] font-medium">{titles[panel.kind]}</Heading>
        <IconButton label={words.viewer.close} className="-mr-1.5" onClick={() => setPane({ panel: null })}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </PaneBar>
      {body()}
    </>
  );
}
