import type { ChatId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { holdHead } from './append-in.ts';

export interface PastMessage {
  /** id of the member who said it */
  sender: string;
  /** makes a second import of the same line harmless */
  cid: string;
  at: Date;
  draft: Draft;
  /** seq of the message replied to */
  re?: number;
}

/**
 * Appends what was said elsewhere, oldest first, with the times it was said at. Takes the next numbers of the log under its lock, as
 * every entry does; lines imported before are skipped. Nobody is notified and nothing counts as read. Returns the seqs given.
 */
export async function importHistory(
  work: Work,
  chatId: ChatId,
  lines: readonly PastMessage[],
): Promise<number[]> {
  const head = await holdHead(work, chatId);
  const known = await work.sql<{ sender_id: string; client_id: string }>(
    `select e.sender_id, e.client_id from unnest($3::uuid[], $4::text[]) u (client_id, sender_id)
       join chat_entries e on e.corp_id = $1 and e.chat_id = $2 and e.client_id = u.client_id and e.sender_id = u.sender_id`,
    [work.corpId, chatId, lines.map((l) => l.cid), lines.map((l) => l.sender)],
  );
  const seen = new Set(known.map((k) => `${k.sender_id} ${k.client_id}`));
  const fresh = lines
    .filter((l) => !seen.has(`${l.sender} ${l.cid}`))
    .map((line, i) => ({ ...line, seq: head.seq + 1 + i, n: head.n + 1 + i }));
  const last = fresh.at(-1);
  if (!last) return [];
  await work.sql(
    `insert into chat_entries (corp_id, chat_id, seq, n, event, sender_id, client_id, sent_at, id, kind, body, reply_to)
     select $1, $2, seq, n, 'msg', sender_id, client_id, to_timestamp(at / 1000.0), id, kind, body, nullif(reply_to, 0)
       from unnest($3::bigint[], $4::bigint[], $5::text[], $6::uuid[], $7::double precision[], $8::text[], $9::text[], $10::jsonb[], $11::bigint[])
         u (seq, n, sender_id, client_id, at, id, kind, body, reply_to)`,
    [
      work.corpId,
      chatId,
      fresh.map((l) => l.seq),
      fresh.map((l) => l.n),
      fresh.map((l) => l.sender),
      fresh.map((l) => l.cid),
      fresh.map((l) => l.at.getTime()),
      fresh.map(() => newId('msg')),
      fresh.map((l) => l.draft.k),
      fresh.map((l) => JSON.stringify(l.draft.b)),
      fresh.map((l) => l.re ?? 0),
    ],
  );
  await work.sql(
    `update chat_heads set last_seq = $3, last_n = $4, last_msg = $3, last_at = $5 where corp_id = $1 and chat_id = $2`,
    [work.corpId, chatId, last.seq, last.n, last.at],
  );
  return fresh.map((l) => l.seq);
}
