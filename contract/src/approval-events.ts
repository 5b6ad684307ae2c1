// What approvals tell the rest of the house.
import * as z from 'zod';
import { event } from './define.ts';
import { ApprovalId, MemberId } from './ids.ts';

const approvalChanges = [
  'submitted',
  'approved',
  'rejected',
  'transferred',
  'urged',
  'withdrawn',
  'revoked',
  'commented',
  'returned',
  'added',
  'terminated',
] as const;
export type ApprovalChange = (typeof approvalChanges)[number];

/** One act on a request, for programs that keep their own record of it. */
export const approvalChanged = event(
  'approvals.changed',
  'apps',
  z.object({
    approvalId: ApprovalId,
    change: z.enum(approvalChanges),
    /** tells one change from the next: the number in the journal, or a comment's own */
    key: z.string(),
  }),
);

/** Something was done to a request: whom it now waits for, and who should hear of it. */
export const approvalMoved = event(
  'approvals.moved',
  'apps',
  z.object({
    approvalId: ApprovalId,
    change: z.enum(['asked', 'settled', 'returned', 'copied', 'urged']),
    members: z.array(MemberId),
    /** tells one change from the next; stands in for a repeat */
    seq: z.number().int(),
  }),
);
