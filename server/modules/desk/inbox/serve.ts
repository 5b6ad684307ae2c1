import { desk } from '@teahouse/contract/desk';
import type { DeskSessionId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { holdDesk, type DeskRow, sessionToSee } from '../desk.access.ts';
import { give, serversOf } from '../session/assign.ts';
import { holdSession, type KeptSession } from '../session/happen.ts';
import { close, promise, queue } from '../session/move.ts';
import { CLOSED, HUMAN } from '../session/state.ts';
import { hintDesk } from './hint-desk.ts';
import { seenSession } from './sessions.ts';

/** The session and its desk, both held, in the order that lets nobody wait for another. */
async function hold(work: Work, id: DeskSessionId): Promise<{ row: DeskRow; session: KeptSession }> {
  const { deskId } = await sessionToSee(work, id);
  const row = await holdDesk(work, deskId);
  const session = await holdSession(work, id);
  if (session.state === CLOSED) fail('desk.session_over');
  return { row, session };
}

/** Everybody keeps to the cap, whoever decides. */
async function room(work: Work, row: DeskRow, memberId: MemberId, needsDuty: boolean): Promise<void> {
  const server = (await serversOf(work, row.id)).find((s) => s.memberId === memberId);
  if (!server || (needsDuty && !server.onDuty)) return fail('desk.not_serving');
  if (server.load >= server.cap) fail('desk.full');
}

export const takeDeskSession = implement(desk.takeDeskSession, async (work, { sessionId }) => {
  const me = actingMember(work);
  const { row, session } = await hold(work, sessionId);
  if (session.state === HUMAN) {
    if (session.memberId !== me) fail('desk.with_another');
    return await seenSession(work, sessionId);
  }
  await room(work, row, me, false);
  await promise(work, row, await give(work, session, { memberId: me, how: 'took' }));
  return await seenSession(work, sessionId);
});

export const transferDeskSession = implement(
  desk.transferDeskSession,
  async (work, { sessionId, memberId, skill, note }) => {
    const { row, session } = await hold(work, sessionId);
    if (session.state !== HUMAN || session.memberId !== actingMember(work)) fail('desk.with_another');
    if (note) await writeNote(work, session, note);
    if (memberId) {
      await room(work, row, memberId, true);
      await give(work, session, { memberId, how: 'transfer' });
    } else await queue(work, row, session, skill);
    return await seenSession(work, sessionId);
  },
);

export const closeDeskSession = implement(desk.closeDeskSession, async (work, { sessionId }) => {
  const me = actingMember(work);
  const { session } = await hold(work, sessionId);
  if (session.state === HUMAN && session.memberId !== me) fail('desk.with_another');
  await close(work, session, 'member', { detail: { memberId: me } });
  return await seenSession(work, sessionId);
});

export const noteDeskSession = implement(desk.noteDeskSession, async (work, { sessionId, text }) => {
  const session = await sessionToSee(work, sessionId);
  await hintDesk(work, session.deskId);
  return await writeNote(work, session, text);
});

async function writeNote(work: Work, of: Pick<KeptSession, 'id' | 'chatId'>, text: string) {
  const memberId = actingMember(work);
  const [row] = await work.sql<{ memberName: string }>(
    `with n as (insert into desk_notes (corp_id, id, session_id, chat_id, member_id, text, at) values ($1, $2, $3, $4, $5, $6, $7)
       returning member_id) select m.name "memberName" from n join members m on m.corp_id = $1 and m.id = n.member_id`,
    [work.corpId, newId('dsn'), of.id, of.chatId, memberId, text, work.now],
  );
  return { memberId, memberName: row?.memberName ?? '', text, at: work.now.toISOString() };
}
