// Customers handed from one member to another: somebody changes their work, or leaves.
import * as z from 'zod';
import { endpoint, event } from './define.ts';
import { Stage } from './customers.ts';
import { ContactCodeId, CustomerId, CustomerTagId, CustomerTransferId, MemberId } from './ids.ts';

export const Transfer = z.object({
  id: CustomerTransferId,
  fromName: z.string(),
  toName: z.string(),
  reason: z.enum(['in_service', 'leaving']),
  total: z.number().int(),
  moved: z.number().int(),
  /** pairs that were gone when their turn came */
  failed: z.number().int(),
  startedAt: z.iso.datetime(),
  done: z.boolean(),
});
export type Transfer = z.infer<typeof Transfer>;

export const customerTransfers = {
  startTransfer: endpoint({
    method: 'POST',
    path: '/customer-transfers',
    summary:
      'Hand customers of one member to another, with their chats; each customer hears it once, from the new one',
    who: 'member',
    input: z.object({
      from: MemberId,
      to: MemberId,
      /** which of them; by default all */
      only: z
        .object({
          q: z.string().trim().max(60).optional(),
          tagId: CustomerTagId.optional(),
          stage: Stage.optional(),
          codeId: ContactCodeId.optional(),
        })
        .default({}),
      /** what the new member says; {name} becomes their name, '' says nothing */
      message: z.string().trim().max(200),
    }),
    output: Transfer,
    errors: [
      'directory.member_not_found',
      'directory.outside_scope',
      'customers.nobody_to_hand_over',
      'customers.same_member',
    ],
  }),
  listTransfers: endpoint({
    method: 'GET',
    path: '/customer-transfers',
    summary:
      'The last fifty hand-overs, newest first, how far they are, and who left with customers nobody was given',
    who: 'member',
    input: z.object({}),
    output: z.object({
      transfers: z.array(Transfer),
      /** those with most customers first, at most fifty */
      leavers: z.array(z.object({ memberId: MemberId, name: z.string(), customers: z.number().int() })),
    }),
    errors: [],
  }),
};

/** A customer has somebody else now. */
export const customerMoved = event(
  'customers.customer_moved',
  'apps',
  z.object({ customerId: CustomerId, from: MemberId, to: MemberId }),
);
