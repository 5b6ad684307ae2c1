import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import { system, type Work } from '../../kernel/work.ts';
import { reachOf } from '../directory/index.ts';
import { guestChat, nameSpeaker, postAs } from '../messaging/index.ts';

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
    const { waiting, reach } = await shift.work(async (work) => {
      const rows = await work.sql<{ memberId: MemberId; name: string; n: number }>(
        `select p.member_id "memberId", b.name, count(*)::int n from broadcast_people p
           join broadcasts b on b.corp_id = $1 and b.id = p.broadcast_id and b.state = 'running'
          where p.corp_id = $1 and p.broadcast_id = $2 and p.state = 'asked' and p.confirmed_at is null group by 1, 2`,
        [work.corpId, broadcastId],
      );
      const memberIds = rows.map((r) => r.memberId);
      return { waiting: rows, reach: await reachOf(work, memberIds) };
    }, system);
    for (const { memberId, name, n } of waiting) {
      const my = words[reach.get(memberId)?.locale ?? 'zh'];
      const b = {
        title: my.title(name),
        text: my.text(n),
        page: '/outreach',
        button: my.open,
      };
      const cid = uuidOf(`${broadcastId} asked ${round} ${memberId}`);
      const chatId = await shift.work((work) => chatWith(work, memberId, my.speaker), system);
      await shift.work(
        (work) => postAs(work, { speakerId: SPEAKER, chatId, cid, draft: { k: 'card', b } }),
        system,
      );
    }
  },
);

async function chatWith(work: Work, memberId: MemberId, name: string) {
  await nameSpeaker(work, { id: SPEAKER, kind: 'app', name, avatar: null });
  return await guestChat(work, { id: SPEAKER, name }, 'app', memberId);
}
