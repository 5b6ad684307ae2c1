import { event } from '@teahouse/contract/define';
import { memberStopped } from '@teahouse/contract/directory';
import type { ChatId, CustomerId, DeskId, DeskSessionId, MemberId } from '@teahouse/contract/ids';
import { messagePosted } from '@teahouse/contract/messaging';
import * as z from 'zod';
import { uuidOf } from '../../kernel/ids.ts';
import { subscribe } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { pageOf, postAs } from '../messaging/index.ts';
import { deskById, holdDesk, lastSession } from './desk.access.ts';
import { botAnswers, type BotSaid } from './knowledge/bot.ts';
import { deskStirred, giveNext } from './session/assign.ts';
import { happen, holdSession, openSession } from './session/happen.ts';
import { queue } from './session/move.ts';
import { BOT, CLOSED, HUMAN } from './session/state.ts';
import { lookAtSilence } from './session/silence.ts';
import { deskChatOf } from './programs/visits.ts';
import { waitForProgram } from './programs/program-silent.ts';
import { setDuty } from './inbox/my-desks.ts';

/** A customer came to a desk for the first time. */
export const deskEntered = event('desk.entered', 'server', z.object({ chatId: z.string() }));

export const greet = subscribe('desk.greet', deskEntered, async (work, { chatId }) => {
  const chat = await deskChatOf(work, chatId);
  if (!chat) return;
  const { greeting } = await deskById(work, chat.deskId);
  if (greeting)
    await postAs(work, {
      speakerId: chat.deskId,
      chatId: chat.chatId,
      cid: uuidOf(`desk greets ${chatId}`),
      draft: { k: 'text', b: { text: greeting } },
    });
});

/** Somebody fits somebody who waits: one is given, and the next look is a work of its own. */
export const giveOut = subscribe('desk.give_out', deskStirred, async (work, { deskId }) => {
  const desk = await holdDesk(work, deskId as DeskId);
  if (await giveNext(work, desk)) await work.emit(deskStirred, { deskId });
});

const handsLetGo = event('desk.hands_let_go', 'server', z.object({ memberId: z.string() }));

/** Whoever is stopped serves nobody any more: off duty at once, and what they had in hand goes back to the queue. */
export const followStops = subscribe('desk.follow_stops', memberStopped, async (work, { memberId }) => {
  const serving = await work.sql<{ id: DeskId }>(
    'select desk_id id from desk_members where corp_id = $1 and member_id = $2 and on_duty order by desk_id',
    [work.corpId, memberId],
  );
  for (const { id } of serving) {
    await holdDesk(work, id);
    await setDuty(work, id, memberId as MemberId, false);
  }
  await work.emit(handsLetGo, { memberId });
});

/** One session at a time: a work touches the seats of one chat alone. */
export const letGo = subscribe('desk.let_go', handsLetGo, async (work, { memberId }) => {
  const [held] = await work.sql<{ id: DeskSessionId; deskId: DeskId }>(
    `select id, desk_id "deskId" from desk_sessions where corp_id = $1 and member_id = $2 and state = ${HUMAN} order by id limit 1`,
    [work.corpId, memberId],
  );
  if (!held) return;
  const desk = await holdDesk(work, held.deskId);
  const session = await holdSession(work, held.id);
  if (session.state === HUMAN && session.memberId === (memberId as MemberId))
    await queue(work, desk, session, session.skill);
  await work.emit(handsLetGo, { memberId });
});

/** Every word in a chat of a desk moves its session, once, in the time it was said. */
export const followWords = subscribe(
  'desk.follow_words',
  messagePosted,
  async (work, { chatId, seq, senderId }) => {
    const chat = await deskChatOf(work, chatId);
    if (!chat || senderId === chat.deskId) return;
    const [heard] = await work.sql(
      'select from desk_events where corp_id = $1 and chat_id = $2 and seq = $3',
      [work.corpId, chatId, seq],
    );
    if (heard) return;
    const [said] = (await pageOf(work, chat.chatId, { after: seq - 1, limit: 1 })).events;
    if (said?.t !== 'msg' || said.s !== seq) return;
    if (senderId.startsWith('mbr_')) return await memberSaid(work, chat, { seq, at: said.ts, senderId });
    const text = typeof said.b['text'] === 'string' ? said.b['text'] : '';
    await customerSaid(work, chat, { seq, at: said.ts, text });
  },
);

async function memberSaid(
  work: Work,
  chat: { chatId: ChatId },
  { seq, at, senderId }: { seq: number; at: number; senderId: string },
): Promise<void> {
  const last = await lastSession(work, chat.chatId);
  if (!last) return;
  const session = await holdSession(work, last.id);
  // A word that crossed with a transfer or the end counts for nobody.
  if (session.state !== HUMAN || session.memberId !== senderId) return;
  await happen(work, session, { kind: 'replied', at, memberId: session.memberId }, { seq });
}

async function customerSaid(
  work: Work,
  chat: { chatId: ChatId; deskId: DeskId; customerId: CustomerId },
  said: { seq: number; at: number; text: string },
): Promise<void> {
  const face = await deskById(work, chat.deskId);
  const before = await lastSession(work, chat.chatId);
  const alone = !before || before.state === CLOSED || before.state <= BOT;
  const bot: BotSaid | undefined =
    alone && face.bot && !face.program ? await botAnswers(work, face, { ...chat, ...said }) : undefined;

  const desk = await holdDesk(work, chat.deskId);
  const last = await lastSession(work, chat.chatId);
  let session =
    last && last.state !== CLOSED
      ? await holdSession(work, last.id)
      : await openSession(work, { ...chat, previousId: last?.id ?? null, at: said.at });
  if (!last || last.state === CLOSED)
    await lookAtSilence(work, session.id, new Date(said.at + desk.silenceHours * 3_600_000));
  session = await happen(work, session, { kind: 'said', at: said.at }, { seq: said.seq });
  await work.sql('update desk_chats set heard_at = $3, said = 0 where corp_id = $1 and chat_id = $2', [
    work.corpId,
    chat.chatId,
    new Date(said.at),
  ]);
  if (session.state > BOT) return;
  if (desk.program) {
    if (session.state < BOT) await waitForProgram(work, session.id, said.seq);
    return;
  }
  if (!bot || bot.what === 'human') return void (await queue(work, desk, session, ''));
  const hit = bot.what === 'answered';
  const detail = hit ? { articleId: bot.articleId } : {};
  await happen(work, session, { kind: 'bot_answered', at: work.now.getTime(), hit }, { detail });
  if (hit)
    await work.sql('update desk_articles set used = used + 1 where corp_id = $1 and id = $2', [
      work.corpId,
      bot.articleId,
    ]);
}
