import type { ChatId, MemberId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { peerIn } from '../chats/chat.present.ts';
import { mySeat } from '../messaging.access.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';
import { saysAll, tsQueryOf } from './tokens.ts';
import { wordsOf } from './words-of.ts';

const COLUMNS = ENTRY_COLUMNS.split(', ')
  .map((c) => `e.${c}`)
  .join(', ');

export const search = implement(messaging.search, async (work, { q, chatId, from, kind, before, limit }) => {
  const me = actingMember(work);
  if (chatId) await mySeat(work, chatId);
  const query = tsQueryOf(q);
  if (!query) return { hits: [], more: false };
  // The index is generous where words meet; the text decides, so a few more are fetched than are shown.
  const rows = await work.sql<EntryRow>(
    `select ${COLUMNS}
       from search_rows($2::tsquery, $3, $4, $5, $6, $8) s
       join chat_entries e on e.corp_id = $1 and e.chat_id = s.chat_id and e.seq = s.seq
      where $7::text is null or e.sender_id = $7
      order by s.at desc`,
    [
      work.corpId,
      query,
      me,
      chatId ?? null,
      kind,
      before ? new Date(before) : null,
      from ?? null,
      from ? 2_000 : limit * 2 + 1,
    ],
  );
  const messages = rows.map(toMessage).filter((m) => m.rc === undefined && saysAll(wordsOf(m), q));
  const titles = await titlesOf(work, me, [...new Set(messages.slice(0, limit).map((m) => m.c))]);
  return {
    hits: messages
      .slice(0, limit)
      .map((message) => ({ chatId: message.c, chatTitle: titles.get(message.c) ?? '', message })),
    more: messages.length > limit,
  };
});

/** What the reader calls these chats: a group's title, or the other one's name. */
async function titlesOf(work: Work, me: MemberId, chatIds: readonly ChatId[]): Promise<Map<ChatId, string>> {
  const chats = await work.sql<{ id: ChatId; title: string; pair: string | null }>(
    'select id, title, pair from chats where corp_id = $1 and id = any($2)',
    [work.corpId, chatIds],
  );
  const peers = chats.flatMap((c) => (c.pair ? [peerIn(c.pair, me)] : []));
  const names = await work.sql<{ id: MemberId; name: string }>(
    'select id, name from members where corp_id = $1 and id = any($2)',
    [work.corpId, peers],
  );
  const nameOf = new Map(names.map((n) => [n.id, n.name]));
  return new Map(chats.map((c) => [c.id, c.title || (c.pair && nameOf.get(peerIn(c.pair, me))) || '']));
}
