import { orders } from '@teahouse/contract/orders';
import type { CustomerId, OrderId } from '@teahouse/contract/ids';
import type { OrderState } from '@teahouse/contract/orders';
import { buffer } from 'node:stream/consumers';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { bareNumber, customersByPhone, samePerson } from '../customers/index.ts';
import { corpZone, tableCells } from '../directory/index.ts';
import { keepOrder, orderChanged } from './keep-order.ts';
import { type Fault, type OrderLine, readOrders } from './order-table.ts';

const MOST_BYTES = 20 * 1024 * 1024;
/** lines per transaction: a stop in the middle keeps what came before, and doing it again adds the rest */
const AT_ONCE = 200;
const MOST_FAULTS = 500;

export const importOrders = implementRaw(orders.importOrders, async (call, { source, currency, apply }) => {
  if (typeof call.body?.pipe !== 'function') fail('orders.unreadable_table');
  if (Number(call.request.headers['content-length'] ?? 0) > MOST_BYTES) fail('orders.unreadable_table');
  const table = await tableCells(await buffer(call.body), { times: true });
  const zone = await call.work(corpZone);
  const read = readOrders(table, { source, currency, zone });
  if (!read) return fail('orders.unreadable_table');
  const { lines, faults, rows } = read;
  const owners = await call.work((work) =>
    customersByPhone(
      work,
      lines.map((l) => l.phone),
    ),
  );
  const done = { added: 0, known: 0, changed: 0 };
  for (let i = 0; i < lines.length; i += AT_ONCE)
    await call.work(async (work) => {
      const some = lines.slice(i, i + AT_ONCE);
      const there = await ordersThere(work, some);
      for (const line of some) {
        const owner = owners.get(bareNumber(line.phone)) ?? [];
        const fate = await takeLine(work, line, owner, there.get(nameOf(line)), apply === '1');
        if (typeof fate !== 'string') faults.push(fate);
        else {
          done[fate]++;
          if (fate === 'changed') done.known++;
        }
      }
    });
  if (apply === '1')
    await call.work((work) =>
      work.audit({
        action: 'orders.table_imported',
        detail: { rows, ...done, faulty: rows - done.added - done.known },
      }),
    );
  const inOrder = faults.toSorted((a, b) => a.row - b.row);
  return {
    rows,
    ...done,
    faults: inOrder.slice(0, MOST_FAULTS),
    faulty: new Set(faults.map((f) => f.row)).size,
  };
});

interface There {
  id: OrderId;
  customerId: CustomerId;
  state: OrderState;
}

const nameOf = ({ source, ref }: { source: string; ref: string }) => JSON.stringify([source, ref]);

/** Orders of these numbers that are written down already. */
async function ordersThere(work: Work, lines: readonly OrderLine[]): Promise<Map<string, There>> {
  const rows = await work.sql<There & { source: string; ref: string }>(
    `select id, customer_id "customerId", state, source, ref from customer_orders
      where corp_id = $1 and (source, ref) in (select * from unnest($2::text[], $3::text[]))`,
    [work.corpId, lines.map((l) => l.source), lines.map((l) => l.ref)],
  );
  return new Map(rows.map((r) => [nameOf(r), r]));
}

/** What becomes of a line; with `apply` it does. Another state in the table is news of the order and is taken over. */
async function takeLine(
  work: Work,
  line: OrderLine,
  owner: readonly CustomerId[],
  there: There | undefined,
  apply: boolean,
): Promise<Fault | 'added' | 'known' | 'changed'> {
  const wrong = (field: 'phone' | 'ref', what: Fault['what']): Fault => ({
    row: line.row,
    field,
    what,
    value: field === 'phone' ? line.phone : line.ref,
  });
  const [customerId] = owner;
  if (!customerId) return wrong('phone', 'unknown_customer');
  if (owner.length > 1) return wrong('phone', 'several_customers');
  if (!there) {
    const { row: _, phone: __, state, ...draft } = line;
    if (apply) await keepOrder(work, { ...draft, ...(state ? { state } : {}), customerId, madeBy: null });
    return 'added';
  }
  if (!(await samePerson(work, customerId)).includes(there.customerId)) return wrong('ref', 'other_customer');
  if (!line.state || line.state === there.state) return 'known';
  if (apply) {
    await work.sql('update customer_orders set state = $3 where corp_id = $1 and id = $2', [
      work.corpId,
      there.id,
      line.state,
    ]);
    await work.emit(orderChanged, { orderId: there.id, customerId: there.customerId });
  }
  return 'changed';
}
