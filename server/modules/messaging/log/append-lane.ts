import type { ChatId, FileId } from '@teahouse/contract/ids';
import { messagePosted } from '@teahouse/contract/messaging';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft, MessageEvent } from '@teahouse/contract/realtime';
import { Failure } from '../../../kernel/fail.ts';
import { groupCommit } from '../../../kernel/group-commit.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Transaction } from '../../../kernel/transaction.ts';
import { type Placement, placeFiles } from '../../files/index.ts';
import { moved } from './moved.ts';

export interface Post {
  /** the chat: posts of one chat always meet in one lane, in the order they came */
  key: ChatId;
  sender: string;
  /** apps and the house itself post without a seat */
  seated: boolean;
  cid: string;
  draft: Draft | ProgramDraft | { k: 'system'; b: Record<string, unknown> };
  at?: readonly string[];
  re?: number;
  /** files in the draft, already checked: whoever sees the chat may see them from now on */
  files?: readonly FileId[];
}

export interface Posted {
  event: MessageEvent;
  /** false where the same cid had been posted before; the event is then the first one */
  fresh: boolean;
}

/**
 * The one writer of messages. Two pipelined round trips whatever the batch holds: first lock the heads in id order and look up seats
 * and repeats, then write. The look-up of repeats comes after the lock, so a retry never burns a number, and commit order is number
 * order: nothing ever appears below a seq that somebody has seen.
 */
export const appendLane = groupCommit<Post, Posted>({
  name: 'messaging.append',
  lanes: 2,
  async run(tx, corpId, posts, now) {
    const [heads, seats, repeats] = await Promise.all([
      lockHeads(tx, corpId, posts),
      seatsOf(tx, corpId, posts),
      repeatsOf(tx, corpId, posts),
    ]);
    const fresh: MessageEvent[] = [];
    const shown: Placement[] = [];
    const results = posts.map((post): Posted | Failure => {
      const head = heads.get(post.key);
      const role = seats.get(`${post.key} ${post.sender}`);
      const refusal = refuse(post, head, role);
      if (refusal || !head) return refusal ?? new Failure('messaging.chat_not_found');
      const repeat = repeats.get(`${post.key} ${post.sender} ${post.cid}`);
      if (repeat) return { event: repeat, fresh: false };
      const event: MessageEvent = {
        t: 'msg',
        c: post.key,
        s: ++head.seq,
        n: ++head.n,
        u: post.sender,
        id: newId('msg'),
        cid: post.cid,
        ts: now.getTime(),
        k: post.draft.k,
        b: post.draft.b as Record<string, unknown>,
        ...(post.at?.length ? { at: [...post.at] as MessageEvent['at'] } : {}),
        ...(post.re ? { re: post.re } : {}),
      };
      head.msg = event.s;
      head.moved = true;
      if (post.at?.includes('all')) head.allN = event.n;
      // The same cid twice in one batch: the second hears of the first.
      repeats.set(`${post.key} ${post.sender} ${post.cid}`, event);
      fresh.push(event);
      for (const fileId of post.files ?? []) shown.push({ fileId, place: { kind: 'chat', id: post.key } });
      return { event, fresh: true };
    });
    const writes = fresh.length ? write(tx, corpId, heads, fresh, now) : [];
    if (shown.length) writes.push(placeFiles(tx, corpId, shown, now));
    return { results, writes, emitted: fresh.some((e) => heads.get(e.c)?.followed) };
  },
  hints(_posts, results) {
    const byChat = new Map<string, MessageEvent[]>();
    for (const r of results) {
      if (r instanceof Failure || !r.fresh) continue;
      const events = byChat.get(r.event.c);
      if (events) events.push(r.event);
      else byChat.set(r.event.c, [r.event]);
    }
    return [...byChat.values()].map(moved);
  },
});

interface Head {
  seq: number;
  n: number;
  msg: number;
  allN: number;
  posting: string;
  mentionAll: string;
  moved: boolean;
  /** each message is told to the outside */
  followed: boolean;
}

function refuse(post: Post, head: Head | undefined, role: string | undefined): Failure | undefined {
  if (!head || (post.seated && role === undefined)) return new Failure('messaging.chat_not_found');
  if (head.posting === 'nobody') return new Failure('messaging.chat_archived');
  const plain = post.seated && role === 'member';
  if (plain && head.posting === 'admins') return new Failure('messaging.only_admins_post');
  if (plain && head.mentionAll === 'admins' && post.at?.includes('all'))
    return new Failure('messaging.mention_all_denied');
  if (post.re !== undefined && post.re > head.seq) return new Failure('messaging.message_not_found');
  return undefined;
}

async function lockHeads(
  tx: Transaction,
  corpId: string,
  posts: readonly Post[],
): Promise<Map<string, Head>> {
  const ids = [...new Set(posts.map((p) => p.key))];
  const { rows } = await tx.query<{
    chat_id: string;
    last_seq: number;
    last_n: number;
    last_msg: number;
    all_n: number;
    posting: string;
    mention_all: string;
    followed: boolean;
  }>(
    `select chat_id, last_seq, last_n, last_msg, all_n, posting, mention_all, followed from chat_heads
      where corp_id = $1 and chat_id = any($2) order by chat_id for update`,
    [corpId, ids],
  );
  return new Map(
    rows.map((r) => [
      r.chat_id,
      {
        seq: r.last_seq,
        n: r.last_n,
        msg: r.last_msg,
        allN: r.all_n,
        posting: r.posting,
        mentionAll: r.mention_all,
        moved: false,
        followed: r.followed,
      },
    ]),
  );
}

