import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { groupToChange, mySeat } from '../messaging.access.ts';
import { unseatMembers } from './seat-members.ts';

export const removeChatMember = implement(messaging.removeChatMember, async (work, { chatId, memberId }) => {
  const leaving = memberId === actingMember(work);
  const seat = leaving ? await mySeat(work, chatId) : await groupToChange(work, chatId, 'admin');
  if (seat.kind === 'direct') fail('messaging.needs_admin', 'nobody leaves a direct chat');
  if (seat.kind === 'department') fail('messaging.follows_directory');
  if (leaving && seat.role === 'owner' && !seat.archived) fail('messaging.owner_must_hand_over');
  if (!leaving && memberId === seat.ownerId) fail('messaging.needs_admin', 'the owner stays');
  const head = await holdHead(work, chatId);
  const gone = await unseatMembers(work, head, [memberId]);
  if (gone.length === 0) fail('messaging.unknown_member');
  await appendSystem(work, head, { what: leaving ? 'left' : 'removed', members: gone });
  return {};
});
