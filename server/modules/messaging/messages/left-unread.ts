import type { MemberId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import type { Work } from '../../../kernel/work.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';

export interface LeftUnread {
  memberId: MemberId;
  title: string;
  direct: boolean;
  message: MessageEvent;
}

/**
 * What these members have not read: the newest direct message of each chat and every mention by name, said after `after` and before
 * `before`; at most 20 for each, newest first.
 */
export async function leftUnread(
  work: Work,
  members: readonly { memberId: MemberId; after: Date }[],
  before: Date,
): Promise<LeftUnread[]> {
  const rows = await work.sql<EntryRow & { member_id: MemberId; title: string; direct: boolean }>(
    `select u.member_id, c.title, c.kind = 'direct' direct, ${ENTRY_COLUMNS.split(', ')
      .map((column) => `e.${column}`)
      .join(', ')}
       from unnest($2::text[], $3::timestamptz[]) u (member_id, after)
      cross join lateral (
        select p.chat_id, p.seq from (
          select s.chat_id, h.last_msg seq from chat_seats s
            join chats d on d.corp_id = $1 and d.id = s.chat_id and d.kind = 'direct'
            join chat_heads h on h.corp_id = $1 and h.chat_id = s.chat_id and h.last_n > s.read_n and h.last_at > u.after
           where s.corp_id = $1 and s.member_id = u.member_id
          union
          select m.chat_id, m.seq from mentions m
            join chat_seats s on s.corp_id = $1 and s.chat_id = m.chat_id and s.member_id = m.member_id and s.read_n < m.n
           where m.corp_id = $1 and m.member_id = u.member_id
        ) p order by p.seq desc limit 200) p
       join chat_entries e on e.corp_id = $1 and e.chat_id = p.chat_id and e.seq = p.seq
       join chats c on c.corp_id = $1 and c.id = p.chat_id
      where e.event = 'msg' and e.kind <> 'system' and e.recalled_by is null and e.sender_id <> u.member_id
        and e.sent_at > u.after and e.sent_at <= $4
      order by e.sent_at desc`,
    [work.corpId, members.map((m) => m.memberId), members.map((m) => m.after), before],
  );
  const most = new Map<string, number>();
  return rows.flatMap((r) => {
    const n = (most.get(r.member_id) ?? 0) + 1;
    most.set(r.member_id, n);
    return n > 20 ? [] : [{ memberId: r.member_id, title: r.title, direct: r.direct, message: toMessage(r) }];
  });
}
