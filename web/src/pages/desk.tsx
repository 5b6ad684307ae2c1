import { useParams } from 'wouter';
import { DeskInbox } from '../features/desk/inbox.tsx';
import type { ChatRoom } from '../features/desk/session-view.tsx';
import { ChatUnder, putWords } from './chats.tsx';

/** A session in one's own hands is a chat like any other, under the desk's own head. */
const room: ChatRoom = {
  chat: (chatId, head) => <ChatUnder chatId={chatId} head={head} />,
  insert: putWords,
};

export function DeskPage() {
  const { sessionId } = useParams<{ sessionId?: string }>();
  return <DeskInbox here={sessionId} room={room} />;
}
