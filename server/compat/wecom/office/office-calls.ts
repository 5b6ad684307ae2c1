import type { WecomCall } from '../call.ts';
import { approvalCalls } from './approvals.ts';
import { legacyApprovalCalls } from './legacy-approvals.ts';
import { checkinCalls } from './checkin.ts';
import { checkinWrites } from './checkin-writes.ts';
import { vacationCalls } from './vacations.ts';

/** Approvals, leave and attendance. */
export const officeCalls: readonly WecomCall[] = [
  ...approvalCalls,
  ...legacyApprovalCalls,
  ...vacationCalls,
  ...checkinCalls,
  ...checkinWrites,
];
