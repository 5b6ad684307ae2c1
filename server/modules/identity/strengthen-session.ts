import type { Work } from '../../kernel/work.ts';

/** This session has just shown a second factor: what waits for one is open to it from now on. */
export async function strengthenSession(work: Work): Promise<void> {
  if (work.actor.kind !== 'member') return;
  await work.sql('update sessions set strong = true where corp_id = $1 and id = $2', [
    work.corpId,
    work.actor.sessionId,
  ]);
}
