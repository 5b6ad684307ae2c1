import type { Work } from '../../../kernel/work.ts';
import { serveInChat } from '../../messaging/index.ts';
import type { DeskRow } from '../desk.access.ts';
import { clockOf } from '../hours/desk-clock.ts';
import { sayIn } from '../words.ts';
import { feedMove } from '../programs/feed-move.ts';
import { deskStirred, giveNext } from './assign.ts';
import { type Beside, happen, type KeptSession } from './happen.ts';
import { type ClosedBy, HUMAN } from './state.ts';
import { lookWhenLate, lookWhenOpen } from './timers.ts';

/**
 * Into the pool of those who wait for a human, with what the desk promises. Whoever fits takes it at once. The caller holds desk and
 * session.
 */
export async function queue(
  work: Work,
  desk: DeskRow,
  session: KeptSession,
  skill: string,
): Promise<KeptSession> {
  const was = session.state;
  const next = await happen(work, session, { kind: 'queued', at: work.now.getTime(), skill });
  await promise(work, desk, next);
  const clock = await clockOf(work, desk);
  const opensAt = clock.open(work.now.getTime()) ? undefined : clock.opensAt(work.now.getTime());
  if (opensAt !== undefined) await lookWhenOpen(work, desk.id, new Date(opensAt));
  if (was === HUMAN) {
    // The former holder's seat is taken here; whoever is next is seated in a work of their own.
    await serveInChat(work, session.chatId, {
      members: [],
      notice: await sayIn(work, session.customerId, 'queued'),
    });
    await work.emit(deskStirred, { deskId: desk.id });
    return next;
  }
  await giveNext(work, desk);
  await work.emit(deskStirred, { deskId: desk.id });
  return next;
}

/** What the desk promises from the first wish for a human on; written once. */
export async function promise(work: Work, desk: DeskRow, session: KeptSession): Promise<void> {
  const clock = await clockOf(work, desk);
  const first = clock.due(session.queuedAt ?? session.openedAt, desk.firstReplyMinutes);
  const resolve = clock.due(session.openedAt, desk.resolveMinutes);
  const set = await work.sql(
    `update desk_sessions set first_due_at = $3, resolve_due_at = $4
      where corp_id = $1 and id = $2 and first_due_at is null and resolve_due_at is null returning id`,
    [work.corpId, session.id, first, resolve],
  );
  if (set.length === 0) return;
  if (first) await lookWhenLate(work, session.id, 'first', first);
  if (resolve) await lookWhenLate(work, session.id, 'resolve', resolve);
}

/** The end of a session: nobody sits in the chat any more, and a place is free. The caller holds desk and session. */
export async function close(
  work: Work,
  session: KeptSession,
  by: ClosedBy,
  beside: Beside = {},
): Promise<KeptSession> {
  const next = await happen(work, session, { kind: 'closed', at: work.now.getTime(), by }, beside);
  await feedMove(work, session, by === 'program' ? undefined : 3, null);
  await serveInChat(work, session.chatId, {
    members: [],
    notice: await sayIn(work, session.customerId, 'over'),
  });
  await work.emit(deskStirred, { deskId: session.deskId });
  return next;
}
