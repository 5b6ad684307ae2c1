import type { ChatId, DeskId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { holdDesk, lastSession } from '../desk.access.ts';
import { give, serversOf } from '../session/assign.ts';
import { happen, holdSession } from '../session/happen.ts';
import { close, promise, queue } from '../session/move.ts';
import { BOT, CLOSED, HUMAN, NEW, QUEUED } from '../session/state.ts';
import { LATER_MS, passToSay } from './passes.ts';

/**
 * A program moves the session of a chat: to itself (1), into the queue (2), into somebody's hands (3) or to its end (4). Resolves with
 * a pass to say one thing, where the move is one that customers are told of. Fails with desk.session_over, desk.wrong_move,
 * desk.not_serving, desk.off_duty or desk.full.
 */
export async function moveByProgram(
  work: Work,
  {
    deskId,
    chatId,
    to,
    memberId,
  }: { deskId: DeskId; chatId: ChatId; to: number; memberId?: MemberId | undefined },
): Promise<string | undefined> {
  const desk = await holdDesk(work, deskId);
  const last = await lastSession(work, chatId);
  if (!last || last.state === CLOSED) return fail('desk.session_over');
  const session = await holdSession(work, last.id);
  const at = work.now.getTime();
  const pass = () => passToSay(work, deskId, chatId, LATER_MS);
  const first = session.queuedAt === null;
  if (to === BOT && session.state <= BOT) {
    if (session.state === NEW) await happen(work, session, { kind: 'automated', at });
    return undefined;
  }
  if (to === QUEUED && session.state < QUEUED) {
    await queue(work, desk, session, '');
    return first ? await pass() : undefined;
  }
  if (to === HUMAN) {
    const server = (await serversOf(work, deskId)).find((s) => s.memberId === memberId);
    if (!server) return fail('desk.not_serving');
    if (!server.onDuty) fail('desk.off_duty');
    if (session.memberId === server.memberId) return undefined;
    if (server.load >= server.cap) fail('desk.full');
    await promise(work, desk, await give(work, session, { memberId: server.memberId, how: 'program' }));
    return first ? await pass() : undefined;
  }
  if (to === CLOSED) {
    await close(work, session, 'program');
    return await pass();
  }
  return fail('desk.wrong_move');
}
