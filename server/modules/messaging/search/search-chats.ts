import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { chatsOf } from '../chats/chat.present.ts';
import { folded } from './tokens.ts';

export const searchChats = implement(messaging.searchChats, async (work, { q, limit }) => {
  const typed = folded(q).replaceAll(/[%_\\]/g, '');
  return {
    chats: await chatsOf(work, actingMember(work), {
      where: `c.kind <> 'direct' and (lower(c.title) like '%' || $3 || '%' or c.pinyin like $3 || '%' or c.initials like $3 || '%')`,
      values: [typed],
      limit,
    }),
  };
});
