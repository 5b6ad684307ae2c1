import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { groupToChange } from '../messaging.access.ts';

export const setChatRole = implement(messaging.setChatRole, async (work, { chatId, memberId, role }) => {
  const me = actingMember(work);
  const seat = await groupToChange(work, chatId, 'owner');
  if (memberId === me) fail('messaging.owner_must_hand_over');
  const head = await holdHead(work, chatId);
  const seated = await work.db
    .updateTable('chat_seats')
    .set({ role })
    .where('chat_id', '=', chatId)
    .where('member_id', '=', memberId)
    .returning('member_id')
    .executeTakeFirst();
  if (!seated) fail('messaging.unknown_member');
  if (role === 'owner') {
    await work.db
      .updateTable('chat_seats')
      .set({ role: 'member' })
      .where('chat_id', '=', chatId)
      .where('member_id', '=', me)
      .execute();
    await work.db.updateTable('chats').set({ owner_id: memberId }).where('id', '=', seat.chatId).execute();
  }
  await appendSystem(work, head, {
    what: role === 'owner' ? 'owner' : 'admins',
    members: [memberId],
    text: role,
  });
  return {};
});
