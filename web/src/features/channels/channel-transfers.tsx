import { api } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Tag } from '../../ui/bits.tsx';
import { useChannelsWords } from './words.ts';

const tones = { queued: 'info', asked: 'info', done: 'accent', refused: 'danger' } as const;

/** Customers who have another member here and pass to them over there: how far each is, and why one does not. */
export function ChannelTransfers() {
  const words = useChannelsWords();
  const got = useLoaded('channel-transfers', () => api.channels.listChannelTransfers({}));
  if (!got.data?.transfers.length) return null;
  const { counts, transfers } = got.data;
  return (
    <section aria-label={words.transfers} className="flex flex-col gap-2">
      <h2 className="font-medium">{words.transfers}</h2>
      <p className="text-small text-text-3">{words.transfersText}</p>
      <p className="text-dense text-text-2">
        {(['queued', 'asked', 'done', 'refused'] as const)
          .map((state) => `${words.transferStates[state]} ${counts[state]}`)
          .join(' · ')}
      </p>
      <ul
        className="max-h-60 overflow-y-auto rounded-box border border-line"
        tabIndex={0}
        aria-label={words.transfers}
      >
        {transfers.map((t) => (
          <li
            key={`${t.accountId} ${t.customerId} ${t.state} ${t.dueAt}`}
            className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{t.customerName}</span>
              <span className="block truncate text-small text-text-3">
                {t.from} → {t.to}
                {t.why && ` · ${words.transferWhys[t.why] ?? t.why}`}
              </span>
            </span>
            <Tag tone={tones[t.state]}>{words.transferStates[t.state]}</Tag>
            <span className="tabular w-24 shrink-0 text-right text-tiny text-text-3">
              {when(Date.parse(t.endedAt ?? t.dueAt))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
