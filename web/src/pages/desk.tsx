import { useParams } from 'wouter';
import { DeskInbox } from '../features/desk/inbox.tsx';
import type { ChatRoom } from '../features/desk/session-view.tsx';
import { ChatPane } from '../features/messaging/chat-pane.tsx';
import { setPane } from '../features/messaging/pane-store.ts';

/** A session in one's own hands is a chat like any other, under the desk's own head. */
const room: ChatRoom = {
  chat: (chatId, head) => <ChatPane chatId={chatId} target={null} head={head} />,
  insert: (text) => setPane({ put: text }),
};

export function DeskPage() {
  const { sessionId } = useParams<{ sessionId?: string }>();
  return <DeskInbox here={sessionId} room={room} />;
}
