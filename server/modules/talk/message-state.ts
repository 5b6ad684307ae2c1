import type { Work } from '../../kernel/work.ts';

export interface MessageState {
  id: string;
  no: number;
  /** members it was for, those who have it, and those who had too much from this app already */
  total: number;
  delivered: number;
  /** userids */
  dropped: string[];
}

/** How far a message of an app has come, by its id or its number. */
export async function messageState(
  work: Work,
  appId: string,
  which: { id: string } | { no: number },
): Promise<MessageState | undefined> {
  const byId = 'id' in which;
  const [row] = await work.sql<MessageState>(
    `select m.id, m.no, count(c.member_id)::int total, count(c.seq)::int delivered,
            coalesce(array_agg(b.userid) filter (where c.dropped), '{}') dropped
       from app_messages m left join app_message_copies c on c.corp_id = $1 and c.message_id = m.id
       left join members b on b.corp_id = $1 and b.id = c.member_id
      where m.corp_id = $1 and m.app_id = $2 and ${byId ? 'm.id = $3' : 'm.no = $3::bigint'} group by m.id, m.no`,
    [work.corpId, appId, byId ? which.id : which.no],
  );
  return row;
}
