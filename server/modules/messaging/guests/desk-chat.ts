import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Speaker } from '@teahouse/contract/messaging-shapes';
import type { Work } from '../../../kernel/work.ts';
import { makeChat } from '../chats/make-chat.ts';
import { pairChat } from '../chats/open-direct.ts';
import { seatMembers, unseatMembers } from '../chats/seat-members.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { followChat } from './guest-chat.ts';
import { letSpeak } from './speakers.ts';

/** The one chat of a customer with a service desk. Nobody sits in it until somebody serves. Both have been named as speakers. */
export function deskChat(work: Work, guest: Pick<Speaker, 'id' | 'name'>, deskId: string): Promise<ChatId> {
  return pairChat(work, `${guest.id} ${deskId}`, async (pair) => {
    const chatId = await makeChat(work, { kind: 'customer', pair, title: guest.name, memberIds: [] });
    await followChat(work, chatId, true);
    await letSpeak(work, chatId, guest.id);
    await letSpeak(work, chatId, deskId);
    return chatId;
  });
}

/**
 * From now on exactly these members sit in a chat with a guest; `notice` is a line both sides read. Holds the chat to the end of the
 * work, so a work does this for one chat alone and posts nothing there afterwards.
 */
export async function serveInChat(
  work: Work,
  chatId: ChatId,
  { members, notice }: { members: readonly MemberId[]; notice: string },
): Promise<void> {
  const head = await holdHead(work, chatId);
  const seated = await work.sql<{ id: MemberId }>(
    'select member_id id from chat_seats where corp_id = $1 and chat_id = $2',
    [work.corpId, chatId],
  );
  const gone = seated.map((s) => s.id).filter((id) => !members.includes(id));
  if (gone.length) await unseatMembers(work, head, gone);
  await seatMembers(work, head, members);
  if (notice) await appendSystem(work, head, { what: 'notice', text: notice });
}
