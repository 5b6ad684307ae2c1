import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import type { Chat } from '@teahouse/contract/messaging-shapes';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { chatsOf } from './chat.present.ts';

/** One chat of the acting member; a stranger hears it does not exist. */
export async function myChat(work: Work, chatId: ChatId): Promise<Chat> {
  const [chat] = await chatsOf(work, actingMember(work), {
    where: 's.chat_id = $3',
    values: [chatId],
    limit: 1,
  });
  return chat ?? fail('messaging.chat_not_found');
}

export const getChat = implement(messaging.getChat, (work, { chatId }) => myChat(work, chatId));
