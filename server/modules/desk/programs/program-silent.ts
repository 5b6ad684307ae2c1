import type { DeskId, DeskSessionId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Work } from '../../../kernel/work.ts';
import { holdDesk } from '../desk.access.ts';
import { holdSession } from '../session/happen.ts';
import { queue } from '../session/move.ts';
import { NEW } from '../session/state.ts';

/** How long a program may leave a new question alone before people are asked. */
const PATIENCE_MS = 60_000;

export const waitForProgram = (work: Work, sessionId: DeskSessionId, seq: number): Promise<void> =>
  work.enqueue(
    programSilent,
    { sessionId },
    { runAt: new Date(work.now.getTime() + PATIENCE_MS), key: `${sessionId} ${seq}` },
  );

/** The program neither answered nor moved the session: a customer is not lost because a program is down. */
export const programSilent = job(
  'desk.program_silent',
  z.object({ sessionId: z.string() }),
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
      if (session.state === NEW) await queue(work, desk, session, '');
    }),
);
