import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { chatsOf } from './chat.present.ts';

export const listChats = implement(messaging.listChats, async (work, { limit, before }) => {
  const me = actingMember(work);
  // Chats on top come with the first page; the pages after it go on by time.
  const page = await chatsOf(work, me, {
    where: before ? 'h.last_at < $3 and not s.on_top' : 'true',
    values: before ? [new Date(before)] : [],
    order: before ? 'h.last_at desc' : 's.on_top desc, h.last_at desc',
    limit: limit + 1,
  });
  return { chats: page.slice(0, limit).filter((c) => !c.my.hidden), more: page.length > limit };
});
