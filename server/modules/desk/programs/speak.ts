// What a program says at a desk, within what a customer has asked for: five messages after each word of theirs, for two days.
import { randomUUID } from 'node:crypto';
import type { ChatId, DeskId } from '@teahouse/contract/ids';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { uuidOf } from '../../../kernel/ids.ts';
import type { Shift } from '../../../kernel/shift.ts';
import { postAs, postedAs } from '../../messaging/index.ts';
import { holdDesk, lastSession } from '../desk.access.ts';
import { happen, holdSession } from '../session/happen.ts';
import { BOT } from '../session/state.ts';
import { usePass } from './passes.ts';

const MOST = 5;
const WINDOW_MS = 48 * 3_600_000;

interface Said {
  deskId: DeskId;
  chatId: ChatId;
  draft: Draft | ProgramDraft;
  /** the program's own name for it: said again, it is the same message */
  key?: string | undefined;
}

/**
 * Speaks as the desk while nobody else does. Fails with desk.not_heard (the customer was silent for two days), desk.not_now (a human
 * has it, it waits for one, or it is over) or desk.said_enough.
 */
export async function speakAt(shift: Shift, { deskId, chatId, draft, key }: Said): Promise<void> {
  const cid = key === undefined ? randomUUID() : uuidOf(`program ${chatId} ${key}`);
  // Nothing is held while a message is posted, so the place is taken first.
  const before = await shift.work(async (work) => {
    if (await postedAs(work, chatId, deskId, cid)) return true;
    const since = new Date(work.now.getTime() - WINDOW_MS);
    const [chat] = await work.sql<{ heard: boolean; said: number }>(
      'select coalesce(heard_at > $3, false) heard, said from desk_chats where corp_id = $1 and chat_id = $2 for update',
      [work.corpId, chatId, since],
    );
    if (!chat?.heard) fail('desk.not_heard');
    const session = await lastSession(work, chatId);
    if (!session || session.state > BOT) fail('desk.not_now');
    if (chat.said >= MOST) fail('desk.said_enough');
    await work.sql('update desk_chats set said = said + 1 where corp_id = $1 and chat_id = $2', [
      work.corpId,
      chatId,
    ]);
    return false;
  });
  if (before) return;
  await shift.work((work) => postAs(work, { speakerId: deskId, chatId, cid, draft }));
  await shift.work(async (work) => {
    await holdDesk(work, deskId);
    const last = await lastSession(work, chatId);
    // Whoever took it meanwhile has it; the word stands all the same.
    if (!last || last.state > BOT) return;
    await happen(work, await holdSession(work, last.id), {
      kind: 'bot_answered',
      at: work.now.getTime(),
      hit: true,
    });
  });
}

/** Says one thing by a pass that came with an event. Fails with desk.bad_pass. */
export async function speakByPass(shift: Shift, pass: string, draft: Draft | ProgramDraft): Promise<void> {
  const { deskId, chatId } = await shift.work((work) => usePass(work, pass));
  await shift.work((work) => postAs(work, { speakerId: deskId, chatId, cid: uuidOf(`pass ${pass}`), draft }));
}
