import type { ChatId, FileId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { detachFiles } from '../../files/index.ts';
import { filesIn } from '../messages/draft-files.ts';

/** In `recalled_by` of a message whose time was up. */
export const EXPIRED = 'expired';

/**
 * Takes the content out of messages said before `before`: text, files, reactions, every earlier version, and what search knew of
 * them. Their place in the log stays, so numbers stay dense and read marks stay true. At most about `most` entries a call; answers how
 * many were emptied and whether there is more.
 */
export async function expireMessages(
  work: Work,
  before: Date,
  most: number,
): Promise<{ expired: number; more: boolean }> {
  const chats = await work.sql<{ chat_id: ChatId; seq: number }>(
    `select h.chat_id, coalesce(c.seq, 0) seq from chat_heads h
       left join log_cursors c on c.corp_id = $1 and c.consumer = '${EXPIRED}' and c.chat_id = h.chat_id
      where h.corp_id = $1 and exists (select from chat_entries e where e.corp_id = $1 and e.chat_id = h.chat_id
              and e.seq = coalesce(c.seq, 0) + 1 and e.sent_at < $2)
      order by h.chat_id limit 50`,
    [work.corpId, before],
  );
  const old = await work.sql<{
    chat_id: ChatId;
    seq: number;
    event: string;
    kind: string | null;
    body: unknown;
  }>(
    `select e.* from unnest($2::text[], $3::bigint[]) u (chat_id, seq)
      cross join lateral (select x.chat_id, x.seq, x.event, x.kind, x.body from chat_entries x
        where x.corp_id = $1 and x.chat_id = u.chat_id and x.seq > u.seq and x.sent_at < $4
        order by x.seq limit $5) e limit $5`,
    [work.corpId, chats.map((c) => c.chat_id), chats.map((c) => c.seq), before, most],
  );
  if (old.length === 0) return { expired: 0, more: false };
  const said = old.filter((e) => e.event === 'msg' && e.kind !== 'system');
  const which = [work.corpId, said.map((e) => e.chat_id), said.map((e) => e.seq)];
  const these = 'unnest($2::text[], $3::bigint[]) u (chat_id, seq)';
  await work.sql(
    `update chat_entries e set body = '{}', recalled_by = coalesce(e.recalled_by, '${EXPIRED}'), reactions = null, at_ids = null,
            pinned_by = null
       from ${these} where e.corp_id = $1 and e.chat_id = u.chat_id and e.seq = u.seq`,
    which,
  );
  await work.sql(
    `update chat_entries e set body = '{}' from ${these}
      where e.corp_id = $1 and e.chat_id = u.chat_id and e.target = u.seq and e.event = 'edit'`,
    which,
  );
  for (const table of ['message_search', 'mentions'])
    await work.sql(
      `delete from ${table} t using ${these} where t.corp_id = $1 and t.chat_id = u.chat_id and t.seq = u.seq`,
      which,
    );
  await closeFiles(work, said);
  await work.sql(
    `insert into log_cursors (corp_id, consumer, chat_id, seq)
     select $1, '${EXPIRED}', u.chat_id, max(u.seq) from unnest($2::text[], $3::bigint[]) u (chat_id, seq) group by u.chat_id
     on conflict (corp_id, consumer, chat_id) do update set seq = excluded.seq`,
    [work.corpId, old.map((e) => e.chat_id), old.map((e) => e.seq)],
  );
  return { expired: said.length, more: old.length >= most || chats.length === 50 };
}

async function closeFiles(work: Work, said: readonly { chat_id: ChatId; body: unknown }[]): Promise<void> {
  const shown = new Map<ChatId, FileId[][]>();
  for (const { chat_id, body } of said) {
    const files = filesIn({ k: 'items' in (body as object) ? 'forward' : 'file', b: body });
    if (files.length) shown.set(chat_id, [...(shown.get(chat_id) ?? []), files]);
  }
  // One message at a time: each took one showing of its files.
  for (const [chatId, messages] of shown)
    for (const files of messages) await detachFiles(work, files, { kind: 'chat', id: chatId });
}
