import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { appendChange } from '../log/append-in.ts';
import { mySeat } from '../messaging.access.ts';

/** A text may be edited for a day; every version stays readable. */
export const EDIT_WINDOW_MS = 24 * 3_600_000;

export const editMessage = implement(messaging.editMessage, async (work, { chatId, seq, text, at }) => {
  const me = actingMember(work);
  const seat = await mySeat(work, chatId);
  if (seat.archived) fail('messaging.chat_archived');
  return await appendChange(
    work,
    chatId,
    seq,
    { t: 'edit', b: { text }, ...(at ? { at } : {}) },
    (message) => {
      if (message.rc !== undefined) fail('messaging.recalled');
      if (message.u !== me || message.k !== 'text') fail('messaging.not_yours');
      if (work.now.getTime() - message.ts > EDIT_WINDOW_MS) fail('messaging.too_late');
    },
  );
});
