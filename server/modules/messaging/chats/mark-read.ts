import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { mySeat } from '../messaging.access.ts';
import { moveReadMarks } from '../realtime/move-read-marks.ts';

export const markRead = implement(messaging.markRead, async (work, { chatId, n }) => {
  const seat = await mySeat(work, chatId);
  await moveReadMarks(work, [{ chatId, memberId: actingMember(work), n }]);
  return { readN: Math.max(seat.readN, n) };
});
