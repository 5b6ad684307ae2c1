import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { CustomerId } from '../../../../contract/src/ids.ts';
import { api, failureText } from '../../lib/api.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, RowsSkeleton } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/overlays.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { CustomerOrder } from './order-facts.ts';
import { OrderLine } from './order-line.tsx';
import { useOrderWords } from './words.ts';

/** Beside a chat with a customer: what they ordered, wherever, and a way to write one down. */
export function CustomerOrders({ customerId }: { customerId: string }) {
  const words = useOrderWords();
  const id = customerId as CustomerId;
  const [asking, setAsking] = useState(false);
  const first = useLoaded(`orders of ${id}`, () =>
    api.orders.listCustomerOrders({ customerId: id, limit: 20 }),
  );
  const [more, setMore] = useState<{ orders: CustomerOrder[]; next: string | null } | null>(null);
  if (first.error) return <Empty title={failureText(first.error)} />;
  if (!first.data) return <RowsSkeleton rows={3} />;
  const orders = [...first.data.orders, ...(more?.orders ?? [])];
  const next = more ? more.next : first.data.next;
  const fresh = () => {
    setMore(null);
    first.reload();
  };
  const goOn = async (after: string) => {
    try {
      const page = await api.orders.listCustomerOrders({ customerId: id, after });
      setMore({ orders: [...(more?.orders ?? []), ...page.orders], next: page.next });
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  return (
    <section className="px-4 py-3" aria-label={words.title}>
      <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setAsking(true)}>
        {words.record}
      </Button>
      {orders.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <ul className="mt-2">
          {orders.map((o) => (
            <OrderLine key={o.id} order={o} onChanged={fresh} />
          ))}
        </ul>
      )}
      {next && <Button onClick={() => void goOn(next)}>{words.more}</Button>}
      {asking && (
        <OrderDialog
          customerId={id}
          onClose={() => setAsking(false)}
          onSaved={() => {
            setAsking(false);
            fresh();
          }}
        />
      )}
    </section>
  );
}
