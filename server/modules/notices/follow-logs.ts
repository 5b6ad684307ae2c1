import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import { lookAtLogs } from './look-at-logs.ts';
import { sendWaiting } from './send-pushes.ts';

/** Members who have a chat in front of them read it within this time: they need no push. */
export const PATIENCE_MS = 2_000;

/**
 * Reads the logs of a company by cursor, decides who is to be told, and sends what waits. Asked for by the hints of new messages,
 * and once a minute for whatever a crashed process left behind. Never one job per message.
 */
export const followLogs = job(
  'notices.follow',
  z.object({}),
  { tries: 3, everyMs: 60_000 },
  async (shift) => {
    const until = new Date(shift.now.getTime() - PATIENCE_MS);
    const looked = await lookAtLogs(shift, until);
    const left = await sendWaiting(shift);
    // A job runs under a lease of a minute: what is left over is the next one's.
    if (looked || left) await shift.work((work) => work.enqueue(followLogs, {}));
  },
);
