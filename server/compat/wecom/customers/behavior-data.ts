// What members did with customers, never member by member: sums over the app's whole range.
import * as z from 'zod';
import { daysWithCustomers, membersInSum } from '../../../modules/customers/index.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { seenMember } from '../contacts/seen.ts';
import { listOf, maybe, need, whole, words } from '../lenient.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';

const DAY = 86_400;

/**
 * Nobody's activity is shown to their boss, nor to a program. Whoever is asked about, the answer is the sum over everybody the app
 * sees: sums over chosen people could be taken from each other until one is left.
 */
const behavior = wecomCall({
  path: '/cgi-bin/externalcontact/get_user_behavior_data',
  scope: 'customers.read',
  input: z.object({
    userid: listOf(words),
    partyid: listOf(whole),
    start_time: maybe(whole),
    end_time: maybe(whole),
  }),
  async run(work, { userid, partyid, start_time, end_time }, { app }) {
    if (userid.length + partyid.length === 0) throw new WecomError(40058, 'userid or partyid is needed');
    if (userid.length > 100 || partyid.length > 100) throw new WecomError(40058, 'at most 100 of each');
    const [from, to] = [need(start_time, 40058), need(end_time, 40058)];
    const now = Math.floor(work.now.getTime() / 1_000);
    if (to < from || to - from > limits.behaviorDays * DAY || from < now - limits.behaviorBackDays * DAY)
      throw new WecomError(40058, 'start_time to end_time are at most 30 days, within the last 180');
    for (const id of userid) await seenMember(work, app, id);
    if ((await membersInSum(work, app.visible)) < limits.behaviorMembers)
      throw new WecomError(48002, 'sums over fewer than 5 members are told to nobody');
    const days = await daysWithCustomers(work, app.visible, {
      from: new Date(from * 1_000),
      to: new Date(Math.min(to, now) * 1_000),
    });
    return {
      behavior_data: days.map((d) => ({
        stat_time: Math.floor(d.at.getTime() / 1_000),
        chat_cnt: d.chats,
        message_cnt: d.messages,
        // Customers come by scanning: members ask nobody to be added.
        new_apply_cnt: 0,
        new_contact_cnt: d.added,
        negative_feedback_cnt: d.muted,
        ...(d.asked ? { reply_percentage: Math.round((d.replied / d.asked) * 10_000) / 100 } : {}),
        ...(d.replyMinutes === null ? {} : { avg_reply_time: Math.round(d.replyMinutes) }),
      })),
    };
  },
});

export const behaviorCalls: readonly WecomCall[] = [behavior];
