// node --import tsx bench/search.ts [messages] [queries per kind]
// (g) search over one company's messages, newest first, through the HTTP handler of a member who sits in a part of the chats.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { pino } from 'pino';
import { openHouse } from '../server/kernel/house.ts';
import { readSettings } from '../server/kernel/settings.ts';
import { modules } from '../server/modules/all.ts';
import { recognise } from '../server/modules/identity/index.ts';
import { folded, tokensOf } from '../server/modules/messaging/search/tokens.ts';
import { median, openStage, printTable, range } from './stage.ts';

const [total = 1_000_000, queries = 60] = process.argv.slice(2).map(Number);
const DATA = new URL('../../shared/data/messages-zh.jsonl.gz', import.meta.url);
const data = [DATA, new URL('../../../shared/data/messages-zh.jsonl.gz', import.meta.url)].find((d) =>
  existsSync(d),
);
if (!data) {
  console.log(`bench/search.ts is skipped: ${DATA.pathname} is not here`);
  process.exit(0);
}
const clauses = gunzipSync(readFileSync(data))
  .toString('utf8')
  .split('\n')
  .filter(Boolean)
  .flatMap((line) => (JSON.parse(line) as { text: string }).text.split(/(?<=[，。！？,.!?~…\s])/u))
  .map((c) => c.trim())
  .filter((c) => c.length > 1);
let seed = 42;
const random = (below: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

const CHATS = 400;
const MINE = 120;
const stage = await openStage({
  members: 40,
  groups: range(0, CHATS).map((c) =>
    [c < MINE ? 0 : 1 + (c % 39), 1 + ((c + 1) % 39)].filter((m, i, a) => a.indexOf(m) === i),
  ),
});
const db = new pg.Client({ connectionString: stage.postgres.url, statement_timeout: 0 });
await db.connect();
await db.query('set statement_timeout = 0; set maintenance_work_mem = "512MB"; set synchronous_commit = off');
await db.query('drop index message_search_tok');
const corp = stage.seeded.corpId;
const often = new Map<string, number>();
const from = Date.parse('2024-01-01');
const step = (Date.now() - from) / total;
const next = new Map(stage.seeded.chats.map((c) => [c, 100]));
for (let done = 0; done < total;) {
  const rows = range(done, Math.min(total, done + 10_000)).map((i) => {
    // A few chats hold most of what is said.
    const chat = stage.seeded.chats[Math.floor(CHATS * (random(1_000) / 1_000) ** 2)]!;
    const seq = next.get(chat)! + 1;
    next.set(chat, seq);
    const text = range(0, 1 + random(3))
      .map(() => clauses[random(clauses.length)]!)
      .join('');
    const tokens = tokensOf(text);
    if (i % 10 === 0) for (const t of tokens) often.set(t, (often.get(t) ?? 0) + 1);
    return { chat, seq, at: new Date(from + i * step), text, tokens };
  });
  const column = <T>(of: (row: (typeof rows)[number]) => T) => rows.map(of);
  await db.query(
    `insert into chat_entries (corp_id, chat_id, seq, n, event, sender_id, client_id, sent_at, id, kind, body)
     select $1, c, s, s, 'msg', $2, gen_random_uuid(), at, 'msg_' || c || s, 'text', jsonb_build_object('text', t)
       from unnest($3::text[], $4::bigint[], $5::timestamptz[], $6::text[]) u (c, s, at, t)`,
    [
      corp,
      stage.seeded.members[1]!.id,
      column((r) => r.chat),
      column((r) => r.seq),
      column((r) => r.at),
      column((r) => r.text),
    ],
  );
  await db.query(
    `insert into message_search (corp_id, chat_id, seq, at, kind, tok)
     select $1, c, s, at, 'text', array_to_tsvector(string_to_array(t, chr(1)))
       from unnest($2::text[], $3::bigint[], $4::timestamptz[], $5::text[]) u (c, s, at, t)`,
    [
      corp,
      column((r) => r.chat),
      column((r) => r.seq),
      column((r) => r.at),
      column((r) => r.tokens.join('\u0001')),
    ],
  );
  done += rows.length;
  if (done % 200_000 === 0) console.log(`${done} messages`);
}
await db.query('create index message_search_tok on message_search using gin (tok)');
await db.query(
  `update chat_heads h set last_seq = e.s, last_n = e.s, last_msg = e.s from (select chat_id, max(seq) s from chat_entries group by 1) e where h.chat_id = e.chat_id`,
);
await db.query(
  `insert into search_cursors (corp_id, chat_id, seq) select corp_id, chat_id, last_seq from chat_heads on conflict (corp_id, chat_id) do update set seq = excluded.seq`,
);
await db.query('vacuum analyze');
const sizes = await db.query<{ t: string; i: string }>(
  `select pg_size_pretty(pg_table_size('message_search')) t, pg_size_pretty(pg_relation_size('message_search_tok')) i`,
);

const house = await openHouse({
  databaseUrl: stage.postgres.url,
  settings: readSettings({ LOG_LEVEL: 'silent', DATA_DIR: stage.dir }),
  modules,
  recognise,
  log: pino({ level: 'silent' }),
  migrated: true,
});
const ranked = [...often].sort((a, b) => b[1] - a[1]);
const han = (n: number) => new RegExp(`^\\p{Script=Han}{${n}}$`, 'u');
const cut = (n: number): string => {
  for (;;) {
    const text = folded(clauses[random(clauses.length)]!);
    const at = random(Math.max(1, text.length - n));
    if (han(n).test(text.slice(at, at + n))) return text.slice(at, at + n);
  }
};
const kinds: Record<string, () => string> = {
  '2 characters, any from the texts': () => cut(2),
  '3 characters': () => cut(3),
  '4 characters': () => cut(4),
  'the 30 most frequent pairs': () => ranked.filter(([t]) => han(2).test(t))[random(30)]![0],
  'rare pairs (under 20 in a million)': () => {
    const rare = ranked.filter(([t, n]) => han(2).test(t) && n < 2);
    return rare[random(rare.length)]![0];
  },
  'nowhere to be found': () => `${cut(2)}${cut(2)}${cut(2)}`,
  'two words': () => `${cut(2)} ${cut(2)}`,
  '1 character': () => cut(1),
  'a Latin word': () => ranked.filter(([t]) => /^[a-z]{2,}$/.test(t))[random(200)]![0],
};
const rows: (string | number)[][] = [];
for (const [kind, make] of Object.entries(kinds)) {
  const times: number[] = [];
  let hits = 0;
  for (let i = 0; i < queries; i++) {
    const q = make();
    const before = performance.now();
    const answer = await house.http.inject({
      url: `/api/search/messages?${new URLSearchParams({ q, limit: '20' }).toString()}`,
      headers: { cookie: stage.seeded.members[0]!.cookie },
    });
    times.push(performance.now() - before);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    hits += (answer.json() as { hits: unknown[] }).hits.length;
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]!.toFixed(1);
  rows.push([kind, at(0.5), at(0.95), sorted.at(-1)!.toFixed(1), (hits / queries).toFixed(1)]);
}
console.log(
  `${total} messages; table ${sizes.rows[0]!.t}, index of words ${sizes.rows[0]!.i}; median of all ${median(rows.map((r) => Number(r[1])))} ms`,
);
printTable(['asked for', 'p50 ms', 'p95 ms', 'worst ms', 'hits'], rows);
await house.close();
await db.end();
await stage.close();
