import type { ReactNode } from 'react';
import { MessagesSquare } from 'lucide-react';
import { useParams, useSearchParams } from 'wouter';
import { ChatList } from '../features/messaging/chat-list.tsx';
import type { AppId, ChatId } from '../../../contract/src/ids.ts';
import { type Beside, ChatPane } from '../features/messaging/chat-pane.tsx';
import { setPane } from '../features/messaging/pane-store.ts';
import { useNewChat } from '../features/messaging/new-chat-store.ts';
import { useMessagingWords } from '../features/messaging/words.ts';
import { lazily, Quiet } from '../lib/lazily.tsx';
import { Empty } from '../ui/bits.tsx';
import { ListAndDetail } from '../ui/panes.tsx';

const NewChatDialog = lazily(
  () => import('../features/messaging/new-chat-dialog.tsx'),
  (m) => m.NewChatDialog,
);

const CustomerSide = lazily(
  () => import('../features/customers/customer-side.tsx'),
  (m) => m.CustomerSide,
);
const AppsBeside = lazily(
  () => import('../features/app-page/beside-chat.tsx'),
  (m) => m.AppsBeside,
);
const AppPage = lazily(
  () => import('../features/app-page/app-page.tsx'),
  (m) => m.AppPage,
);
const beside: Beside = {
  guest: (id) => (
    <Quiet>
      <CustomerSide key={id} customerId={id} />
    </Quiet>
  ),
  apps: (open) => (
    <Quiet>
      <AppsBeside onOpen={open} />
    </Quiet>
  ),
  app: (appId, chatId, close) => (
    <Quiet>
      <AppPage key={`${appId} ${chatId}`} appId={appId as AppId} chatId={chatId as ChatId} onClose={close} />
    </Quiet>
  ),
};

/** A chat under another page's head. Both live here, so that the parts of a chat stay one file for the first screen. */
export const ChatUnder = ({ chatId, head }: { chatId: string; head: ReactNode }) => (
  <ChatPane chatId={chatId} target={null} head={head} />
);
/** Puts words where the member writes in the open chat. */
export const putWords = (text: string): void => setPane({ put: text });

export function ChatsPage() {
  const words = useMessagingWords();
  const { chatId } = useParams<{ chatId?: string }>();
  const [search] = useSearchParams();
  const target = Number(search.get('at')) || null;
  const asked = useNewChat((s) => s.asked);
  return (
    <>
      <ListAndDetail
        chosen={chatId !== undefined}
        list={<ChatList here={chatId} />}
        detail={
          chatId ? (
            <ChatPane chatId={chatId} target={target} beside={beside} />
          ) : (
            <Empty icon={<MessagesSquare />} title={words.pickChat} text={words.pickChatText} />
          )
        }
      />
      {asked && (
        <Quiet>
          <NewChatDialog key={asked} />
        </Quiet>
      )}
    </>
  );
}
