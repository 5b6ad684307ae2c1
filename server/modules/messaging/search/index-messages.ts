import type { ChatId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../../kernel/jobs.ts';
import type { Door } from '../../../kernel/realtime/socket-part.ts';
import { system, type Work } from '../../../kernel/work.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';
import { tokensOf } from './tokens.ts';
import { searchKind, wordsOf } from './words-of.ts';

const BATCH = 1_000;

/** Reads the logs of this company from where the index stands. One batch a call; true while there is more. */
export async function indexBatch(work: Work, since: Date | undefined): Promise<boolean> {
  // Two indexers of one company would do the same work twice. The quick one leaves when it comes second; the thorough one waits,
  // because its caller means everything.
  if (since) {
    const [lock] = await work.sql<{ mine: boolean }>(
      'select pg_try_advisory_xact_lock(hashtextextended($1, 1)) mine',
      [work.corpId],
    );
    if (!lock?.mine) return false;
  } else await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 1))', [work.corpId]);
  const behind = await work.sql<{ chat_id: ChatId; seq: number }>(
    `select h.chat_id, coalesce(c.seq, 0) seq from chat_heads h
       left join search_cursors c on c.corp_id = $1 and c.chat_id = h.chat_id
      where h.corp_id = $1 and h.last_at > $2 and h.last_seq > coalesce(c.seq, 0) limit 200`,
    [work.corpId, since ?? new Date(0)],
  );
  if (behind.length === 0) return false;
  const rows = await work.sql<EntryRow>(
    `select e.* from unnest($2::text[], $3::bigint[]) u (chat_id, seq)
      cross join lateral (select ${ENTRY_COLUMNS} from chat_entries x
        where x.corp_id = $1 and x.chat_id = u.chat_id and x.seq > u.seq order by x.seq limit ${BATCH}) e limit ${BATCH}`,
    [work.corpId, behind.map((b) => b.chat_id), behind.map((b) => b.seq)],
  );
  const cursors = new Map<string, number>();
  for (const r of rows) cursors.set(r.chat_id, Math.max(r.seq, cursors.get(r.chat_id) ?? 0));
  // A message's own row tells how it stands now; only those that a later event changed are read again.
  const said = rows.filter((r) => r.event === 'msg');
  const here = new Set(said.map((r) => `${r.chat_id} ${r.seq}`));
  const changed = new Map(
    rows
      .filter((r) => r.target !== null && !here.has(`${r.chat_id} ${r.target}`))
      .map((r) => [`${r.chat_id} ${r.target}`, { chat_id: r.chat_id, seq: r.target! }]),
  );
  await indexThese(work, [...said, ...(await present(work, [...changed.values()]))]);
  await work.sql(
    `insert into search_cursors (corp_id, chat_id, seq) select $1, u.chat_id, u.seq from unnest($2::text[], $3::bigint[]) u (chat_id, seq)
     on conflict (corp_id, chat_id) do update set seq = excluded.seq`,
    [work.corpId, [...cursors.keys()], [...cursors.values()]],
  );
  return true;
}

/** These messages as they stand now. */
async function present(work: Work, at: readonly { chat_id: string; seq: number }[]): Promise<EntryRow[]> {
  if (at.length === 0) return [];
  return await work.sql<EntryRow>(
    `select e.* from unnest($2::text[], $3::bigint[]) u (chat_id, seq)
      cross join lateral (select ${ENTRY_COLUMNS} from chat_entries x
        where x.corp_id = $1 and x.chat_id = u.chat_id and x.seq = u.seq and x.event = 'msg' limit 1) e`,
    [work.corpId, at.map((a) => a.chat_id), at.map((a) => a.seq)],
  );
}

/** (Re)writes the index of these messages; recalled ones leave it. */
async function indexThese(work: Work, rows: readonly EntryRow[]): Promise<void> {
  const found = rows
    .filter((r) => r.kind !== 'system')
    .map(toMessage)
    .map((m) => ({ m, tokens: tokensOf(wordsOf(m)) }));
  const says = ({ m, tokens }: (typeof found)[number]) => m.rc === undefined && tokens.length > 0;
  const said = found.filter(says);
  const silent = found.filter((f) => !says(f));
  if (silent.length)
    await work.sql(
      `delete from message_search s using unnest($2::text[], $3::bigint[]) u (chat_id, seq)
        where s.corp_id = $1 and s.chat_id = any($2) and s.chat_id = u.chat_id and s.seq = u.seq`,
      [work.corpId, silent.map(({ m }) => m.c), silent.map(({ m }) => m.s)],
    );
  if (said.length === 0) return;
  await work.sql(
    `insert into message_search (corp_id, chat_id, seq, at, kind, tok)
     select $1, u.chat_id, u.seq, to_timestamp(u.at / 1000.0), u.kind, array_to_tsvector(array(select jsonb_array_elements_text(u.tok)))
       from unnest($2::text[], $3::bigint[], $4::double precision[], $5::text[], $6::jsonb[]) u (chat_id, seq, at, kind, tok)
     on conflict (corp_id, chat_id, seq) do update set kind = excluded.kind, tok = excluded.tok`,
    [
      work.corpId,
      said.map(({ m }) => m.c),
      said.map(({ m }) => m.s),
      said.map(({ m }) => m.ts),
      said.map(({ m }) => searchKind(m)),
      said.map(({ tokens }) => JSON.stringify(tokens)),
    ],
  );
}

/** The net under the quick indexer: once a minute, whatever a crashed process left behind. */
export const indexMessages = job(
  'messaging.index',
  z.object({}),
  { tries: 3, everyMs: 60_000 },
  async (shift) => {
    while (await shift.work((work) => indexBatch(work, undefined)));
  },
);

/** Follows the hints: companies that moved are indexed within half a second. */
export function quickIndexer(door: Door): { stop(): Promise<void>; idle(): Promise<void> } {
  const moved = new Set<string>();
  let running = Promise.resolve();
  door.bus.subscribe('corp.>', (_hint, topic) => {
    const [, corpId, what] = topic.split('.');
    if (what === 'chat') moved.add(corpId!);
  });
  const run = async () => {
    for (const corpId of moved) {
      moved.delete(corpId);
      const since = new Date(door.clock().getTime() - 10 * 60_000);
      try {
        while (await door.openWork(corpId, system, (work) => indexBatch(work, since)));
      } catch (error) {
        door.log.warn({ err: error }, 'indexing messages failed');
      }
    }
  };
  const timer = setInterval(() => {
    running = running.then(run);
  }, 500);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
    idle: () => running,
  };
}
