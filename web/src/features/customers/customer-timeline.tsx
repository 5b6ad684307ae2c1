import { useState } from 'react';
import type { TimelineRow } from '../../../../contract/src/customer-timeline.ts';
import type { CustomerId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { localeTag } from '../../lib/locale.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { useAsked } from './use-asked.ts';
import { useCustomerWords } from './words.ts';

/** Beside a chat with a customer: everything that happened, wherever in the house, newest first. */
export function CustomerTimeline({ customerId }: { customerId: string }) {
  const words = useCustomerWords();
  const id = customerId as CustomerId;
  const first = useLoaded(`timeline of ${id}`, () => api.customerTimeline.listTimeline({ customerId: id }));
  const [more, setMore] = useState<{ rows: TimelineRow[]; next: string | null } | null>(null);
  if (first.error) return <Empty title={failureText(first.error)} />;
  if (!first.data) return <RowsSkeleton rows={4} />;
  const next = more ? more.next : first.data.next;
  const goOn = async (before: string) => {
    try {
      const page = await api.customerTimeline.listTimeline({ customerId: id, before });
      setMore({ rows: [...(more?.rows ?? []), ...page.rows], next: page.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <section className="px-4 py-3" aria-label={words.timeline}>
      <ol className="flex flex-col gap-3 border-l border-line pl-3 text-dense">
        {[...first.data.rows, ...(more?.rows ?? [])].map((row) => (
          <Line key={`${row.kind} ${row.id}`} row={row} />
        ))}
      </ol>
      {next && (
        <p className="mt-3">
          <Button onClick={() => void goOn(next)}>{words.more}</Button>
        </p>
      )}
    </section>
  );
}

function Line({ row }: { row: TimelineRow }) {
  const words = useCustomerWords();
  const { stageName } = useAsked();
  const names: Record<string, string> = { ...words.events, ...words.happened.kinds };
  const states: Record<string, string> = words.happened.states[row.kind as 'ticket'] ?? {};
  const sum =
    row.amount === null
      ? ''
      : amountIn(row.currency).format(
          row.amount / 10 ** (amountIn(row.currency).resolvedOptions().maximumFractionDigits ?? 2),
        );
  const told =
    row.count === null
      ? [
          row.kind === 'stage' ? stageName(row.title) : row.title,
          row.source === 'own' ? words.happened.own : row.source,
          sum,
          states[row.state] ?? '',
        ]
      : [words.happened.messages(row.count, row.ofCustomer ?? 0)];
  return (
    <li>
      <span className="block break-words">
        {[names[row.kind] ?? row.kind, ...told].filter(Boolean).join(' · ')}
      </span>
      <span className="text-tiny text-text-3">
        <time dateTime={row.at}>{fullTime(Date.parse(row.at))}</time>
        {row.memberName && ` · ${row.memberName}`}
      </span>
    </li>
  );
}

const amountIn = (currency: string) => new Intl.NumberFormat(localeTag(), { style: 'currency', currency });
