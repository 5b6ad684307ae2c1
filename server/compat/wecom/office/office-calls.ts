import type { WecomCall } from '../call.ts';
import { approvalCalls } from './approvals.ts';

/** Approvals, attendance and the calendar. */
export const officeCalls: readonly WecomCall[] = [...approvalCalls];
