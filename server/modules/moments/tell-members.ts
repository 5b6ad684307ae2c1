import type { MemberId } from '@teahouse/contract/ids';
import type { MomentContent } from '@teahouse/contract/moments';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import type { Shift } from '../../kernel/shift.ts';
import { system } from '../../kernel/work.ts';
import { reachOf } from '../directory/index.ts';
import { cardToMember } from '../messaging/index.ts';

/** Whoever speaks for the module in chats. */
const SPEAKER = 'moments';

const words = {
  zh: {
    speaker: '朋友圈',
    open: '查看',
    asked: '有一条朋友圈待你发表',
    said: (who: string) => `${who}评论了你的朋友圈`,
  },
  en: {
    speaker: 'Moments',
    open: 'Open',
    asked: 'A moment waits for you to publish it',
    said: (who: string) => `${who} commented on your moment`,
  },
};
type My = (typeof words)['zh'];

/** The hour of a task has come: everybody who is to publish it hears so. */
export const tellPerformers = job(
  'moments.tell_performers',
  z.object({ momentId: z.string() }),
  {},
  async (shift, { momentId }) => {
    const waiting = await shift.work(
      (work) =>
        work.sql<{ memberId: MemberId; content: MomentContent }>(
          `select p.member_id "memberId", m.content from moment_performers p join moments m on m.corp_id = $1 and m.id = p.moment_id
            where p.corp_id = $1 and p.moment_id = $2 and p.published_at is null and m.withdrawn_at is null`,
          [work.corpId, momentId],
        ),
      system,
    );
    const text = waiting[0]?.content.text.slice(0, 200) ?? '';
    const tell = { momentId, seed: 'asked', title: (my: My) => my.asked, text };
    await card(
      shift,
      waiting.map((w) => w.memberId),
      tell,
    );
  },
);

/** A customer said something under what a member published. */
export const tellOfComment = job(
  'moments.tell_of_comment',
  z.object({ momentId: z.string(), commentId: z.string() }),
  {},
  async (shift, { momentId, commentId }) => {
    const [said] = await shift.work(
      (work) =>
        work.sql<{ memberId: MemberId; name: string; body: string }>(
          `select x.member_id "memberId", c.name, x.body from moment_comments x join customers c on c.corp_id = $1 and c.id = x.customer_id
            where x.corp_id = $1 and x.id = $2`,
          [work.corpId, commentId],
        ),
      system,
    );
    if (!said) return;
    const tell = { momentId, seed: commentId, title: (my: My) => my.said(said.name), text: said.body };
    await card(shift, [said.memberId], tell);
  },
);

async function card(
  shift: Shift,
  memberIds: readonly MemberId[],
  {
    momentId,
    seed,
    title,
    text,
  }: { momentId: string; seed: string; title: (my: My) => string; text: string },
): Promise<void> {
  const reach = await shift.work((work) => reachOf(work, [...memberIds]), system);
  for (const [memberId, { locale }] of reach) {
    const my = words[locale];
    const cid = uuidOf(`${momentId} ${seed} ${memberId}`);
    await cardToMember(shift, { id: SPEAKER, name: my.speaker }, memberId, {
      cid,
      b: { title: title(my), text, page: `/moments/${momentId}`, button: my.open },
    });
  }
}
