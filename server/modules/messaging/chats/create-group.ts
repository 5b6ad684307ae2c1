import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { GROUP_LIMIT } from './chat-settings.ts';
import { myChat } from './get-chat.ts';
import { makeChat } from './make-chat.ts';
import { seatableMembers } from './seatable-members.ts';

export const createGroup = implement(messaging.createGroup, async (work, { title, memberIds }) => {
  const me = actingMember(work);
  const wanted = [...new Set(memberIds)].filter((id) => id !== me);
  if (wanted.length + 1 > GROUP_LIMIT) fail('messaging.group_full');
  const seen = await seatableMembers(work, wanted);
  const id = await makeChat(work, { kind: 'group', title, ownerId: me, memberIds: [me, ...seen] });
  return await myChat(work, id);
});
