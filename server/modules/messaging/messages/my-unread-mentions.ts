import type { ChatId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';

/** Messages that call the acting member by name and were not read: of each chat the newest, newest first. */
export async function myUnreadMentions(
  work: Work,
  limit: number,
): Promise<{ title: string; message: MessageEvent }[]> {
  const columns = ENTRY_COLUMNS.split(', ').map((column) => `e.${column}`);
  const rows = await work.sql<EntryRow & { title: string; chat_id: ChatId }>(
    `select c.title, ${columns.join(', ')}
       from (select m.chat_id, max(m.seq) seq from mentions m
               join chat_seats s on s.corp_id = $1 and s.chat_id = m.chat_id and s.member_id = m.member_id and s.read_n < m.n
              where m.corp_id = $1 and m.member_id = $2 group by m.chat_id) u
       join chat_entries e on e.corp_id = $1 and e.chat_id = u.chat_id and e.seq = u.seq
       join chats c on c.corp_id = $1 and c.id = u.chat_id
      where e.event = 'msg' and e.recalled_by is null
      order by e.sent_at desc limit $3`,
    [work.corpId, actingMember(work), limit],
  );
  return rows.map((r) => ({ title: r.title, message: toMessage(r) }));
}
