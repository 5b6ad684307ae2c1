import { useState } from 'react';
import { SearchX } from 'lucide-react';
import { api } from '../../../lib/api.ts';
import { Empty, RowsSkeleton } from '../../../ui/bits.tsx';
import { SearchInput } from '../../../ui/input.tsx';
import { Choice } from '../../../ui/toggle.tsx';
import { useSearch } from '../../../ui/use-search.ts';
import type { Chat, MessageEvent } from '../model.ts';
import { goToMessage } from '../pane-store.ts';
import { useMessagingWords } from '../words.ts';
import { MessageLine } from './message-lines.tsx';

type Kind = 'any' | 'file' | 'image' | 'link';

/** Finds messages inside this chat; a tap leads to the place. */
export function SearchPanel({ chat }: { chat: Chat }) {
  const words = useMessagingWords();
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState<Kind>('any');
  const { items, busy } = useSearch(`${kind} ${query}`, async (asked, signal): Promise<MessageEvent[]> => {
    const q = asked.slice(asked.indexOf(' ') + 1).trim();
    if (!q || !asked.includes(' ')) return [];
    const { hits } = await api.messaging.search({ q, chatId: chat.id, kind, limit: 50 }, { signal });
    return hits.map((h) => h.message);
  });
  const q = query.trim();
  return (
    <>
      <div className="flex shrink-0 flex-col gap-2 border-b border-line p-3">
        <SearchInput label={words.pane.search} value={query} onValue={setQuery} autoFocus />
        <Choice<Kind>
          label={words.side.kind}
          value={kind}
          onValue={setKind}
          options={[
            { value: 'any', label: words.side.kinds.any },
            { value: 'file', label: words.side.kinds.file },
            { value: 'image', label: words.side.kinds.image },
            { value: 'link', label: words.side.kinds.link },
          ]}
        />
      </div>
      {q === '' ? (
        <Empty title={words.side.searchHint} />
      ) : items.length > 0 ? (
        <ul className="min-h-0 flex-1 overflow-y-auto py-1.5" tabIndex={0} aria-label={words.pane.search}>
          {items.map((m) => (
            <MessageLine key={m.s} m={m} find={q} onOpen={() => goToMessage(m.s)} />
          ))}
        </ul>
      ) : busy ? (
        <RowsSkeleton rows={5} />
      ) : (
        <Empty icon={<SearchX />} title={words.side.nothing(q)} />
      )}
    </>
  );
}
