// Every path we keep, by family.
import { agentCalls } from './agents/agents.ts';
import { menuCalls } from './agents/menus.ts';
import { workbenchCalls } from './agents/workbench.ts';
import type { WecomCall, WecomOpenCall, WecomOutsideCall } from './call.ts';
import { departmentCalls } from './contacts/departments.ts';
import { memberReads } from './contacts/member-reads.ts';
import { memberOutsideCalls, memberWrites } from './contacts/members.ts';
import { tagCalls } from './contacts/tags.ts';
import { mediaCalls, mediaOpenCalls } from './media/media.ts';
import { serviceCalls, serviceOpenCalls } from './service-info.ts';
import { getToken } from './get-token.ts';
import { messageCalls, messageOpenCalls, messageOutsideCalls } from './messages/message-calls.ts';

export const openCalls: readonly WecomOpenCall[] = [
  getToken,
  ...mediaOpenCalls,
  ...messageOpenCalls,
  ...serviceOpenCalls,
];
export const calls: readonly WecomCall[] = [
  ...departmentCalls,
  ...memberReads,
  ...memberWrites,
  ...tagCalls,
  ...agentCalls,
  ...menuCalls,
  ...workbenchCalls,
  ...messageCalls,
  ...serviceCalls,
];
/** Paths that move bytes or reach outside. */
export const outsideCalls: readonly WecomOutsideCall[] = [
  ...memberOutsideCalls,
  ...mediaCalls,
  ...messageOutsideCalls,
];
