import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { groupToChange } from '../messaging.access.ts';
import { GROUP_LIMIT } from './chat-settings.ts';
import { seatMembers } from './seat-members.ts';
import { seatableMembers } from './seatable-members.ts';

export const addChatMembers = implement(messaging.addChatMembers, async (work, { chatId, memberIds }) => {
  const seat = await groupToChange(work, chatId, 'invite');
  if (seat.kind === 'department') fail('messaging.follows_directory');
  const seen = await seatableMembers(work, memberIds);
  const head = await holdHead(work, chatId);
  if (head.memberCount + seen.length > GROUP_LIMIT) fail('messaging.group_full');
  const added = await seatMembers(work, head, seen);
  if (added.length) await appendSystem(work, head, { what: 'joined', members: added });
  return { added: added.length };
});
