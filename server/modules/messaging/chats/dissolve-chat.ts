import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { groupToChange } from '../messaging.access.ts';

export const dissolveChat = implement(messaging.dissolveChat, async (work, { chatId }) => {
  const seat = await groupToChange(work, chatId, 'owner');
  if (seat.kind === 'department') fail('messaging.follows_directory');
  const head = await holdHead(work, chatId);
  await appendSystem(work, head, { what: 'archived' });
  await work.db.updateTable('chats').set({ archived_at: work.now }).where('id', '=', chatId).execute();
  await work.sql(`update chat_heads set posting = 'nobody' where corp_id = $1 and chat_id = $2`, [
    work.corpId,
    chatId,
  ]);
  return {};
});
