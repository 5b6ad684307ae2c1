import { event } from '@teahouse/contract/define';
import type { ChatId, CustomerId, DeskId } from '@teahouse/contract/ids';
import { messagePosted } from '@teahouse/contract/messaging';
import type { MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { messagesAt } from '../../messaging/index.ts';
import { deskById } from '../desk.access.ts';
import { feed } from './feed.ts';
import { GREET_MS, passToSay } from './passes.ts';

/** A customer opened the page of a desk. */
export const deskVisited = event('desk.visited', 'server', z.object({ chatId: z.string() }));

/** Programs hear who comes; a newcomer, or one who was silent for two days, may be greeted unless the desk greets by itself. */
export const feedVisit = subscribe('desk.feed_visit', deskVisited, async (work, { chatId }) => {
  const [chat] = await work.sql<{
    deskId: DeskId;
    customerId: CustomerId;
    scene: string;
    sceneParam: string;
    fresh: boolean;
  }>(
    `select desk_id "deskId", customer_id "customerId", scene, scene_param "sceneParam", coalesce(heard_at < $3, true) fresh
       from desk_chats where corp_id = $1 and chat_id = $2`,
    [work.corpId, chatId, new Date(work.now.getTime() - 48 * 3_600_000)],
  );
  if (!chat) return;
  const { deskId, customerId, scene, sceneParam } = chat;
  const { greeting } = await deskById(work, deskId);
  const greets = chat.fresh && greeting === '';
  const pass = greets ? await passToSay(work, deskId, chatId as ChatId, GREET_MS) : undefined;
  await feed(work, {
    deskId,
    kind: 'entered',
    chatId: chatId as ChatId,
    customerId,
    detail: { scene, sceneParam, ...(pass ? { pass } : {}) },
  });
});

/** Programs hear what customers and members say; the desk's own words they said themselves. */
export const feedWord = subscribe(
  'desk.feed_word',
  messagePosted,
  async (work, { chatId, seq, senderId }) => {
    const chat = await deskChatOf(work, chatId);
    if (!chat || senderId === chat.deskId) return;
    const [said] = await messagesAt(work, chat.chatId, [seq]);
    if (!said || said.k === 'system') return;
    const memberId = senderId.startsWith('mbr_') ? (senderId as MemberId) : undefined;
    await feed(work, { ...chat, kind: 'word', seq, ...(memberId ? { memberId } : {}) });
  },
);

/** What a chat is, where it is one of a desk. */
export async function deskChatOf(
  work: Work,
  chatId: string,
): Promise<{ chatId: ChatId; deskId: DeskId; customerId: CustomerId } | undefined> {
  const [row] = await work.sql<{ chatId: ChatId; deskId: DeskId; customerId: CustomerId }>(
    'select chat_id "chatId", desk_id "deskId", customer_id "customerId" from desk_chats where corp_id = $1 and chat_id = $2',
    [work.corpId, chatId],
  );
  return row;
}
