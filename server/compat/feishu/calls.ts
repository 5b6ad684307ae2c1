// Every path we keep, by family.
import { botCalls } from './bot-info.ts';
import type { FeishuCall, FeishuOpenCall, FeishuOutsideCall } from './call.ts';
import { approvalCalls } from './approvals/approvals.ts';
import { departmentCalls } from './contacts/departments.ts';
import { scopeCalls } from './contacts/scopes.ts';
import { userCalls } from './contacts/users.ts';
import { mediaCalls } from './media/uploads.ts';
import { chatCalls } from './messages/chats.ts';
import { hookCalls } from './messages/hook.ts';
import { messageCalls, messageOutsideCalls } from './messages/messages.ts';
import { signInCalls, signInOpenCalls } from './sign-in/sign-in.ts';
import { tokenCalls } from './tokens.ts';

export const openCalls: readonly FeishuOpenCall[] = [...hookCalls, ...tokenCalls, ...signInOpenCalls];
export const calls: readonly FeishuCall[] = [
  ...userCalls,
  ...departmentCalls,
  ...scopeCalls,
  ...messageCalls,
  ...chatCalls,
  ...approvalCalls,
];
/** Paths that move bytes or open their own units of work. */
export const outsideCalls: readonly FeishuOutsideCall[] = [
  ...messageOutsideCalls,
  ...mediaCalls,
  ...botCalls,
  ...signInCalls,
];
