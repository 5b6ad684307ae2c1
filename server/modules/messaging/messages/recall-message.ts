import { messaging } from '@teahouse/contract/messaging';
import type { FileId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { appendChange } from '../log/append-in.ts';
import { detachFiles } from '../../files/index.ts';
import { mySeat } from '../messaging.access.ts';
import { filesIn } from './draft-files.ts';

/** One's own message, within a day; a group's owner and admins recall anybody's at any time. */
export const RECALL_WINDOW_MS = 24 * 3_600_000;

export const recallMessage = implement(messaging.recallMessage, async (work, { chatId, seq }) => {
  const me = actingMember(work);
  const seat = await mySeat(work, chatId);
  let shown: FileId[] = [];
  const event = await appendChange(work, chatId, seq, { t: 'recall' }, (message) => {
    shown = filesIn(message);
    if (message.rc !== undefined) fail('messaging.recalled');
    if (message.k === 'system') fail('messaging.not_yours');
    if (seat.role !== 'member') return;
    if (message.u !== me) fail('messaging.not_yours');
    if (work.now.getTime() - message.ts > RECALL_WINDOW_MS) fail('messaging.too_late');
  });
  await detachFiles(work, shown, { kind: 'chat', id: chatId });
  return event;
});
