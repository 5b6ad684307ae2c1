// Orders of customers (客户订单), from our own channel and from elsewhere, each with where it came from; and what share of those who come back came to us.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { Page } from './directory.ts';
import { CustomerId, MemberId, OrderId } from './ids.ts';

/** The source of what was ordered with us; every other source is somebody else's platform, by its name. */
export const OWN = 'own';
/** Those that are `paid` or `done` count: for broadcasts, for the programme and for the report. */
export const orderStates = ['placed', 'paid', 'done', 'cancelled', 'refunded'] as const;
export const OrderState = z.enum(orderStates);
export type OrderState = z.infer<typeof OrderState>;

const fields = {
  /** `own`, or the name of the platform */
  source: z.string().trim().min(1).max(40),
  /** the number of the order where it was placed; the same number of the same source is one order */
  ref: z.string().trim().min(1).max(100),
  /** in the smallest unit of the currency; null where nobody said */
  amount: z.number().int().min(0).max(9_999_999_999_999).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  items: z
    .array(
      z.object({ name: z.string().trim().min(1).max(200), quantity: z.number().positive().max(1_000_000) }),
    )
    .max(100),
  state: OrderState,
  orderedAt: z.iso.datetime(),
  note: z.string().trim().max(1_000),
};

export const CustomerOrder = z.object({
  id: OrderId,
  customerId: CustomerId,
  customerName: z.string(),
  ...fields,
  /** null: came from a table of the company, not by a member's hand */
  madeBy: MemberId.nullable(),
  createdAt: z.iso.datetime(),
});
export type CustomerOrder = z.infer<typeof CustomerOrder>;

/** What is wrong with a cell of a table of orders. */
export const orderFaults = [
  'missing',
  'unreadable',
  'too_long',
  'twice',
  'unknown_customer',
  'several_customers',
  'other_customer',
] as const;
export const orderColumns = [
  'phone',
  'source',
  'ref',
  'amount',
  'currency',
  'items',
  'state',
  'orderedAt',
  'note',
] as const;

const OrderFault = z.object({
  /** counted from 1, as the file shows it */
  row: z.number().int(),
  field: z.enum(orderColumns),
  what: z.enum(orderFaults),
  value: z.string(),
});

const one = z.object({ orderId: OrderId });
const NO_CUSTOMER = 'customers.customer_not_found';
const NO_ORDER = 'orders.order_not_found';
const period = { from: z.iso.datetime().optional(), to: z.iso.datetime().optional() };

const SourceFigures = z.object({
  source: z.string(),
  /** that count, in the period */
  orders: z.number().int(),
  /** of them, by people who had ordered before, whenever and wherever that was */
  repeats: z.number().int(),
  people: z.number().int(),
  /** 0 to 1, of all repeats; null where there are none */
  share: z.number().nullable(),
});

export const orders = {
  listCustomerOrders: endpoint({
    method: 'GET',
    path: '/customers/:customerId/orders',
    summary: 'What a customer of mine ordered, wherever; newest first',
    who: 'member',
    input: z.object({ customerId: CustomerId, ...Page }),
    output: z.object({ orders: z.array(CustomerOrder), next: z.string().nullable() }),
    errors: [NO_CUSTOMER],
  }),
  recordCustomerOrder: endpoint({
    method: 'POST',
    path: '/customers/:customerId/orders',
    summary:
      'Write an order down; the same number of the same source is one order, and stays as it was told first',
    who: 'member',
    input: z.object({
      customerId: CustomerId,
      source: fields.source.default(OWN),
      ref: fields.ref,
      amount: fields.amount.default(null),
      currency: fields.currency.default('CNY'),
      items: fields.items.default([]),
      state: fields.state.default('paid'),
      orderedAt: fields.orderedAt.optional(),
      note: fields.note.default(''),
    }),
    output: CustomerOrder,
    errors: [NO_CUSTOMER, 'orders.other_customer'],
  }),
  changeCustomerOrder: endpoint({
    method: 'PATCH',
    path: '/orders/:orderId',
    summary: 'An order goes on: paid, done, cancelled or refunded; or its note changes',
    who: 'member',
    input: z.object({ ...one.shape, state: OrderState.optional(), note: fields.note.optional() }),
    output: CustomerOrder,
    errors: [NO_ORDER, 'orders.cannot_move'],
  }),
  removeCustomerOrder: endpoint({
    method: 'DELETE',
    path: '/orders/:orderId',
    summary: 'Take an order away that never was: one I wrote down, or with the outreach role any',
    who: 'member',
    input: one,
    output: z.object({}),
    errors: [NO_ORDER],
  }),
  listOrders: endpoint({
    method: 'GET',
    path: '/admin/orders',
    summary: 'All orders of the company, newest first: what the report is made of',
    who: 'admin:outreach',
    input: z.object({ source: z.string().max(40).optional(), ...period, ...Page }),
    output: z.object({ orders: z.array(CustomerOrder), next: z.string().nullable() }),
    errors: [],
  }),
  getOrderReport: endpoint({
    method: 'GET',
    path: '/admin/orders/report',
    summary: 'Orders and repeat orders by source, and the share of repeats that came to us',
    who: 'admin:outreach',
    input: z.object(period),
    output: z.object({
      sources: z.array(SourceFigures),
      total: SourceFigures.omit({ source: true, share: true }),
      /** 0 to 1: repeat orders of our own channel, of all repeat orders; null where there are none */
      ownShare: z.number().nullable(),
    }),
    errors: [],
  }),
  importOrders: endpoint({
    method: 'POST',
    path: '/admin/orders/import',
    summary:
      'A table of orders (CSV or XLSX as application/octet-stream), matched to customers by phone. Without `apply` only what would happen; rows with faults stay out',
    who: 'admin:outreach',
    input: z.object({
      fileName: z.string().min(1).max(200),
      /** where the table has no such column */
      source: fields.source.optional(),
      currency: fields.currency.default('CNY'),
      apply: z.enum(['0', '1']).default('0'),
    }),
    output: z.object({
      rows: z.number().int(),
      /** written down, or to be written down */
      added: z.number().int(),
      /** there already; where the table says another state, that is taken over */
      known: z.number().int(),
      changed: z.number().int(),
      /** the first 500 */
      faults: z.array(OrderFault),
      faulty: z.number().int(),
    }),
    errors: ['orders.unreadable_table'],
    raw: true,
  }),
  myOrders: endpoint({
    method: 'GET',
    path: '/c/:key/orders',
    summary: 'What I ordered, newest first',
    who: 'customer',
    input: z.object({ key: z.string().max(100) }),
    output: z.object({
      orders: z.array(
        z.object({
          source: z.string(),
          ref: z.string(),
          amount: fields.amount,
          currency: z.string(),
          items: fields.items,
          state: OrderState,
          orderedAt: z.iso.datetime(),
        }),
      ),
    }),
    errors: [],
  }),
};
