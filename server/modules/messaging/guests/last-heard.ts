import type { ChatId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

export interface LastHeard {
  /** when somebody from outside last wrote; null: never */
  heardAt: Date | null;
  /** the first of our messages since then; null: none */
  answeredAt: Date | null;
}

/** Per chat with a guest: when they were last heard, and whether we wrote since. Chats without any message are missing. */
export async function lastHeard(work: Work, chatIds: readonly ChatId[]): Promise<Map<ChatId, LastHeard>> {
  const rows = await work.sql<LastHeard & { chatId: ChatId }>(
    `select e.chat_id "chatId", h.at "heardAt", min(e.sent_at) filter (where e.sender_id not like 'cus\\_%' and (h.seq is null or e.seq > h.seq)) "answeredAt"
       from chat_entries e
       left join lateral (select o.seq, o.sent_at at from chat_entries o where o.corp_id = $1 and o.chat_id = e.chat_id and o.event = 'msg'
         and o.kind <> 'system' and o.sender_id like 'cus\\_%' order by o.seq desc limit 1) h on true
      where e.corp_id = $1 and e.chat_id = any($2) and e.event = 'msg' and e.kind <> 'system' group by 1, 2`,
    [work.corpId, chatIds],
  );
  return new Map(rows.map(({ chatId, ...r }) => [chatId, r]));
}
