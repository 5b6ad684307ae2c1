import { MessagesSquare } from 'lucide-react';
import { useParams } from 'wouter';
import { ChatList } from '../features/messaging/chat-list.tsx';
import { useMessagingWords } from '../features/messaging/words.ts';
import { Empty } from '../ui/bits.tsx';
import { ListAndDetail } from '../ui/panes.tsx';

export function ChatsPage() {
  const words = useMessagingWords();
  const { chatId } = useParams<{ chatId?: string }>();
  return (
    <ListAndDetail
      chosen={chatId !== undefined}
      list={<ChatList here={chatId} />}
      detail={<Empty icon={<MessagesSquare />} title={words.pickChat} text={words.pickChatText} />}
    />
  );
}
