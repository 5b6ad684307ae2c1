import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { appendChange } from '../log/append-in.ts';
import { mySeat } from '../messaging.access.ts';

/** One's own message, within a day; a group's owner and admins recall anybody's at any time. */
export const RECALL_WINDOW_MS = 24 * 3_600_000;

export const recallMessage = implement(messaging.recallMessage, async (work, { chatId, seq }) => {
  const me = actingMember(work);
  const seat = await mySeat(work, chatId);
  return await appendChange(work, chatId, seq, { t: 'recall' }, (message) => {
    if (message.rc !== undefined) fail('messaging.recalled');
    if (message.k === 'system') fail('messaging.not_yours');
    if (seat.role !== 'member') return;
    if (message.u !== me) fail('messaging.not_yours');
    if (work.now.getTime() - message.ts > RECALL_WINDOW_MS) fail('messaging.too_late');
  });
});
