import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import type { Shift } from '../../kernel/shift.ts';
import { system } from '../../kernel/work.ts';
import { reachOf } from '../directory/index.ts';
import { cardToMember } from '../messaging/index.ts';

/** Whoever speaks for broadcasts in chats. */
const SPEAKER = 'outreach';
const words = {
  zh: {
    speaker: '客户群发',
    open: '去确认',
    title: (name: string) => `“${name}”待你确认发送`,
    text: (n: number) => `涉及你的 ${n} 位客户，确认后才会发出`,
  },
  en: {
    speaker: 'Broadcasts',
    open: 'Look',
    title: (name: string) => `“${name}” waits for you to confirm`,
    text: (n: number) => `${n} of your customers; nothing leaves before you say so`,
  },
};

/** A card for every member who has yet to confirm; `round` 0 is the first, later ones remind. A round reaches a member once. */
export const tellConfirmers = job(
  'outreach.tell_confirmers',
  z.object({ broadcastId: z.string(), round: z.number().int() }),
  {},
  async (shift, { broadcastId, round }) => {
    const waiting = await shift.work(
      (work) =>
        work.sql<{ memberId: MemberId; name: string; n: number }>(
          `select p.member_id "memberId", b.name, count(*)::int n from broadcast_people p
             join broadcasts b on b.corp_id = $1 and b.id = p.broadcast_id and b.state = 'running'
            where p.corp_id = $1 and p.broadcast_id = $2 and p.state = 'asked' and p.confirmed_at is null group by 1, 2`,
          [work.corpId, broadcastId],
        ),
      system,
    );
    for (const { memberId, name, n } of waiting)
      await cardToConfirm(shift, {
        memberId,
        name,
        text: (locale) => words[locale].text(n),
        cid: `${broadcastId} asked ${round} ${memberId}`,
        page: '/outreach',
      });
  },
);

/** Tells a member, in their language, that `name` waits for their word. The same `cid` is the same card. */
export async function cardToConfirm(
  shift: Shift,
  {
    memberId,
    name,
    text,
    cid,
    page,
  }: {
    memberId: MemberId;
    name: string;
    text: (locale: 'zh' | 'en') => string;
    cid: string;
    page: string;
  },
): Promise<void> {
  const reach = await shift.work((work) => reachOf(work, [memberId]), system);
  const locale = reach.get(memberId)?.locale ?? 'zh';
  const my = words[locale];
  await cardToMember(shift, { id: SPEAKER, name: my.speaker }, memberId, {
    cid: uuidOf(cid),
    b: { title: my.title(name), text: text(locale), page, button: my.open },
  });
}
