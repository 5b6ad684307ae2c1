// What falls due: a promise that was not kept, a door that opens.
import type { DeskId, DeskSessionId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Work } from '../../../kernel/work.ts';
import { deskById } from '../desk.access.ts';
import { deskStirred } from './assign.ts';
import { happen, holdSession } from './happen.ts';
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

export const lookWhenOpen = (work: Work, deskId: DeskId, at: Date) =>
  work.enqueue(stirQueue, { deskId }, { runAt: at, key: `${deskId} ${at.getTime()}` });

/** The desk opens: whoever left a question meanwhile is next. */
export const stirQueue = job('desk.stir_queue', z.object({ deskId: z.string() }), {}, (shift, { deskId }) =>
  shift.work(async (work) => {
    const { id } = await deskById(work, deskId);
    await work.emit(deskStirred, { deskId: id });
  }),
);
