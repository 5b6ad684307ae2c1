import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

export interface UnreadSeat {
  chatId: ChatId;
  memberId: MemberId;
  readN: number;
  muted: boolean;
  direct: boolean;
  /** '' for direct chats */
  title: string;
  /** n of the newest unread mention by name, or 0 */
  mentionN: number;
}

/** Of `among`, those who sit in one of these chats and have not read up to its `n`. Costs what is answered, not the size of the group. */
export async function unreadSeats(
  work: Work,
  chats: readonly { chatId: ChatId; n: number }[],
  among: readonly MemberId[],
): Promise<UnreadSeat[]> {
  if (chats.length === 0 || among.length === 0) return [];
  return await work.sql<UnreadSeat>(
    `select s.chat_id "chatId", s.member_id "memberId", s.read_n "readN", s.muted, c.kind = 'direct' direct, c.title,
            coalesce((select max(m.n) from mentions m where m.corp_id = $1 and m.member_id = s.member_id
                         and m.chat_id = s.chat_id and m.n > s.read_n), 0) "mentionN"
       from unnest($2::text[], $3::bigint[]) u (chat_id, n)
       join chat_seats s on s.corp_id = $1 and s.chat_id = u.chat_id and s.read_n < u.n and s.joined_n < u.n
       join chats c on c.corp_id = $1 and c.id = u.chat_id
      where s.member_id = any($4)`,
    [work.corpId, chats.map((c) => c.chatId), chats.map((c) => c.n), among],
  );
}
