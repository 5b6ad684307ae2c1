import { Megaphone, Pin, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api.ts';
import { IconButton } from '../../ui/button.tsx';
import { plainText } from './markdown/parse.ts';
import type { Chat, MessageEvent } from './model.ts';
import { useNaming } from './naming.ts';
import { goToMessage, setPane } from './pane-store.ts';
import { later } from './running.ts';
import { gist } from './speak.ts';
import { useMessaging } from './store.ts';

/** The pinned messages of a chat, following pins and unpins seen in the log. */
export function usePins(c: string): MessageEvent[] {
  const [pins, setPins] = useState<MessageEvent[]>([]);
  const stamp = useMessaging(
    (s) => (s.logs[c]?.messages ?? []).reduce((n, m) => (m.pin ? n * 31 + m.s : n), 7) % 1e9,
  );
  useEffect(() => {
    let gone = false;
    api.messaging
      .listPins({ chatId: c as `chat_${string}` })
      .then((a) => !gone && setPins(a.messages))
      .catch(later);
    return () => {
      gone = true;
    };
  }, [c, stamp]);
  return pins;
}

const dismissed = new Set<string>();

/** What stands above the log: the announcement until it is put away, and the newest pin. */
export function TopBars({ chat }: { chat: Chat }) {
  const pins = usePins(chat.id);
  const naming = useNaming([pins[0]?.u]);
  const { words } = naming;
  const { announcement } = chat;
  const key = `${chat.id}${announcement?.at ?? ''}`;
  const [hidden, setHidden] = useState<string | null>(dismissed.has(key) ? key : null);
  const row = 'flex min-h-9 shrink-0 items-center gap-2 border-b border-line bg-panel px-4 text-dense';
  return (
    <>
      {announcement?.text && hidden !== key && (
        <div className={row}>
          <Megaphone aria-hidden className="size-4 shrink-0 text-warn" />
          <button
            type="button"
            onClick={() => setPane({ panel: { kind: 'info' } })}
            className="min-w-0 flex-1 truncate rounded-chip py-1 text-left"
          >
            <span className="sr-only">{words.pane.announcement}: </span>
            {plainText(announcement.text)}
          </button>
          <IconButton
            size="small"
            label={words.pane.hide}
            onClick={() => {
              dismissed.add(key);
              setHidden(key);
            }}
          >
            <X aria-hidden className="size-3.5" />
          </IconButton>
        </div>
      )}
      {pins[0] && (
        <div className={row}>
          <Pin aria-hidden className="size-4 shrink-0 text-accent" />
          <button
            type="button"
            onClick={() => pins[0] && goToMessage(pins[0].s)}
            className="min-w-0 flex-1 truncate rounded-chip py-1 text-left"
          >
            <span className="text-text-3">{words.says(naming.nameOf(pins[0].u))}</span>
            {gist(pins[0], naming)}
          </button>
          {pins.length > 1 && (
            <button
              type="button"
              onClick={() => setPane({ panel: { kind: 'pins' } })}
              className="tap shrink-0 rounded-chip px-2 py-1 text-small text-accent hover:bg-hover"
            >
              {words.pane.pinsCount(pins.length)}
            </button>
          )}
        </div>
      )}
    </>
  );
}
