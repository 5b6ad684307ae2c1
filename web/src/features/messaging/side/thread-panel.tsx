import { Reply } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api, failureText } from '../../../lib/api.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { Button } from '../../../ui/button.tsx';
import type { Chat, MessageEvent } from '../model.ts';
import { goToMessage, setPane } from '../pane-store.ts';
import { later } from '../running.ts';
import { useMessaging } from '../store.ts';
import { useMessagingWords } from '../words.ts';
import { MessageLine } from './message-lines.tsx';

/** A message and every reply to it. */
export function ThreadPanel({ chat, seq }: { chat: Chat; seq: number }) {
  const words = useMessagingWords();
  const [thread, setThread] = useState<{ root: MessageEvent; replies: MessageEvent[] } | null>(null);
  const [error, setError] = useState<string | null>(null);
  // A new reply in the log asks again.
  const stamp = useMessaging(
    (s) => s.logs[chat.id]?.messages.reduce((n, m) => (m.re === seq ? (m.v ?? m.s) : n), 0) ?? 0,
  );
  useEffect(() => {
    let gone = false;
    api.messaging
      .listReplies({ chatId: chat.id, seq })
      .then((a) => !gone && setThread(a))
      .catch((failure: unknown) => {
        later(failure);
        if (!gone) setError(failureText(failure));
      });
    return () => {
      gone = true;
    };
  }, [chat.id, seq, stamp]);
  if (error) return <Empty title={error} />;
  if (!thread) return <RowsSkeleton rows={4} />;
  return (
    <>
      <ul className="min-h-0 flex-1 overflow-y-auto py-2" tabIndex={0} aria-label={words.side.thread}>
        <MessageLine m={thread.root} onOpen={() => goToMessage(thread.root.s)} />
        <li className="flex items-center gap-3 px-4 py-1.5 text-tiny text-text-3">
          {thread.replies.length ? words.message.replies(thread.replies.length) : words.side.noReplies}
          <span className="h-px flex-1 bg-line" />
        </li>
        {thread.replies.map((m) => (
          <MessageLine key={m.s} m={m} onOpen={() => goToMessage(m.s)} />
        ))}
      </ul>
      {!chat.archived && (
        <div className="shrink-0 border-t border-line p-3">
          <Button
            className="w-full"
            icon={<Reply aria-hidden className="size-4" />}
            onClick={() => {
              goToMessage(thread.root.s);
              setPane({ reply: thread.root, edit: null });
            }}
          >
            {words.message.reply}
          </Button>
        </div>
      )}
    </>
  );
}
