import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { adjustClosed } from './adjust-closed.ts';
import { settleTimeOff } from './leave/settle-time-off.ts';

/**
 * Called after something was written about a person between two instants, in the same transaction: closed months get what changes as
 * an adjustment, and time off earned by overtime becomes what the days now say.
 */
export async function recordChanged(work: Work, memberId: MemberId, from: Date, to: Date): Promise<void> {
  await adjustClosed(work, memberId, from, to);
  await settleTimeOff(work, memberId, from, to);
}
