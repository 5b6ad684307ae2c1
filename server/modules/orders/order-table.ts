// A table of orders as people export them from elsewhere: what each cell says, or what is wrong with it.
import {
  type orderColumns,
  type CustomerOrder,
  type orderFaults,
  type OrderState,
  OWN,
} from '@teahouse/contract/orders';
import { digitsOf } from '../approvals/index.ts';
import { instantOf } from '../calendar/index.ts';

export type Column = (typeof orderColumns)[number];
export type What = (typeof orderFaults)[number];
export interface Fault {
  row: number;
  field: Column;
  what: What;
  value: string;
}

const headings: Record<Column, RegExp> = {
  phone: /^(phone|mobile|tel|手机|手机号|手机号码|电话|联系电话|顾客电话)$/i,
  source: /^(source|platform|channel|来源|平台|渠道|订单来源)$/i,
  ref: /^(ref|order|order (no|number|id)\.?|订单号|订单编号|单号)$/i,
  amount: /^(amount|total|paid|金额|实付|实付金额|订单金额)$/i,
  currency: /^(currency|币种|货币)$/i,
  items: /^(items?|goods|products?|商品|项目|明细|服务项目)$/i,
  state: /^(state|status|状态|订单状态)$/i,
  orderedAt: /^(ordered|ordered at|time|date|下单时间|日期|时间|下单日期)$/i,
  note: /^(notes?|remarks?|备注)$/i,
};
const REQUIRED = ['phone', 'ref', 'orderedAt'] as const;
const longest: Partial<Record<Column, number>> = { source: 40, ref: 100, note: 1_000 };

const states: Record<OrderState, RegExp> = {
  placed: /^(placed|open|unpaid|pending|待付款|待支付|未付款)$/i,
  paid: /^(paid|已付款|已支付|待发货|待服务)$/i,
  done: /^(done|completed|complete|finished|delivered|已完成|完成|交易成功|已送达)$/i,
  cancelled: /^(cancelled|canceled|已取消|取消|交易关闭)$/i,
  refunded: /^(refunded|已退款|退款)$/i,
};
const OURS = /^(own|自营|自有|自有渠道|本店|门店)$/i;

export interface OrderLine extends Pick<
  CustomerOrder,
  'source' | 'ref' | 'amount' | 'currency' | 'items' | 'note'
> {
  row: number;
  phone: string;
  /** undefined where the table does not say */
  state: OrderState | undefined;
  orderedAt: Date;
}

/** Lines that can be read, and what is wrong with the others; undefined where the needed columns are missing. */
export function readOrders(
  table: readonly { no: number; cells: readonly string[] }[] | undefined,
  { source, currency, zone }: { source: string | undefined; currency: string; zone: string },
): { lines: OrderLine[]; faults: Fault[]; rows: number } | undefined {
  const head = table?.find((r) =>
    REQUIRED.every((c) => r.cells.some((cell) => headings[c].test(cell.trim()))),
  );
  if (!table || !head) return undefined;
  const columns = head.cells.map((cell) =>
    (Object.keys(headings) as Column[]).find((c) => headings[c].test(cell.trim())),
  );
  const faults: Fault[] = [];
  const lines: OrderLine[] = [];
  const told = new Set<string>();
  const rows = table.filter((r) => r.no > head.no && r.cells.some((c) => c.trim()));
  for (const { no: row, cells } of rows) {
    const cell = (c: Column) => cells[columns.indexOf(c)]?.trim() ?? '';
    const before = faults.length;
    const wrong = (field: Column, what: What) => {
      faults.push({ row, field, what, value: cell(field).slice(0, 200) });
    };
    for (const c of REQUIRED) if (!cell(c)) wrong(c, 'missing');
    for (const [c, most] of Object.entries(longest))
      if (cell(c as Column).length > most) wrong(c as Column, 'too_long');
    const from = cell('source') || source || '';
    if (!from) wrong('source', 'missing');
    const money = (cell('currency') || currency).toUpperCase();
    if (!/^[A-Z]{3}$/.test(money)) wrong('currency', 'unreadable');
    const amount = /^[A-Z]{3}$/.test(money) ? minorOf(cell('amount'), digitsOf(money)) : null;
    if (amount === undefined) wrong('amount', 'unreadable');
    const state = cell('state') ? stateOf(cell('state')) : undefined;
    if (cell('state') && !state) wrong('state', 'unreadable');
    const orderedAt = cell('orderedAt') ? timeOf(cell('orderedAt'), zone) : undefined;
    if (cell('orderedAt') && !orderedAt) wrong('orderedAt', 'unreadable');
    const items = itemsOf(cell('items'));
    if (!items) wrong('items', 'unreadable');
    const line = {
      source: OURS.test(from) ? OWN : from,
      ref: cell('ref'),
    };
    const name = JSON.stringify(line);
    if (line.ref && told.has(name)) wrong('ref', 'twice');
    told.add(name);
    if (faults.length === before)
      lines.push({
        ...line,
        row,
        phone: cell('phone'),
        amount: amount!,
        currency: money,
        items: items!,
        state,
        orderedAt: orderedAt!,
        note: cell('note'),
      });
  }
  return { lines, faults, rows: rows.length };
}

const stateOf = (text: string) => (Object.keys(states) as OrderState[]).find((s) => states[s].test(text));

/** '1,280.50' or '￥1280.5' in the smallest unit; null for an empty cell, undefined for what is no amount. */
function minorOf(text: string, digits: number): number | null | undefined {
  if (!text) return null;
  const found = /^[¥￥$€£]?\s*(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d+))?\s*元?$/.exec(text);
  const after = (found?.[2] ?? '').replace(/0+$/, '');
  if (!found || after.length > digits) return undefined;
  const minor = Number(found[1]!.replaceAll(',', '') + after.padEnd(digits, '0'));
  return minor <= 9_999_999_999_999 ? minor : undefined;
}

/** An instant where the cell names its zone; otherwise the company's clock. Days and minutes as spreadsheets of both languages write them. */
function timeOf(text: string, zone: string): Date | undefined {
  if (/T.*(Z|[+-]\d\d:\d\d)$/.test(text)) return real(new Date(text));
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(
      text,
    );
  if (!found) return undefined;
  const [, year, month, day, hours = '0', minutes = '00', seconds = '0'] = found;
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const sane = real(new Date(`${date}T${hours.padStart(2, '0')}:${minutes}:${seconds.padStart(2, '0')}Z`));
  // A day that no calendar has moves on to another; it is refused rather than guessed.
  if (!sane || sane.toISOString().slice(0, 10) !== date) return undefined;
  return new Date(
    instantOf(`${date}T${hours.padStart(2, '0')}:${minutes}`, zone).getTime() + Number(seconds) * 1_000,
  );
}
const real = (at: Date): Date | undefined => (Number.isNaN(at.getTime()) ? undefined : at);

/** 'Oil change x1; Filter x2': what and how many, one where it does not say; undefined for what is too much. */
function itemsOf(text: string): CustomerOrder['items'] | undefined {
  const items = text
    .split(/[;；\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const found = /^(.+?)\s*[x×*]\s*(\d+(?:\.\d+)?)$/i.exec(part);
      return { name: (found?.[1] ?? part).trim(), quantity: Number(found?.[2] ?? 1) };
    });
  const fits = items.every((i) => i.name.length <= 200 && i.quantity > 0 && i.quantity <= 1_000_000);
  return items.length <= 100 && fits ? items : undefined;
}
