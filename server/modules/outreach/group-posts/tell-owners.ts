import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import { system } from '../../../kernel/work.ts';
import { cardToConfirm } from '../tell-confirmers.ts';

const words = {
  zh: (n: number) => `涉及你的 ${n} 个客户群，确认后才会发出`,
  en: (n: number) => `${n} of your customer groups; nothing appears before you say so`,
};

/** A card for every owner who has yet to confirm; `round` 0 is the first, later ones remind. A round reaches an owner once. */
export const tellOwners = job(
  'outreach.tell_owners',
  z.object({ postId: z.string(), round: z.number().int() }),
  {},
  async (shift, { postId, round }) => {
    const waiting = await shift.work(
      (work) =>
        work.sql<{ memberId: MemberId; name: string; n: number }>(
          `select p.owner_id "memberId", g.name, count(*)::int n from group_post_chats p
             join group_posts g on g.corp_id = $1 and g.id = p.post_id and g.state = 'running'
            where p.corp_id = $1 and p.post_id = $2 and p.state = 'asked' and p.confirmed_at is null group by 1, 2`,
          [work.corpId, postId],
        ),
      system,
    );
    for (const { memberId, name, n } of waiting)
      await cardToConfirm(shift, {
        memberId,
        name,
        text: (locale) => words[locale](n),
        cid: `${postId} asked ${round} ${memberId}`,
        page: '/group-posts',
      });
  },
);
