import { deskPage } from '@teahouse/contract/desk-page';
import type { DeskId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { implement, implementRaw } from '../../../kernel/module.ts';
import { hereOf, letIn } from '../../customers/index.ts';
import { getThumb } from '../../files/index.ts';
import { deskChat, nameSpeaker } from '../../messaging/index.ts';
import { deskById, holdDesk, lastSession } from '../desk.access.ts';
import { deskEntered } from '../desk.subscribers.ts';
import { deskVisited } from '../programs/visits.ts';
import { happen, holdSession, openSession } from '../session/happen.ts';
import { close, queue } from '../session/move.ts';
import { CLOSED, QUEUED } from '../session/state.ts';
import { lookAtSilence } from '../session/silence.ts';
import { myDeskChat, standAt } from './desk-here.ts';

export const enterDesk = implementRaw(deskPage.enterDesk, (call, { scene, sceneParam, ...phone }) =>
  letIn(call, phone, async (work, customer) => {
    const deskId = work.actor.id as DeskId;
    const desk = await deskById(work, deskId);
    if (desk.closedAt) fail('desk.closed');
    await nameSpeaker(work, { id: customer.id, kind: 'customer', name: customer.name, avatar: null });
    const chatId = await deskChat(work, customer, deskId);
    const fresh = await work.sql(
      'insert into desk_chats (corp_id, chat_id, desk_id, customer_id) values ($1, $2, $3, $4) on conflict do nothing returning chat_id',
      [work.corpId, chatId, deskId, customer.id],
    );
    if (scene)
      await work.sql(
        'update desk_chats set scene = $3, scene_param = $4 where corp_id = $1 and chat_id = $2',
        [work.corpId, chatId, scene, sceneParam],
      );
    if (fresh.length) await work.emit(deskEntered, { chatId });
    await work.emit(deskVisited, { chatId });
    return { here: await hereOf(work, customer.id, deskId), desk: await standAt(work, deskId, chatId) };
  }),
);

export const deskHere = implement(deskPage.deskHere, async (work) => {
  const { deskId, chatId } = await myDeskChat(work);
  return await standAt(work, deskId, chatId);
});

export const askHuman = implement(deskPage.askHuman, async (work, { skill }) => {
  const chat = await myDeskChat(work);
  const desk = await holdDesk(work, chat.deskId);
  const last = await lastSession(work, chat.chatId);
  const at = work.now.getTime();
  const fresh = !last || last.state === CLOSED;
  const session = fresh
    ? await openSession(work, { ...chat, previousId: last?.id ?? null, at })
    : await holdSession(work, last.id);
  if (fresh) await lookAtSilence(work, session.id, new Date(at + desk.silenceHours * 3_600_000));
  if (session.state < QUEUED) await queue(work, desk, session, desk.skills.includes(skill) ? skill : '');
  return await standAt(work, chat.deskId, chat.chatId);
});

export const leaveDesk = implement(deskPage.leaveDesk, async (work) => {
  const chat = await myDeskChat(work);
  await holdDesk(work, chat.deskId);
  const last = await lastSession(work, chat.chatId);
  if (last && last.state !== CLOSED) await close(work, await holdSession(work, last.id), 'customer');
  return await standAt(work, chat.deskId, chat.chatId);
});

export const rateDesk = implement(deskPage.rateDesk, async (work, { rating, note }) => {
  const chat = await myDeskChat(work);
  const last = await lastSession(work, chat.chatId);
  if (!last) return fail('desk.session_open');
  const session = await holdSession(work, last.id);
  await happen(work, session, { kind: 'rated', at: work.now.getTime(), rating });
  await work.sql('update desk_sessions set rating_note = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    last.id,
    note,
  ]);
  return await standAt(work, chat.deskId, chat.chatId);
});

export const deskLogo = implementRaw(deskPage.deskLogo, async (call) => {
  const logo = await call.work(async (work) => (await deskById(work, work.actor.id)).logoFileId);
  return await getThumb(call, { fileId: logo ?? fail('files.not_found'), size: '320' });
});
