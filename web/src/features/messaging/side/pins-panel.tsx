import { Pin } from 'lucide-react';
import { Empty } from '../../../ui/bits.tsx';
import type { Chat } from '../model.ts';
import { goToMessage } from '../pane-store.ts';
import { usePins } from '../top-bars.tsx';
import { useMessagingWords } from '../words.ts';
import { MessageLine } from './message-lines.tsx';

export function PinsPanel({ chat }: { chat: Chat }) {
  const words = useMessagingWords();
  const pins = usePins(chat.id);
  if (pins.length === 0) return <Empty icon={<Pin />} title={words.side.noPins} />;
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto py-2" tabIndex={0} aria-label={words.pane.pins}>
      {pins.map((m) => (
        <MessageLine key={m.s} m={m} onOpen={() => goToMessage(m.s)} />
      ))}
    </ul>
  );
}
