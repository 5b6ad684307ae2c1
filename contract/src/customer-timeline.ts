// Everything that happened with a customer, from every part of the house, as one list.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { CustomerId, MemberId } from './ids.ts';

export const TimelineRow = z.object({
  /** what it is about, unique together with `kind` */
  id: z.string(),
  at: z.iso.datetime(),
  /** `messages` (of a day, counted), `session`, `ticket`, `broadcast`, `group_post` (a broadcast into a group), `group_joined`, `group_left`, `moment`, `moment_liked`, `moment_comment`, `order`, or a kind of the customer's own events */
  kind: z.string(),
  memberId: MemberId.nullable(),
  /** '' where no member took part, or they are gone */
  memberName: z.string(),
  /** the customer's part of it in words: a name, a title; never what was said in a chat */
  title: z.string(),
  /** how it stands: a state of a session, ticket or order; `read` of a broadcast that was looked at; `code`, `invited` of a group they came into, `removed` of one they were sent from */
  state: z.string(),
  /** of messages: how many, and how many of them the customer wrote */
  count: z.number().int().nullable(),
  ofCustomer: z.number().int().nullable(),
  /** of orders: what it cost, in the smallest unit of `currency` */
  amount: z.number().int().nullable(),
  currency: z.string(),
  /** of orders: where it was placed */
  source: z.string(),
});
export type TimelineRow = z.infer<typeof TimelineRow>;

export const customerTimeline = {
  listTimeline: endpoint({
    method: 'GET',
    path: '/customers/:customerId/timeline',
    summary:
      'What happened with a customer of mine, newest first: chats by day (counts only), sessions, tickets, broadcasts, groups, moments, orders, hand-overs, tags. Each part shows what its own page would show me',
    who: 'member',
    input: z.object({
      customerId: CustomerId,
      before: z.string().max(120).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
    output: z.object({ rows: z.array(TimelineRow), next: z.string().nullable() }),
    errors: ['customers.customer_not_found'],
  }),
};
