import * as z from 'zod';
import { type DeskDay, figuresByDay } from '../../../modules/desk/index.ts';
import type { Work } from '../../../kernel/work.ts';
import { type WecomCall, wecomCall } from '../call.ts';
import { maybe, need, whole, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { seenDesk } from './seen-desk.ts';

const Span = z.object({ open_kfid: maybe(words), start_time: maybe(whole), end_time: maybe(whole) });

const corp = wecomCall({
  path: '/cgi-bin/kf/get_corp_statistic',
  scope: 'customers.read',
  input: Span,
  async run(work, span) {
    return {
      statistic_list: (await days(work, span)).map((d) => ({
        ...stamp(d),
        statistic: {
          session_cnt: d.sessions,
          customer_cnt: d.customers,
          customer_msg_cnt: d.words,
          upgrade_service_customer_cnt: d.offered,
          ai_session_reply_cnt: d.answered,
          ai_transfer_rate: d.handedOver,
          ai_knowledge_hit_rate: d.known,
          msg_rejected_customer_cnt: 0,
        },
      })),
    };
  },
});

const servicers = wecomCall({
  path: '/cgi-bin/kf/get_servicer_statistic',
  scope: 'customers.read',
  input: Span.extend({ servicer_userid: maybe(words) }),
  async run(work, { servicer_userid, ...span }) {
    // Figures are of a team: nobody is measured one by one, by programs neither.
    if (servicer_userid !== undefined) throw new WecomError(48002, 'figures of one person are not offered');
    return {
      statistic_list: (await days(work, span)).map((d) => ({
        ...stamp(d),
        statistic: {
          session_cnt: d.sessions,
          customer_cnt: d.customers,
          customer_msg_cnt: d.words,
          reply_rate: d.replied,
          first_reply_average_sec: Math.round(d.firstReply),
          satisfaction_investgate_cnt: d.closed,
          satisfaction_participation_rate: share(d.rated, d.closed),
          satisfied_rate: share(d.good, d.rated),
          middling_rate: share(d.middling, d.rated),
          dissatisfied_rate: share(d.bad, d.rated),
          upgrade_service_customer_cnt: d.offered,
          upgrade_service_member_invite_cnt: d.offered,
          upgrade_service_member_customer_cnt: 0,
          upgrade_service_groupchat_invite_cnt: 0,
          upgrade_service_groupchat_customer_cnt: 0,
          msg_rejected_customer_cnt: 0,
        },
      })),
    };
  },
});

export const statisticCalls: readonly WecomCall[] = [corp, servicers];

const share = (part: number, of: number) => (of === 0 ? 0 : part / of);
const stamp = (d: DeskDay) => ({ stat_time: Math.floor(d.at.getTime() / 1000) });

async function days(
  work: Work,
  { open_kfid, start_time, end_time }: z.output<typeof Span>,
): Promise<DeskDay[]> {
  const from = need(start_time, 40058);
  const to = need(end_time, 40058);
  if (to < from || to - from > 31 * 86_400) throw new WecomError(40058);
  const deskId = open_kfid === undefined ? undefined : (await seenDesk(work, open_kfid)).id;
  // The last day counts whole.
  return await figuresByDay(work, {
    deskId,
    from: new Date(from * 1000),
    to: new Date((to + 86_400) * 1000),
  });
}
