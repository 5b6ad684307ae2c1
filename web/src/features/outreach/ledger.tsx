import { Download } from 'lucide-react';
import { useState } from 'react';
import type { Broadcast, LedgerLine, Reason } from '../../../../contract/src/outreach.ts';
import { api, failureText } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton, Tag } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { useOutreachWords } from './words.ts';

/** Everybody with the one reason they ended with; filtered by reason, or taken away as a table. */
export function Ledger({ broadcast: b }: { broadcast: Pick<Broadcast, 'id' | 'counts' | 'read'> }) {
  const words = useOutreachWords();
  const [reason, setReason] = useState<Reason | ''>('');
  const asked = { broadcastId: b.id, ...(reason ? { reason } : {}) };
  const key = JSON.stringify([asked, b.counts, b.read]);
  const first = useLoaded(key, () => api.outreach.listLedger(asked));
  const [more, setMore] = useState<{ key: string; lines: LedgerLine[]; next: string | null } | null>(null);
  const added = more?.key === key ? more : null;
  const lines = first.data && [...first.data.lines, ...(added?.lines ?? [])];
  const next = added ? added.next : first.data?.next;
  const goOn = async () => {
    if (!next) return;
    try {
      const page = await api.outreach.listLedger({ ...asked, after: next });
      setMore({ key, lines: [...(added?.lines ?? []), ...page.lines], next: page.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <section aria-label={words.ledger} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="min-w-0 flex-1 text-dense font-medium text-text-2">{words.ledger}</h2>
        <Select
          aria-label={words.reason}
          className="w-44"
          value={reason}
          onChange={(e) => setReason(e.target.value as Reason | '')}
          options={[
            { value: '', label: `${words.reason}: ${words.any}` },
            ...b.counts.map((c) => ({ value: c.reason, label: words.reasons[c.reason] })),
          ]}
        />
        <a
          href={`/api/outreach/broadcasts/${b.id}/ledger.csv${reason ? `?reason=${reason}` : ''}`}
          download
          className="inline-flex items-center gap-1.5 rounded-chip px-2 py-1 text-dense text-accent hover:bg-hover"
        >
          <Download aria-hidden className="size-4" />
          {words.csv}
        </a>
      </div>
      {first.error ? (
        <Empty title={failureText(first.error)} />
      ) : !lines ? (
        <RowsSkeleton rows={4} />
      ) : lines.length === 0 ? (
        <Empty title={words.ledgerNone} />
      ) : (
        <ul className="rounded-box border border-line">
          {lines.map((line) => (
            <li
              key={line.customerId}
              className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{line.name}</span>
                <span className="block truncate text-small text-text-3">{line.memberName}</span>
              </span>
              <Tag tone={line.reason === 'sent' ? 'accent' : line.reason ? 'plain' : 'info'}>
                {line.reason
                  ? words.reasons[line.reason]
                  : line.state === 'asked'
                    ? words.asked
                    : words.underway}
              </Tag>
              <span className="tabular w-24 shrink-0 text-right text-tiny text-text-3">
                {timeOf(line, words)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {next && (
        <Button className="self-center" onClick={() => void goOn()}>
          {words.more}
        </Button>
      )}
    </section>
  );
}

function timeOf(line: LedgerLine, words: ReturnType<typeof useOutreachWords>): string {
  if (line.readAt) return `${words.read} ${when(Date.parse(line.readAt))}`;
  if (line.sentAt) return when(Date.parse(line.sentAt));
  return line.state === 'waiting' && line.dueAt ? words.waitsUntil(when(Date.parse(line.dueAt))) : '';
}
