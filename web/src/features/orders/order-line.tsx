import { Trash2 } from 'lucide-react';
import { type CustomerOrder, OWN_SOURCE, orderMoves } from './order-facts.ts';
import { api, failureText } from '../../lib/api.ts';
import { fullTime } from '../../lib/format.ts';
import { myId, useSession } from '../../lib/session.ts';
import { Tag } from '../../ui/bits.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/input.tsx';
import { confirm, toast } from '../../ui/overlays.ts';
import { shownAmount } from './amount.ts';
import { useOrderWords } from './words.ts';

/** One order: where it came from, what for, and how far it is. */
export function OrderLine({
  order,
  named,
  onChanged,
}: {
  order: CustomerOrder;
  /** says whose it is, where orders of several customers stand together */
  named?: boolean;
  onChanged: () => void;
}) {
  const words = useOrderWords();
  const keepsAll = useSession((s) => s.me?.rights.includes('outreach') === true);
  const run = async (action: Promise<unknown>) => {
    try {
      await action;
      onChanged();
    } catch (error) {
      toast(failureText(error), { tone: 'danger' });
    }
  };
  const remove = async () => {
    const yes = await confirm({
      title: words.removeSure(order.ref),
      text: words.removeText,
      action: words.remove,
      danger: true,
    });
    if (yes) await run(api.orders.removeCustomerOrder({ orderId: order.id }));
  };
  const moves = [order.state, ...orderMoves[order.state]];
  const items = order.items.map((i) => (i.quantity === 1 ? i.name : `${i.name} ×${i.quantity}`)).join('、');
  return (
    <li className="flex flex-col gap-1 border-b border-line py-2.5 text-dense">
      <span className="flex flex-wrap items-center gap-2">
        <Tag tone={order.source === OWN_SOURCE ? 'accent' : 'info'}>
          {order.source === OWN_SOURCE ? words.own : order.source}
        </Tag>
        <span className="min-w-0 flex-1 truncate">{order.ref}</span>
        <span className="tabular font-medium">{shownAmount(order)}</span>
      </span>
      {(items || order.note) && (
        <span className="text-small text-text-2">{[items, order.note].filter(Boolean).join(' · ')}</span>
      )}
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-tiny text-text-3">
          {[named ? order.customerName : '', fullTime(Date.parse(order.orderedAt))]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <Select
          aria-label={words.stateOf(order.ref)}
          value={order.state}
          disabled={moves.length === 1}
          onChange={(e) =>
            void run(
              api.orders.changeCustomerOrder({
                orderId: order.id,
                state: e.target.value as CustomerOrder['state'],
              }),
            )
          }
          options={moves.map((s) => ({ value: s, label: words.states[s] }))}
        />
        {(keepsAll || order.madeBy === myId()) && (
          <IconButton label={`${words.remove} ${order.ref}`} onClick={() => void remove()}>
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        )}
      </span>
    </li>
  );
}
