import { useEffect, useState } from 'react';
import { api, failureText } from '../../../lib/api.ts';
import { fullTime } from '../../../lib/format.ts';
import { myId } from '../../../lib/session.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { RichText } from '../markdown/render.tsx';
import type { Chat } from '../model.ts';
import { useMessageAt } from '../quote.tsx';
import { later } from '../running.ts';
import { useMessagingWords } from '../words.ts';

/** What an edited message said before, the newest first. */
export function VersionsPanel({ chat, seq }: { chat: Chat; seq: number }) {
  const words = useMessagingWords();
  const now = useMessageAt(chat.id, seq);
  const [versions, setVersions] = useState<{ text: string; at: string }[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const stamp = now?.ed;
  useEffect(() => {
    let gone = false;
    api.messaging
      .listVersions({ chatId: chat.id, seq })
      .then((a) => !gone && setVersions(a.versions))
      .catch((failure: unknown) => {
        later(failure);
        if (!gone) setError(failureText(failure));
      });
    return () => {
      gone = true;
    };
  }, [chat.id, seq, stamp]);
  if (error) return <Empty title={error} />;
  if (!versions) return <RowsSkeleton rows={3} />;
  return (
    <ol className="min-h-0 flex-1 overflow-y-auto p-4" tabIndex={0} aria-label={words.message.versions}>
      {typeof now?.b['text'] === 'string' && (
        <li className="mb-4 rounded-box bg-accent-soft p-3 text-dense">
          <div className="mb-1 text-tiny text-accent">{words.side.now}</div>
          <RichText text={now.b['text']} me={myId()} />
        </li>
      )}
      {versions.toReversed().map((v) => (
        <li key={v.at} className="mb-4 border-l-2 border-line pl-3 text-dense">
          <time className="mb-1 block text-tiny text-text-3">{fullTime(Date.parse(v.at))}</time>
          <RichText text={v.text} me={myId()} />
        </li>
      ))}
    </ol>
  );
}
