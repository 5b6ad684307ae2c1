import type { DeskId, DeskSessionId, MemberId } from '@teahouse/contract/ids';
import { event } from '@teahouse/contract/define';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { serveInChat } from '../../messaging/index.ts';
import type { DeskRow } from '../desk.access.ts';
import { clockOf } from '../hours/desk-clock.ts';
import { sayIn } from '../words.ts';
import { chooseMember, type Server } from './choose-member.ts';
import { feedMove } from '../programs/feed-move.ts';
import { happen, holdSession, type KeptSession } from './happen.ts';
import { type Happening, QUEUED } from './state.ts';

/** A place became free, or somebody waits: the queue of this desk is worth a look. */
export const deskStirred = event('desk.stirred', 'server', z.object({ deskId: z.string() }));

/** Everybody who serves at a desk that the caller holds, with what they have in hand now. */
export async function serversOf(work: Work, deskId: DeskId): Promise<Server[]> {
  const rows = await work.sql<Server>(
    `select x.member_id "memberId", x.skills, x.cap, x.on_duty and m.status = 'active' "onDuty", x.last_turn "lastTurn",
            coalesce(s.n, 0)::int load
       from desk_members x join members m on m.corp_id = $1 and m.id = x.member_id
       left join (select member_id, count(*) n from desk_sessions where corp_id = $1 and desk_id = $2 and state = 3 group by member_id) s
         on s.member_id = x.member_id
      where x.corp_id = $1 and x.desk_id = $2`,
    [work.corpId, deskId],
  );
  return rows.map((r) => ({ ...r, lastTurn: Number(r.lastTurn) }));
}

/**
 * Gives the session that has waited longest and for whom somebody fits, if the desk is open. One at a time: a work seats members in
 * one chat alone, so works never wait for each other's chats. True when one was given; there may be more. The caller holds the desk.
 */
export async function giveNext(work: Work, desk: DeskRow): Promise<boolean> {
  const waiting = await work.sql<{ id: DeskSessionId; skill: string }>(
    `select id, skill from desk_sessions where corp_id = $1 and desk_id = $2 and state = $3 order by queued_at, id limit 200`,
    [work.corpId, desk.id, QUEUED],
  );
  if (waiting.length === 0) return false;
  if (!(await clockOf(work, desk)).open(work.now.getTime())) return false;
  const servers = await serversOf(work, desk.id);
  for (const { id, skill } of waiting) {
    const memberId = chooseMember(servers, { how: desk.how, skill });
    if (!memberId) continue;
    await give(work, await holdSession(work, id), { memberId, how: 'turn' });
    return true;
  }
  return false;
}

/** Puts a session into a member's hands: event, turn, seat and a line both sides read. The caller holds desk and session. */
export async function give(
  work: Work,
  session: KeptSession,
  to: { memberId: MemberId; how: Extract<Happening, { kind: 'given' }>['how'] },
): Promise<KeptSession> {
  const next = await happen(work, session, { kind: 'given', at: work.now.getTime(), ...to });
  await feedMove(work, session, to.how === 'program' ? undefined : session.memberId ? 2 : 1, to.memberId);
  await work.sql(
    `with turn as (update desks set turns = turns + 1 where corp_id = $1 and id = $2 returning turns)
     update desk_members set last_turn = (select turns from turn) where corp_id = $1 and desk_id = $2 and member_id = $3`,
    [work.corpId, session.deskId, to.memberId],
  );
  const [who] = await work.sql<{ name: string }>('select name from members where corp_id = $1 and id = $2', [
    work.corpId,
    to.memberId,
  ]);
  const notice = await sayIn(work, session.customerId, 'serves', who?.name ?? '');
  await serveInChat(work, session.chatId, { members: [to.memberId], notice });
  return next;
}
