// Every path we keep, by family.
import { agentCalls } from './agents/agents.ts';
import { menuCalls } from './agents/menus.ts';
import { workbenchCalls } from './agents/workbench.ts';
import { botOpenCalls } from './bot/bot-files.ts';
import type { WecomCall, WecomOpenCall, WecomOutsideCall } from './call.ts';
import { batchCalls, batchOutsideCalls } from './contacts/batch.ts';
import { companyCalls } from './contacts/company-calls.ts';
import { departmentCalls } from './contacts/departments.ts';
import { exportCalls, exportOpenCalls } from './contacts/exports.ts';
import { memberReads } from './contacts/member-reads.ts';
import { memberOutsideCalls, memberWrites } from './contacts/members.ts';
import { tagCalls } from './contacts/tags.ts';
import { strategyCalls } from './customers/strategy.ts';
import { acquisitionCalls } from './customers/acquisition.ts';
import { behaviorCalls } from './customers/behavior-data.ts';
import { productAlbumCalls } from './customers/product-album.ts';
import { contactWayCalls } from './customers/contact-ways.ts';
import { customerCalls } from './customers/customers.ts';
import { idCalls } from './customers/id-conversions.ts';
import { groupWelcomeCalls } from './customers/group-welcomes.ts';
import { groupCalls } from './customers/groups.ts';
import { joinWayCalls } from './customers/join-ways.ts';
import { massMessageCalls } from './customers/mass-messages.ts';
import { customerTagCalls } from './customers/tags.ts';
import { transferCalls } from './customers/transfers.ts';
import { welcomeCalls } from './customers/welcome.ts';
import { momentCalls } from './customers/moments.ts';
import { calendarCalls } from './oa/calendars.ts';
import { scheduleCalls } from './oa/schedules.ts';
import { meetingRoomCalls } from './oa/meeting-rooms.ts';
import { journalCalls } from './oa/journals.ts';
import { kfCalls, kfOutsideCalls } from './kf/kf-calls.ts';
import { mediaCalls, mediaOpenCalls } from './media/media.ts';
import { officeCalls } from './office/office-calls.ts';
import { serviceCalls, serviceOpenCalls } from './service-info.ts';
import { signInPages } from './sign-in/authorize.ts';
import { secondFactorCalls, secondFactorOutsideCalls } from './sign-in/second-factor.ts';
import { signInCalls } from './sign-in/who-is-it.ts';
import { getToken } from './get-token.ts';
import { messageCalls, messageOpenCalls, messageOutsideCalls } from './messages/message-calls.ts';

export const openCalls: readonly WecomOpenCall[] = [
  getToken,
  ...mediaOpenCalls,
  ...botOpenCalls,
  ...exportOpenCalls,
  ...messageOpenCalls,
  ...serviceOpenCalls,
  ...signInPages,
];
export const calls: readonly WecomCall[] = [
  ...departmentCalls,
  ...memberReads,
  ...memberWrites,
  ...tagCalls,
  ...batchCalls,
  ...companyCalls,
  ...exportCalls,
  ...agentCalls,
  ...menuCalls,
  ...workbenchCalls,
  ...messageCalls,
  ...serviceCalls,
  ...signInCalls,
  ...secondFactorCalls,
  ...customerCalls,
  ...customerTagCalls,
  ...contactWayCalls,
  ...acquisitionCalls,
  ...behaviorCalls,
  ...strategyCalls,
  ...productAlbumCalls,
  ...welcomeCalls,
  ...transferCalls,
  ...kfCalls,
  ...journalCalls,
  ...calendarCalls,
  ...meetingRoomCalls,
  ...scheduleCalls,
  ...massMessageCalls,
  ...officeCalls,
  ...momentCalls,
  ...groupCalls,
  ...joinWayCalls,
  ...groupWelcomeCalls,
  ...idCalls,
];
/** Paths that move bytes or reach outside. */
export const outsideCalls: readonly WecomOutsideCall[] = [
  ...memberOutsideCalls,
  ...mediaCalls,
  ...messageOutsideCalls,
  ...kfOutsideCalls,
  ...batchOutsideCalls,
  ...secondFactorOutsideCalls,
];