async function seatsOf(
  tx: Transaction,
  corpId: string,
  posts: readonly Post[],
): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ chat_id: string; member_id: string; role: string }>(
    // `limit 1` keeps the planner at one look-up by key per post; a join it may turn round while the tables are small.
    `select w.chat_id, w.member_id, s.role
       from unnest($2::text[], $3::text[]) w (chat_id, member_id)
      cross join lateral (select role from chat_seats x
        where x.corp_id = $1 and x.chat_id = w.chat_id and x.member_id = w.member_id limit 1) s`,
    [corpId, posts.map((p) => p.key), posts.map((p) => p.sender)],
  );
  return new Map(rows.map((r) => [`${r.chat_id} ${r.member_id}`, r.role]));
}

async function repeatsOf(
  tx: Transaction,
  corpId: string,
  posts: readonly Post[],
): Promise<Map<string, MessageEvent>> {
  const { rows } = await tx.query<{
    chat_id: ChatId;
    sender_id: string;
    cid: string;
    seq: number;
    n: number;
    id: string;
    sent_at: Date;
    kind: string;
  }>(
    `select e.chat_id, e.sender_id, e.client_id cid, e.seq, e.n, e.id, e.sent_at, e.kind
       from unnest($2::text[], $3::uuid[], $4::text[]) w (chat_id, client_id, sender_id)
      cross join lateral (select * from chat_entries x
        where x.corp_id = $1 and x.chat_id = w.chat_id and x.client_id = w.client_id and x.sender_id = w.sender_id limit 1) e`,
    [corpId, posts.map((p) => p.key), posts.map((p) => p.cid), posts.map((p) => p.sender)],
  );
  return new Map(
    rows.map((r) => [
      `${r.chat_id} ${r.sender_id} ${r.cid}`,
      {
        t: 'msg',
        c: r.chat_id,
        s: r.seq,
        n: r.n,
        u: r.sender_id,
        id: r.id as MessageEvent['id'],
        cid: r.cid,
        ts: r.sent_at.getTime(),
        k: r.kind,
        b: {},
      },
    ]),
  );
}

function write(
  tx: Transaction,
  corpId: string,
  heads: ReadonlyMap<string, Head>,
  events: readonly MessageEvent[],
  now: Date,
): Promise<unknown>[] {
  const changed = [...heads].filter(([, h]) => h.moved);
  const column = <T>(of: (e: MessageEvent) => T) => events.map(of);
  const mentioned = events.flatMap((e) =>
    (e.at ?? []).filter((u) => u !== 'all' && u !== e.u).map((u) => [e, u] as const),
  );
  const told = events.filter((e) => heads.get(e.c)?.followed);
  return [
    tx.query(
      `update chat_heads h set last_seq = u.seq, last_n = u.n, last_msg = u.msg, all_n = u.all_n, last_at = $7
         from unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[]) u (chat_id, seq, n, msg, all_n)
        where h.corp_id = $1 and h.chat_id = any($2) and h.chat_id = u.chat_id`,
      [
        corpId,
        changed.map(([id]) => id),
        changed.map(([, h]) => h.seq),
        changed.map(([, h]) => h.n),
        changed.map(([, h]) => h.msg),
        changed.map(([, h]) => h.allN),
        now,
      ],
    ),
    tx.query(
      `insert into chat_entries (corp_id, chat_id, seq, n, event, sender_id, client_id, sent_at, id, kind, body, at_ids, reply_to)
       select $1, chat_id, seq, n, 'msg', sender_id, client_id, $2, id, kind, body,
              case when at_ids = '' then null else string_to_array(at_ids, ' ') end, nullif(reply_to, 0)
         from unnest($3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::jsonb[], $11::text[], $12::bigint[])
           u (chat_id, seq, n, sender_id, client_id, id, kind, body, at_ids, reply_to)`,
      [
        corpId,
        now,
        column((e) => e.c),
        column((e) => e.s),
        column((e) => e.n),
        column((e) => e.u),
        column((e) => e.cid),
        column((e) => e.id),
        column((e) => e.k),
        column((e) => JSON.stringify(e.b)),
        column((e) => (e.at ?? []).join(' ')),
        column((e) => e.re ?? 0),
      ],
    ),
    // Whoever speaks has read what stands above; greatest() because one batch may hold several of theirs.
    tx.query(
      `update chat_seats s set read_n = greatest(s.read_n, u.n), marked_unread = false
         from (select chat_id, sender_id, max(n) n from unnest($2::text[], $3::text[], $4::bigint[]) x (chat_id, sender_id, n) group by 1, 2) u
        where s.corp_id = $1 and s.chat_id = any($2) and s.chat_id = u.chat_id and s.member_id = u.sender_id`,
      [corpId, column((e) => e.c), column((e) => e.u), column((e) => e.n)],
    ),
    ...(told.length
      ? [
          tx.query(
            `insert into outbox (corp_id, name, payload, due_at) select $1, $2, p, $3 from unnest($4::jsonb[]) p`,
            [
              corpId,
              messagePosted.name,
              now,
              told.map((e) => JSON.stringify({ chatId: e.c, seq: e.s, senderId: e.u })),
            ],
          ),
        ]
      : []),
    ...(mentioned.length
      ? [
          tx.query(
            `insert into mentions (corp_id, member_id, chat_id, n, seq)
             select $1, s.member_id, s.chat_id, u.n, u.seq
               from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[]) u (chat_id, member_id, n, seq)
               join chat_seats s on s.corp_id = $1 and s.chat_id = u.chat_id and s.member_id = u.member_id
             on conflict do nothing`,
            [
              corpId,
              mentioned.map(([e]) => e.c),
              mentioned.map(([, u]) => u),
              mentioned.map(([e]) => e.n),
              mentioned.map(([e]) => e.s),
            ],
          ),
        ]
      : []),
  ];
}
