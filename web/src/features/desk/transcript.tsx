import { useState } from 'react';
import type { desk } from '../../../../contract/src/desk.ts';
import type { OutputOf } from '../../../../contract/src/define.ts';
import type { DeskSessionId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { clock } from '../../lib/format.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { toast } from '../../ui/overlays.ts';
import { useFresh } from './use-fresh.ts';
import { useDeskWords } from './words.ts';

type Message = OutputOf<typeof desk.readDeskSession>['messages'][number];

/** What was said, for reading: before somebody takes a session, and after it is over. */
export function Transcript({ sessionId }: { sessionId: DeskSessionId }) {
  const words = useDeskWords();
  const [older, setOlder] = useState<{ messages: Message[]; more: boolean } | null>(null);
  const newest = useFresh(sessionId, () => api.desk.readDeskSession({ sessionId }));
  if (newest.error) return <Empty title={failureText(newest.error)} />;
  if (!newest.data) return <RowsSkeleton rows={4} />;
  const messages = [...(older?.messages ?? []), ...newest.data.messages];
  const goBack = async () => {
    try {
      const page = await api.desk.readDeskSession({ sessionId, before: messages[0]?.seq ?? 0 });
      setOlder({ messages: [...page.messages, ...(older?.messages ?? [])], more: page.more });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <div role="log" aria-label={words.log} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto p-4">
      {(older?.more ?? newest.data.more) && (
        <p className="pb-3 text-center">
          <Button size="small" onClick={() => void goBack()}>
            {words.older}
          </Button>
        </p>
      )}
      <ol className="flex flex-col gap-3">
        {messages.map((m) => (
          <Line key={m.seq} message={m} />
        ))}
      </ol>
    </div>
  );
}

function Line({ message: m }: { message: Message }) {
  const words = useDeskWords();
  const said = m.body['text'] ?? m.body['name'];
  const text = m.recalled ? words.recalled : typeof said === 'string' ? said : words.file;
  if (m.kind === 'system') return <li className="self-center text-small text-text-3">{text}</li>;
  return (
    <li className={cx('flex max-w-[80%] flex-col gap-0.5', m.mine ? 'items-start' : 'items-end self-end')}>
      <span
        className={cx(
          'rounded-box px-3 py-2 wrap-anywhere whitespace-pre-wrap',
          m.mine ? 'bg-hover' : 'bg-accent-soft text-text',
        )}
      >
        {text}
      </span>
      <time className="text-tiny text-text-3">{clock(m.at)}</time>
    </li>
  );
}
