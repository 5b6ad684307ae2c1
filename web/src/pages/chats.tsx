import type { ReactNode } from 'react';
import { Headset, MessagesSquare } from 'lucide-react';
import { Link, Redirect, useParams, useSearchParams } from 'wouter';
import { ChatList } from '../features/messaging/chat-list.tsx';
import type { AppId, ChatId } from '../../../contract/src/ids.ts';
import { type Beside, ChatPane } from '../features/messaging/chat-pane.tsx';
import { setPane } from '../features/messaging/pane-store.ts';
import { useMessaging } from '../features/messaging/store.ts';
import { useUnreadAtDesks } from '../features/messaging/unread.ts';
import { useNewChat } from '../features/messaging/new-chat-store.ts';
import { useMessagingWords } from '../features/messaging/words.ts';
import { lazily, Quiet } from '../lib/lazily.tsx';
import { Badge, Empty } from '../ui/bits.tsx';
import { ListAndDetail } from '../ui/panes.tsx';

const NewChatDialog = lazily(
  () => import('../features/messaging/new-chat-dialog.tsx'),
  (m) => m.NewChatDialog,
);

const BesideCustomer = lazily(
  () => import('./beside-customer.tsx'),
  (m) => m.BesideCustomer,
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
      <BesideCustomer key={id} customerId={id} />
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

/** On a phone the desks have no place in the bar: who waits for me there stands above the chats. */
function FromDesks() {
  const words = useMessagingWords();
  const unread = useUnreadAtDesks();
  if (unread === 0) return null;
  return (
    <Link
      href="/desk"
      className="flex items-center gap-3 border-b border-line px-4 py-2.5 hover:bg-hover desk:hidden"
    >
      <Headset aria-hidden className="size-5 text-text-2" />
      <span className="flex-1">{words.fromDesks}</span>
      <Badge n={unread} />
    </Link>
  );
}

export function ChatsPage() {
  const words = useMessagingWords();
  const { chatId } = useParams<{ chatId?: string }>();
  const [search] = useSearchParams();
  const target = Number(search.get('at')) || null;
  const asked = useNewChat((s) => s.asked);
  const served = useMessaging((s) => chatId !== undefined && s.chats[chatId]?.desk === true);
  if (served) return <Redirect to={`/desk?chat=${chatId}`} replace />;
  return (
    <>
      <ListAndDetail
        chosen={chatId !== undefined}
        list={
          <>
            <FromDesks />
            <ChatList here={chatId} />
          </>
        }
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
