// What falls due: a promise that was not kept, a silence that ends a session, a door that opens.
import type { DeskId, DeskSessionId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Work } from '../../../kernel/work.ts';
import { deskById, holdDesk } from '../desk.access.ts';
import { deskStirred } from './assign.ts';
import { happen, holdSession } from './happen.ts';
import { close } from './move.ts';
import { CLOSED } from './state.ts';

const promised = z.object({ sessionId: z.string(), what: z.enum(['first', 'resolve']) });

export const lookWhenLate = (
  work: Work,
  sessionId: DeskSessionId,
  what: 'first' | 'resolve',
  at: Date,
): Promise<void> => work.enqueue(markLate, { sessionId, what }, { runAt: at, key: `${sessionId} ${what}` });

/** A promise fell due: where it was not kept, the session says so from now on. */
export const markLate = job('desk.mark_late', promised, {}, (shift, { sessionId, what }) =>
  shift.work(async (work) => {
    const session = await holdSession(work, sessionId as DeskSessionId);
    const kept = what === 'first' ? session.firstReplyAt !== null || session.lateFirst : session.lateResolve;
    if (session.state === CLOSED || kept) return;
    await happen(work, session, { kind: 'late', at: work.now.getTime(), what });
  }),
);

export const lookAtSilence = (work: Work, sessionId: DeskSessionId, at: Date): Promise<void> =>
  work.enqueue(
    endSilence,
    { sessionId, from: at.getTime() },
    { runAt: at, key: `${sessionId} ${at.getTime()}` },
  );

/** Nothing was heard from the customer for as long as the desk waits: the session is over. */
export const endSilence = job(
  'desk.end_silence',
  z.object({ sessionId: z.string(), from: z.number() }),
  {},
  (shift, payload) =>
    shift.work(async (work) => {
      const sessionId = payload.sessionId as DeskSessionId;
      const [found] = await work.sql<{ deskId: DeskId }>(
        'select desk_id "deskId" from desk_sessions where corp_id = $1 and id = $2',
        [work.corpId, sessionId],
      );
      if (!found) return;
      const desk = await holdDesk(work, found.deskId);
      const session = await holdSession(work, sessionId);
      if (session.state === CLOSED) return;
      const end = session.lastCustomerAt + desk.silenceHours * 3_600_000;
      if (end > work.now.getTime()) return await lookAtSilence(work, sessionId, new Date(end));
      await close(work, session, 'silence');
    }),
);

export const lookWhenOpen = (work: Work, deskId: DeskId, at: Date) =>
  work.enqueue(stirQueue, { deskId }, { runAt: at, key: `${deskId} ${at.getTime()}` });

/** The desk opens: whoever left a question meanwhile is next. */
export const stirQueue = job('desk.stir_queue', z.object({ deskId: z.string() }), {}, (shift, { deskId }) =>
  shift.work(async (work) => {
    const { id } = await deskById(work, deskId);
    await work.emit(deskStirred, { deskId: id });
  }),
);
