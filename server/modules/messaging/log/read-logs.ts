import type { MessageEvent } from '@teahouse/contract/realtime';
import type { Work } from '../../../kernel/work.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';

const CHATS = 200;
const ENTRIES = 1_000;
/** A log seen for the first time is read from here before its end: what is older is no news. */
const NEWS = 500;

/**
 * What was said in any chat since this consumer last asked, and before `until`; moves the consumer's marks in the same work, so
 * whatever the caller writes there and the reading stand or fall together. `since` bounds the look to chats that moved after it.
 * Undefined when another replica is reading for this consumer; `more` when one call did not reach the end.
 */
export async function readLogs(
  work: Work,
  consumer: string,
  { since, until }: { since: Date; until: Date },
): Promise<{ messages: MessageEvent[]; more: boolean } | undefined> {
  const [lock] = await work.sql<{ mine: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 2)) mine',
    [`${work.corpId} ${consumer}`],
  );
  if (!lock?.mine) return undefined;
  const behind = await work.sql<{ chat_id: string; seq: number }>(
    `select h.chat_id, coalesce(c.seq, greatest(h.last_seq - ${NEWS}, 0)) seq from chat_heads h
       left join log_cursors c on c.corp_id = $1 and c.consumer = $2 and c.chat_id = h.chat_id
      where h.corp_id = $1 and h.last_at > $3
        and (select e.sent_at from chat_entries e where e.corp_id = $1 and e.chat_id = h.chat_id
                and e.seq = coalesce(c.seq, greatest(h.last_seq - ${NEWS}, 0)) + 1) <= $4
      limit ${CHATS}`,
    [work.corpId, consumer, since, until],
  );
  if (behind.length === 0) return { messages: [], more: false };
  const rows = await work.sql<EntryRow>(
    `select e.* from unnest($2::text[], $3::bigint[]) u (chat_id, seq)
      cross join lateral (select ${ENTRY_COLUMNS} from chat_entries x
        where x.corp_id = $1 and x.chat_id = u.chat_id and x.seq > u.seq and x.sent_at <= $4
        order by x.seq limit ${NEWS}) e limit ${ENTRIES}`,
    [work.corpId, behind.map((b) => b.chat_id), behind.map((b) => b.seq), until],
  );
  const reached = new Map<string, number>();
  for (const r of rows) reached.set(r.chat_id, Math.max(r.seq, reached.get(r.chat_id) ?? 0));
  await work.sql(
    `insert into log_cursors (corp_id, consumer, chat_id, seq)
     select $1, $2, u.chat_id, u.seq from unnest($3::text[], $4::bigint[]) u (chat_id, seq)
     on conflict (corp_id, consumer, chat_id) do update set seq = excluded.seq`,
    [work.corpId, consumer, [...reached.keys()], [...reached.values()]],
  );
  const messages = rows.filter((r) => r.event === 'msg').map(toMessage);
  return { messages, more: rows.length === ENTRIES || behind.length === CHATS };
}
