// Tickets of the service desk (工单): what was promised to a customer, who does it, and until when.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { Page } from './directory.ts';
import { CustomerId, DeskId, DeskSessionId, MemberId, TicketId } from './ids.ts';

export const TicketStatus = z.enum(['open', 'doing', 'done', 'dropped']);
export type TicketStatus = z.infer<typeof TicketStatus>;

export const Ticket = z.object({
  id: TicketId,
  /** what people call it by; counts up in the company */
  no: z.number().int(),
  title: z.string(),
  detail: z.string(),
  status: TicketStatus,
  deskId: DeskId.nullable(),
  customerId: CustomerId.nullable(),
  customerName: z.string(),
  memberId: MemberId.nullable(),
  memberName: z.string(),
  dueAt: z.iso.datetime().nullable(),
  /** not finished although it was due */
  late: z.boolean(),
  createdAt: z.iso.datetime(),
  /** finished or dropped */
  endedAt: z.iso.datetime().nullable(),
});
export type Ticket = z.infer<typeof Ticket>;

export const TicketNote = z.object({
  memberName: z.string(),
  text: z.string(),
  /** the customer reads it too */
  shown: z.boolean(),
  at: z.iso.datetime(),
});

const fields = {
  title: z.string().trim().min(1).max(100),
  detail: z.string().trim().max(4_000),
  memberId: MemberId.nullable(),
  dueAt: z.iso.datetime().nullable(),
};
const one = z.object({ ticketId: TicketId });
const NOT_FOUND = 'desk.ticket_not_found';

export const tickets = {
  listTickets: endpoint({
    method: 'GET',
    path: '/tickets',
    summary:
      'Tickets I may see: those I do, all that are not finished (the next due first), or finished ones',
    who: 'member',
    input: z.object({ box: z.enum(['mine', 'open', 'ended']), customerId: CustomerId.optional(), ...Page }),
    output: z.object({ tickets: z.array(Ticket), next: z.string().nullable() }),
    errors: [],
  }),
  createTicket: endpoint({
    method: 'POST',
    path: '/tickets',
    summary: 'A ticket: out of a session of my desk, for a customer I follow, or for nobody in particular',
    who: 'member',
    input: z.object({
      title: fields.title,
      detail: fields.detail.default(''),
      memberId: fields.memberId.default(null),
      dueAt: fields.dueAt.default(null),
      sessionId: DeskSessionId.optional(),
      customerId: CustomerId.optional(),
    }),
    output: Ticket,
    errors: ['desk.session_not_found', 'customers.customer_not_found', 'directory.member_not_found'],
  }),
  getTicket: endpoint({
    method: 'GET',
    path: '/tickets/:ticketId',
    summary: 'One ticket with what was noted on it',
    who: 'member',
    input: one,
    output: Ticket.extend({ notes: z.array(TicketNote) }),
    errors: [NOT_FOUND],
  }),
  changeTicket: endpoint({
    method: 'PATCH',
    path: '/tickets/:ticketId',
    summary: 'Another state, another who, another when',
    who: 'member',
    input: z.object({ ...one.shape, ...z.object(fields).partial().shape, status: TicketStatus.optional() }),
    output: Ticket,
    errors: [NOT_FOUND, 'directory.member_not_found'],
  }),
  noteTicket: endpoint({
    method: 'POST',
    path: '/tickets/:ticketId/notes',
    summary: 'Note something on a ticket, for colleagues or for the customer to read too',
    who: 'member',
    input: z.object({
      ...one.shape,
      text: z.string().trim().min(1).max(2_000),
      shown: z.boolean().default(false),
    }),
    output: TicketNote,
    errors: [NOT_FOUND],
  }),
  myTickets: endpoint({
    method: 'GET',
    path: '/c/:key/tickets',
    summary: 'What is being done for me, newest first: state, when it is due, and what I was told',
    who: 'customer',
    input: z.object({ key: z.string().max(100) }),
    output: z.object({
      tickets: z.array(
        z.object({
          no: z.number().int(),
          title: z.string(),
          status: TicketStatus,
          dueAt: z.iso.datetime().nullable(),
          createdAt: z.iso.datetime(),
          endedAt: z.iso.datetime().nullable(),
          notes: z.array(z.object({ text: z.string(), at: z.iso.datetime() })),
        }),
      ),
    }),
    errors: [],
  }),
};
