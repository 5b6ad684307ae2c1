import type { ChatId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { job } from '../../kernel/jobs.ts';
import type { Shift } from '../../kernel/shift.ts';
import { system } from '../../kernel/work.ts';
import { appById } from '../apps/index.ts';
import { guestChat, postAs } from '../messaging/index.ts';
import type { AnyDraft } from './app-message.ts';

export const BATCH = 100;
/** What one member gets from one app; the rest is dropped without a word, as WeCom does. */
export const perMinute = { name: 'app to member', most: 30, perMs: 60_000 };
export const perHour = { name: 'app to member hourly', most: 1_000, perMs: 3_600_000 };

/** Brings a message to everybody who has not got it. */
export const deliverMessage = job(
  'talk.deliver',
  z.object({ id: z.string() }),
  { tries: 20 },
  (shift, { id }) => deliver(shift, id),
);

/** The same, at once. Whatever step it dies at, doing it again gives nobody a second copy. */
export async function deliver(shift: Shift, id: string): Promise<void> {
  for (;;) {
    const found = await shift.work(async (work) => {
      const [message] = await work.sql<{ app_id: string; draft: AnyDraft | null }>(
        'select app_id, draft from app_messages where corp_id = $1 and id = $2',
        [work.corpId, id],
      );
      const app = message && (await appById(work, message.app_id));
      if (!message?.draft || !app) return undefined;
      const waiting = await work.sql<{ memberId: MemberId }>(
        `select member_id "memberId" from app_message_copies
          where corp_id = $1 and message_id = $2 and seq is null and not dropped order by member_id limit $3`,
        [work.corpId, id, BATCH],
      );
      const to: { memberId: MemberId; chatId: ChatId }[] = [];
      for (const { memberId } of waiting)
        to.push({ memberId, chatId: await guestChat(work, app, 'app', memberId) });
      return { app, draft: message.draft, to };
    }, system);
    if (!found) return;
    if (found.to.length === 0) break;
    const { app, draft, to } = found;
    const meters = await shift.ports.throttles.meter(
      ...to.flatMap(({ memberId }) => {
        const whom = `${app.id} ${memberId}`;
        return [[perMinute, whom] as const, [perHour, whom] as const].map(
          ([pace, who]) => [pace, who] as [typeof pace, string],
        );
      }),
    );
    const done = await shift.work(
      async (work) =>
        await Promise.all(
          to.map(async ({ memberId, chatId }, i) => {
            if (meters[2 * i]!.left < 0 || meters[2 * i + 1]!.left < 0)
              return { memberId, chatId, seq: null };
            const { event } = await postAs(work, {
              speakerId: app.id,
              chatId,
              cid: uuidOf(`${id} ${memberId}`),
              draft,
            });
            return { memberId, chatId, seq: event.s };
          }),
        ),
      system,
    );
    await shift.work(
      (work) =>
        work.sql(
          `update app_message_copies c set chat_id = u.chat_id, seq = u.seq, dropped = u.seq is null
             from unnest($3::text[], $4::text[], $5::bigint[]) u (member_id, chat_id, seq)
            where c.corp_id = $1 and c.message_id = $2 and c.member_id = u.member_id`,
          [work.corpId, id, done.map((d) => d.memberId), done.map((d) => d.chatId), done.map((d) => d.seq)],
        ),
      system,
    );
  }
  await shift.work(
    (work) =>
      work.sql('update app_messages set draft = null where corp_id = $1 and id = $2', [work.corpId, id]),
    system,
  );
}
