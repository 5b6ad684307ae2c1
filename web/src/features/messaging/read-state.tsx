import { Check, CheckCheck } from 'lucide-react';
import type { Chat, MessageEvent } from './model.ts';
import { setPane } from './pane-store.ts';
import { useMessaging } from './store.ts';
import { useMessagingWords } from './words.ts';

/** Whether others have read a message of mine: a tick in direct chats, a count in groups. */
export function ReadState({ m, chat }: { m: MessageEvent; chat: Chat }) {
  const words = useMessagingWords();
  const readers = useMessaging((s) => {
    let count = 0;
    for (const [u, n] of Object.entries(s.readers[m.c] ?? {})) if (u !== m.u && n >= m.n) count += 1;
    return count;
  });
  const others = chat.memberCount - 1;
  if (chat.kind === 'direct')
    return (
      <span className="inline-flex items-center gap-0.5 text-tiny text-text-3">
        {readers > 0 ? (
          <CheckCheck aria-hidden className="size-3 text-accent" />
        ) : (
          <Check aria-hidden className="size-3" />
        )}
        {readers > 0 ? words.message.read : words.message.unread}
      </span>
    );
  // A program reads at once, and how far a customer has read is theirs to know.
  if (chat.kind === 'app' || chat.kind === 'customer') return null;
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => setPane({ panel: { kind: 'readers', seq: m.s } })}
      className="inline-flex items-center gap-0.5 text-tiny text-text-3 hover:text-text"
    >
      {readers > 0 ? (
        <CheckCheck aria-hidden className="size-3 text-accent" />
      ) : (
        <Check aria-hidden className="size-3" />
      )}
      {readers === 0
        ? words.message.unread
        : readers >= others
          ? words.message.readAll
          : words.message.readBy(readers)}
    </button>
  );
}
