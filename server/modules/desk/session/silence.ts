import type { DeskId, DeskSessionId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Work } from '../../../kernel/work.ts';
import { holdDesk } from '../desk.access.ts';
import { holdSession } from './happen.ts';
import { close } from './move.ts';
import { CLOSED } from './state.ts';

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
