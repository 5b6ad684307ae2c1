import { useState } from 'react';
import { api, failureText } from '../../lib/api.ts';
import { localeTag } from '../../lib/locale.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/overlays.ts';
import { ImportOrders } from './import-orders.tsx';
import { type CustomerOrder, OWN_SOURCE } from './order-facts.ts';
import { OrderLine } from './order-line.tsx';
import { useOrderWords } from './words.ts';

/** All orders of the company, from everywhere: where those who come back come to, and the rows that say so. */
export function OrdersAdmin() {
  const [turn, setTurn] = useState(0);
  const fresh = () => setTurn((n) => n + 1);
  return (
    <div className="flex w-full max-w-160 flex-col gap-8 p-4 pb-8">
      <Report turn={turn} />
      <ImportOrders onDone={fresh} />
      <Rows turn={turn} onChanged={fresh} />
    </div>
  );
}

const percent = (share: number) =>
  share.toLocaleString(localeTag(), { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

function Report({ turn }: { turn: number }) {
  const all = useOrderWords();
  const words = all.report;
  const [days, setDays] = useState({ from: '', to: '' });
  const asked = {
    ...(days.from ? { from: new Date(`${days.from}T00:00`).toISOString() } : {}),
    // The last day counts whole.
    ...(days.to ? { to: new Date(new Date(`${days.to}T00:00`).getTime() + 86_400_000).toISOString() } : {}),
  };
  const loaded = useLoaded(`${JSON.stringify(asked)} ${turn}`, () => api.orders.getOrderReport(asked));
  const day = (end: 'from' | 'to') => (
    <Field label={words[end]} className="w-40">
      <Input type="date" value={days[end]} onChange={(e) => setDays({ ...days, [end]: e.target.value })} />
    </Field>
  );
  const report = loaded.data;
  return (
    <section className="flex flex-col gap-3" aria-label={words.title}>
      <h2 className="text-body font-medium">{words.title}</h2>
      <p className="text-dense text-text-2">{words.text}</p>
      <div className="flex flex-wrap gap-4">
        {day('from')}
        {day('to')}
      </div>
      {loaded.error ? (
        <Empty title={failureText(loaded.error)} />
      ) : !report ? (
        <RowsSkeleton rows={2} />
      ) : (
        <>
          <p className="text-body font-medium">
            {report.ownShare === null ? words.noRepeats : words.ownShare(percent(report.ownShare))}
          </p>
          <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={words.share}>
            <table className="tabular w-full text-left text-dense">
              <thead className="text-text-3">
                <tr>
                  {[all.source, words.orders, words.repeats, words.people, words.share].map((title) => (
                    <th key={title} scope="col" className="py-1 pr-4 font-medium">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {[...report.sources, { ...report.total, source: words.total, share: null }].map((s) => (
                  <tr key={s.source} className="border-t border-line">
                    <td className="py-1 pr-4">{s.source === OWN_SOURCE ? all.own : s.source}</td>
                    <td className="py-1 pr-4">{s.orders}</td>
                    <td className="py-1 pr-4">{s.repeats}</td>
                    <td className="py-1 pr-4">{s.people}</td>
                    <td className="py-1 pr-4">{s.share === null ? '' : percent(s.share)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function Rows({ turn, onChanged }: { turn: number; onChanged: () => void }) {
  const words = useOrderWords();
  const first = useLoaded(`orders ${turn}`, () => api.orders.listOrders({ limit: 30 }));
  const [more, setMore] = useState<{ turn: number; orders: CustomerOrder[]; next: string | null } | null>(
    null,
  );
  if (!first.data) return null;
  const added = more?.turn === turn ? more : null;
  const next = added ? added.next : first.data.next;
  const goOn = async (after: string) => {
    try {
      const page = await api.orders.listOrders({ after });
      setMore({ turn, orders: [...(added?.orders ?? []), ...page.orders], next: page.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <section aria-label={words.rows}>
      <h2 className="text-body font-medium">{words.rows}</h2>
      {first.data.orders.length === 0 && <Empty title={words.none} />}
      <ul>
        {[...first.data.orders, ...(added?.orders ?? [])].map((o) => (
          <OrderLine key={o.id} order={o} named onChanged={onChanged} />
        ))}
      </ul>
      {next && <Button onClick={() => void goOn(next)}>{words.more}</Button>}
    </section>
  );
}
