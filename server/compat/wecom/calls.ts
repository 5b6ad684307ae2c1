// Every path we keep, by family.
import type { WecomCall, WecomOpenCall, WecomOutsideCall } from './call.ts';
import { departmentCalls } from './contacts/departments.ts';
import { memberReads } from './contacts/member-reads.ts';
import { memberOutsideCalls, memberWrites } from './contacts/members.ts';
import { tagCalls } from './contacts/tags.ts';
import { getToken } from './get-token.ts';
import { messageCalls, messageOpenCalls, messageOutsideCalls } from './messages/message-calls.ts';

export const openCalls: readonly WecomOpenCall[] = [getToken, ...messageOpenCalls];
export const calls: readonly WecomCall[] = [...departmentCalls, ...memberReads, ...memberWrites, ...tagCalls,
  ...messageCalls,
];
/** Paths that move bytes or reach outside. */
export const outsideCalls: readonly WecomOutsideCall[] = [...memberOutsideCalls, ...messageOutsideCalls];
