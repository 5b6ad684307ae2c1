import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import type { Shift } from '../../kernel/shift.ts';
import { removeFilesBefore } from '../files/index.ts';
import { expireMessages } from '../messaging/index.ts';
import { keepingOf } from './keeping.ts';

const DAY = 86_400_000;
const BATCH = 500;
/** Well below the lease of a job; what is left is asked for again. */
const BUDGET_MS = 25_000;

/** Lets go, once a day, of what is older than the company wants to keep. A legal hold stops it, also between two batches. */
export const letGo = job('keeping.let_go', z.object({}), { tries: 3, everyMs: DAY }, async (shift) => {
  const until = performance.now() + BUDGET_MS;
  const messages = await drain(shift, until, 'messageDays', async (work, before) => {
    const { expired, more } = await expireMessages(work, before, BATCH);
    return { gone: expired, more };
  });
  const files = await drain(shift, until, 'fileDays', async (work, before) => {
    const gone = await removeFilesBefore(work, before, BATCH);
    return { gone, more: gone === BATCH };
  });
  if (messages.gone + files.gone > 0)
    await shift.work((work) =>
      work.audit({ action: 'keeping.let_go', detail: { messages: messages.gone, files: files.gone } }),
    );
  if (messages.more || files.more) await shift.work((work) => work.enqueue(letGo, {}));
});

type Step = (work: Parameters<typeof keepingOf>[0], before: Date) => Promise<{ gone: number; more: boolean }>;

async function drain(
  shift: Shift,
  until: number,
  which: 'messageDays' | 'fileDays',
  step: Step,
): Promise<{ gone: number; more: boolean }> {
  let gone = 0;
  for (;;) {
    const did = await shift.work(async (work) => {
      const wish = await keepingOf(work);
      const days = wish.hold ? null : wish[which];
      if (days === null) return { gone: 0, more: false };
      return await step(work, new Date(work.now.getTime() - days * DAY));
    });
    gone += did.gone;
    if (!did.more) return { gone, more: false };
    if (performance.now() > until) return { gone, more: true };
  }
}
