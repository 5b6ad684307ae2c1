// What programs read of a desk, in order, each thing once.
import { event } from '@teahouse/contract/define';
import type { ChatId, CustomerId, DeskId, MemberId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { messagesAt } from '../../messaging/index.ts';

/** Something came that programs may want to read. */
export const deskFed = event('desk.fed', 'server', z.object({ deskId: z.string(), n: z.number().int() }));

export const KEPT_MS = 3 * 86_400_000;

export interface FeedDetail {
  /** entered: by which link, and a pass to greet with */
  scene?: string;
  sceneParam?: string;
  pass?: string;
  /** duty: serving from now on, or no longer */
  onDuty?: boolean;
  /** moved: as WeChat KF counts them, 1 taken, 2 handed on, 3 over */
  change?: 1 | 2 | 3;
  before?: MemberId | null;
  after?: MemberId | null;
}

interface Fed {
  deskId: DeskId;
  kind: 'word' | 'entered' | 'duty' | 'moved';
  chatId?: ChatId;
  customerId?: CustomerId;
  memberId?: MemberId;
  seq?: number;
  detail?: FeedDetail;
}

/** Numbers one thing for those who read; a word that was numbered before is left alone. Holds the desk to the end of the work. */
export async function feed(work: Work, fed: Fed): Promise<void> {
  const { deskId, kind, chatId = null, customerId = null, memberId = null, seq = null, detail = {} } = fed;
  const known =
    seq !== null &&
    (await work.sql('select from desk_feed where corp_id = $1 and chat_id = $2 and seq = $3', [
      work.corpId,
      chatId,
      seq,
    ]));
  if (known && known.length) return;
  const [row] = await work.sql<{ n: string }>(
    'update desks set fed = fed + 1 where corp_id = $1 and id = $2 returning fed n',
    [work.corpId, deskId],
  );
  if (!row) return;
  const n = Number(row.n);
  await work.sql(
    `insert into desk_feed (corp_id, desk_id, n, kind, chat_id, customer_id, member_id, seq, detail, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [work.corpId, deskId, n, kind, chatId, customerId, memberId, seq, JSON.stringify(detail), work.now],
  );
  await work.sql('delete from desk_feed where corp_id = $1 and desk_id = $2 and at < $3', [
    work.corpId,
    deskId,
    new Date(work.now.getTime() - KEPT_MS),
  ]);
  await work.emit(deskFed, { deskId, n });
}

export interface FeedItem {
  n: number;
  kind: 'word' | 'entered' | 'duty' | 'moved' | 'failed';
  at: Date;
  chatId: ChatId | null;
  /** the person, of whom they may be one of several records */
  rootId: CustomerId | null;
  memberId: MemberId | null;
  detail: FeedDetail;
  /** of a word: as it stands now; undefined once it was recalled */
  message: MessageEvent | undefined;
  /** of a customer's text: what the program called the entry of its menu that they pressed */
  menuId: string | undefined;
}

/** What came to a desk behind `after`, oldest first; at most three days back. */
export async function readFeed(
  work: Work,
  deskId: DeskId,
  { after, limit }: { after: number; limit: number },
): Promise<{ items: FeedItem[]; last: number; more: boolean }> {
  const rows = await work.sql<Omit<FeedItem, 'message' | 'menuId' | 'n'> & { n: string; seq: number | null }>(
    `select f.n, f.kind, f.at, f.chat_id "chatId", c.root_id "rootId", f.member_id "memberId", f.detail, f.seq
       from desk_feed f left join customers c on c.corp_id = $1 and c.id = f.customer_id
      where f.corp_id = $1 and f.desk_id = $2 and f.n > $3 and f.at >= $4 order by f.n limit ${Math.floor(limit) + 1}`,
    [work.corpId, deskId, after, new Date(work.now.getTime() - KEPT_MS)],
  );
  const page = rows.slice(0, limit);
  const byChat = new Map<ChatId, number[]>();
  for (const { chatId, seq } of page)
    if (chatId && seq !== null) byChat.set(chatId, [...(byChat.get(chatId) ?? []), seq]);
  const said = new Map<string, MessageEvent>();
  for (const [chatId, seqs] of byChat)
    for (const m of await messagesAt(work, chatId, seqs))
      if (m.rc === undefined) said.set(`${chatId} ${m.s}`, m);
  const pressed = await pressedIn(
    work,
    [...said.values()].filter((m) => m.k === 'text' && m.u.startsWith('cus_')),
  );
  const items = page.map(({ seq, ...row }) => {
    const key = `${row.chatId} ${seq}`;
    return { ...row, n: Number(row.n), message: said.get(key), menuId: pressed.get(key) };
  });
  return { items, last: items.at(-1)?.n ?? after, more: rows.length > limit };
}

/** Which entry of the newest menu before them these words repeat: pressing an entry says its words. */
async function pressedIn(work: Work, texts: readonly MessageEvent[]): Promise<Map<string, string>> {
  if (texts.length === 0) return new Map();
  const rows = await work.sql<{ place: string; key: string }>(
    `select w.chat || ' ' || w.seq as place, m.key from unnest($2::text[], $3::int[], $4::text[]) w (chat, seq, said)
       cross join lateral (select b->>'key' key from chat_entries e, jsonb_array_elements(e.body::jsonb->'buttons') b
         where e.corp_id = $1 and e.chat_id = w.chat and e.kind = 'template' and e.seq < w.seq and b->>'text' = w.said and b->>'key' <> ''
         order by e.seq desc limit 1) m`,
    [work.corpId, texts.map((t) => t.c), texts.map((t) => t.s), texts.map((t) => t.b['text'])],
  );
  return new Map(rows.map((r) => [r.place, r.key]));
}
