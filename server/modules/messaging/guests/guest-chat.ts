import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Speaker } from '@teahouse/contract/messaging-shapes';
import type { Work } from '../../../kernel/work.ts';
import { makeChat } from '../chats/make-chat.ts';
import { pairChat } from '../chats/open-direct.ts';
import { mySeat } from '../messaging.access.ts';
import { letSpeak } from './speakers.ts';

/**
 * The one chat of a member with an app or a customer, made on first use. It is followed: what the member says there reaches the
 * outside as `messagePosted`. The speaker has been named.
 */
export function guestChat(
  work: Work,
  guest: Pick<Speaker, 'id' | 'name'>,
  kind: 'app' | 'customer',
  memberId: MemberId,
): Promise<ChatId> {
  return pairChat(work, guestPair(guest.id, memberId), async (pair) => {
    const chatId = await makeChat(work, { kind, pair, title: guest.name, memberIds: [memberId] });
    await followChat(work, chatId, true);
    await letSpeak(work, chatId, guest.id);
    return chatId;
  });
}

/** From now on (or no longer) every message of this chat goes to the outbox. */
export async function followChat(work: Work, chatId: ChatId, followed: boolean): Promise<void> {
  await work.sql('update chat_heads set followed = $3 where corp_id = $1 and chat_id = $2', [
    work.corpId,
    chatId,
    followed,
  ]);
}

/** The app or customer that a chat of the acting member is with; null where colleagues are among themselves. */
export async function guestOf(work: Work, chatId: ChatId): Promise<string | null> {
  const { kind } = await mySeat(work, chatId);
  if (kind !== 'app' && kind !== 'customer') return null;
  const [row] = await work.sql<{ pair: string }>('select pair from chats where corp_id = $1 and id = $2', [
    work.corpId,
    chatId,
  ]);
  return row?.pair.split(' ')[0] ?? null;
}

/** The name of the one chat of these two. */
export const guestPair = (guestId: string, memberId: string) => `${guestId} ${memberId}`;
