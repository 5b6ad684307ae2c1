import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import type { KeptSession } from '../session/happen.ts';
import { feed } from './feed.ts';
import { LATER_MS, passToSay } from './passes.ts';

/**
 * Programs hear that a session was taken (1), handed on (2) or ended (3) by somebody else; `before` is the session as it was. With the
 * first human and with the end comes a pass to say one thing. The caller holds the desk.
 */
export async function feedMove(
  work: Work,
  before: KeptSession,
  change: 1 | 2 | 3 | undefined,
  after: MemberId | null,
): Promise<void> {
  if (change === undefined) return;
  const { deskId, chatId, customerId, memberId, takenAt } = before;
  const tells = change === 3 || takenAt === null;
  const pass = tells ? await passToSay(work, deskId, chatId, LATER_MS) : undefined;
  await feed(work, {
    deskId,
    kind: 'moved',
    chatId,
    customerId,
    detail: { change, before: memberId, after, ...(pass ? { pass } : {}) },
  });
}
