import { randomUUID } from 'node:crypto';
import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { holdHead } from '../log/append-in.ts';

export interface OldMessage {
  from: MemberId;
  at: Date;
  draft: Draft;
}

/** History from elsewhere, oldest first, at the end of a log, with the times it was written at. It counts as read by everybody. */
export async function importMessages(
  work: Work,
  chatId: ChatId,
  messages: readonly OldMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const head = await holdHead(work, chatId);
  const column = <T>(of: (m: OldMessage, i: number) => T) => messages.map(of);
  const [seq, n] = [head.seq + messages.length, head.n + messages.length];
  await work.sql(
    `insert into chat_entries (corp_id, chat_id, seq, n, event, sender_id, client_id, sent_at, id, kind, body)
     select $1, $2, seq, n, 'msg', sender_id, client_id, sent_at, id, kind, body
       from unnest($3::bigint[], $4::bigint[], $5::text[], $6::uuid[], $7::timestamptz[], $8::text[], $9::text[], $10::jsonb[])
         u (seq, n, sender_id, client_id, sent_at, id, kind, body)`,
    [
      work.corpId,
      chatId,
      column((_, i) => head.seq + i + 1),
      column((_, i) => head.n + i + 1),
      column((m) => m.from),
      column(() => randomUUID()),
      column((m) => m.at),
      column(() => newId('msg')),
      column((m) => m.draft.k),
      column((m) => JSON.stringify(m.draft.b)),
    ],
  );
  await work.sql(
    `update chat_heads set last_seq = $3, last_n = $4, last_msg = $3, last_at = greatest(last_at, $5)
      where corp_id = $1 and chat_id = $2`,
    [work.corpId, chatId, seq, n, messages.at(-1)!.at],
  );
  await work.sql('update chat_seats set read_n = $3 where corp_id = $1 and chat_id = $2 and read_n < $3', [
    work.corpId,
    chatId,
    n,
  ]);
}
