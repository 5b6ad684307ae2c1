import type { Work } from '../../kernel/work.ts';

/** Who of those that have an app's message has read it, as userids. */
export async function messageReaders(
  work: Work,
  messageId: string,
): Promise<{ read: string[]; unread: string[] }> {
  const rows = await work.sql<{ userid: string; read: boolean }>(
    `select m.userid, s.read_n >= e.n read from app_message_copies c
       join chat_entries e on e.corp_id = $1 and e.chat_id = c.chat_id and e.seq = c.seq
       join chat_seats s on s.corp_id = $1 and s.chat_id = c.chat_id and s.member_id = c.member_id
       join members m on m.corp_id = $1 and m.id = c.member_id
      where c.corp_id = $1 and c.message_id = $2 order by lower(m.userid)`,
    [work.corpId, messageId],
  );
  const those = (read: boolean) => rows.filter((r) => r.read === read).map((r) => r.userid);
  return { read: those(true), unread: those(false) };
}
