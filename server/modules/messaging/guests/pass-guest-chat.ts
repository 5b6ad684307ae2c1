import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { seatMembers, unseatMembers } from '../chats/seat-members.ts';
import { holdHead } from '../log/append-in.ts';
import { guestPair } from './guest-chat.ts';

/**
 * Hands a guest's chat from one member to another, with all that was said in it. Returns false and leaves everything as it is where the
 * other has a chat with this guest already: two chats do not become one.
 */
export async function passGuestChat(
  work: Work,
  { chatId, guestId, from, to }: { chatId: ChatId; guestId: string; from: MemberId; to: MemberId },
): Promise<boolean> {
  const pair = guestPair(guestId, to);
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} ${pair}`]);
  const passed = await work.sql(
    `update chats set pair = $3 where corp_id = $1 and id = $2
        and not exists (select from chats where corp_id = $1 and pair = $3) returning id`,
    [work.corpId, chatId, pair],
  );
  if (passed.length === 0) return false;
  const head = await holdHead(work, chatId);
  await seatMembers(work, head, [to]);
  await unseatMembers(work, head, [from]);
  return true;
}
