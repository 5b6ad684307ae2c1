import { useEffect, useState } from 'react';
import { cx } from '../../ui/cx.ts';
import { indexOfSeq } from './log-rules.ts';
import type { MessageEvent } from './model.ts';
import { useNaming } from './naming.ts';
import { fetchQuoted } from './open-chat.ts';
import { goToMessage } from './pane-store.ts';
import { gist } from './speak.ts';
import { useMessaging } from './store.ts';

/** The message a reply points at: from the log, else fetched once. undefined while looking, null where it is gone. */
export function useMessageAt(c: string, seq: number): MessageEvent | null | undefined {
  const held = useMessaging((s) => {
    const messages = s.logs[c]?.messages ?? [];
    return messages[indexOfSeq(messages, seq)] ?? s.stretches[c]?.messages.find((m) => m.s === seq);
  });
  const [fetched, setFetched] = useState<MessageEvent | null | undefined>(undefined);
  const missing = held === undefined;
  useEffect(() => {
    let gone = false;
    if (missing) void fetchQuoted(c, seq).then((m) => !gone && setFetched(m));
    return () => {
      gone = true;
    };
  }, [c, seq, missing]);
  return held ?? fetched;
}

/** The quoted line above a reply; a tap leads to it. */
export function Quote({ c, seq, mine }: { c: string; seq: number; mine: boolean }) {
  const m = useMessageAt(c, seq);
  const naming = useNaming([m?.u]);
  return (
    <button
      type="button"
      onClick={() => goToMessage(seq)}
      className={cx(
        'mb-1 flex max-w-full min-w-0 rounded-chip border-l-2 border-line-strong/60 bg-hover/70 px-2 py-0.5 text-left text-small text-text-3 hover:text-text-2',
        mine && 'self-end',
      )}
    >
      <span className="line-clamp-2 wrap-anywhere">
        {m === undefined
          ? '…'
          : m === null
            ? naming.words.message.gone
            : naming.words.says(naming.nameOf(m.u)) + gist(m, naming)}
      </span>
    </button>
  );
}
