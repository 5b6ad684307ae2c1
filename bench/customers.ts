// node --import tsx bench/customers.ts [customers] [questions per kind]
// One company's customers found by every filter, by words, first page and deep ones, through the HTTP handler: as a member with 2,000 of
// their own, as an administrator of all, as one of a department. The limit is the same rows fetched by their keys in a unit of work.
// Every statement is explained once: rows read, and no table of customers read from end to end.
import type { Follow } from '@teahouse/contract/customers';
import pg from 'pg';
import { pino } from 'pino';
import { openHouse } from '../server/kernel/house.ts';
import { readSettings } from '../server/kernel/settings.ts';
import type { Work } from '../server/kernel/work.ts';
import { modules } from '../server/modules/all.ts';
import { countListed } from '../server/modules/customers/count-customers.ts';
import { pageOfCustomers } from '../server/modules/customers/list-customers.ts';
import { recognise } from '../server/modules/identity/index.ts';
import { fillCustomers } from './fill-customers.ts';
import { openStage, printTable, range } from './stage.ts';

const [total = 100_000, questions = 40] = process.argv.slice(2).map(Number);
const MEMBERS = 67;
const stage = await openStage({ members: MEMBERS, groups: [] });
const db = new pg.Client({ connectionString: stage.postgres.url });
await db.connect();
await db.query('set statement_timeout = 0; set synchronous_commit = off');
const { corpId } = stage.seeded;
const filled = await fillCustomers(db, stage.seeded, total);
const { rows: sizes } = await db.query<{ t: string; s: string }>(
  `select relname t, pg_size_pretty(pg_relation_size(oid)) s from pg_class where relname ~ '^customer_(follows|values)' order by 1`,
);
console.log(`${filled}; ${sizes.map((r) => `${r.t} ${r.s}`).join(', ')}`);

const house = await openHouse({
  databaseUrl: stage.postgres.url,
  settings: readSettings({ LOG_LEVEL: 'silent', DATA_DIR: stage.dir }),
  modules,
  recognise,
  log: pino({ level: 'error' }),
  migrated: true,
});
const [lin, boss, head] = stage.seeded.members as [Person, Person, Person];
interface Person {
  id: `mbr_${string}`;
  cookie: string;
}
const { rows: departments } = await db.query<{ id: `dep_${string}` }>(
  `select id from departments where corp_id = $1 and parent_id is not null`,
  [corpId],
);
const rights = new Set(['members'] as const);
const actors = {
  member: { person: lin, scopes: undefined, rights: new Set<never>(), whose: 'mine' },
  all: { person: boss, scopes: undefined, rights, whose: 'all' },
  department: { person: head, scopes: new Map([['members', [departments[0]!.id]]]), rights, whose: 'all' },
} as const;

const asks: Record<string, Record<string, string>> = {
  'no filter': {},
  'page 20': { deep: '20' },
  'from the middle on': { deep: 'middle' },
  'a stage (a fifth)': { stage: 'talking' },
  'a stage (1 in 500)': { stage: 'won' },
  'a tag (a third)': { tagId: 'ctg_bench0' },
  'a tag (1 in 1,000)': { tagId: 'ctg_bench9' },
  'a contact-me code (1 in 20)': { codeId: 'ccd_bench07' },
  'one owner': { memberId: stage.seeded.members[9]!.id },
  'added in one week': { from: '2025-06-02T00:00:00.000Z', to: '2025-06-09T00:00:00.000Z' },
  'a choice (a third)': { fieldId: 'cfd_benchchoice', fieldIs: 'cfd_o0' },
  'a choice (1 in 2,000)': { fieldId: 'cfd_benchchoice', fieldIs: 'cfd_o4' },
  'a number between (1 in 100)': { fieldId: 'cfd_benchnumber', fieldFrom: '5000', fieldTo: '5100' },
  'a day between (1 in 50)': { fieldId: 'cfd_benchdate', fieldFrom: '2025-03-01', fieldTo: '2025-03-07' },
  'a text (1 in 1,000)': { fieldId: 'cfd_benchtext', fieldIs: '粤B777' },
  'words: a family name': { q: '王' },
  'words: a rare character': { q: '嬛' },
  'words: two characters of a name': { q: '晓雨' },
  'words: a whole name': { q: '欧阳晓雨' },
  'words: from a remark': { q: '老客户777' },
  'words: pinyin': { q: 'ouyangxiaoyu' },
  'words: part of pinyin': { q: 'xiaoyu' },
  'words: a whole phone': { q: '13800077777' },
  'words: the end of a phone': { q: '7777' },
  'words: nowhere to be found': { q: '魑魅魍魉' },
  'words and a tag and a stage': { q: '李', tagId: 'ctg_bench2', stage: 'talking' },
};

interface Seen {
  read: number;
  whole: string[];
}
/** What a statement reads, by its plan; and which tables of customers it read from end to end. */
function lookedAt(node: Plan, seen: Seen = { read: 0, whole: [] }): Seen {
  if (node['Relation Name']) {
    seen.read += (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    if (
      node['Node Type'] === 'Seq Scan' &&
      /^customer(s|_follows|_values|_follow_tags)$/.test(node['Relation Name'])
    )
      seen.whole.push(node['Relation Name']);
  }
  for (const child of node.Plans ?? []) lookedAt(child, seen);
  return seen;
}
interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

const wanted = process.env['ONLY'];
const timed = async <T>(ask: () => Promise<T>): Promise<[T, number[]]> => {
  let last = await ask();
  const times: number[] = [];
  for (let i = 0; i < questions; i++) {
    const before = performance.now();
    last = await ask();
    times.push(performance.now() - before);
  }
  return [last, times.toSorted((a, b) => a - b)];
};
const at = (times: readonly number[], p: number) =>
  times[Math.min(times.length - 1, Math.floor(p * times.length))]!;

let whole = 0;
for (const [who, { person, whose, ...more }] of Object.entries(actors)) {
  const actor = {
    kind: 'member',
    id: person.id,
    sessionId: '',
    rights: more.rights,
    scopes: more.scopes,
  } as never;
  const get = async (path: string, input: Record<string, string>) => {
    const answer = await house.http.inject({
      url: `/api/${path}?${new URLSearchParams({ ...input, whose }).toString()}`,
      headers: { cookie: person.cookie },
    });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json() as { follows: Follow[]; next: string | null };
  };
  const rows: (string | number)[][] = [];
  let plain: [unknown, number[]] | undefined;
  for (const [kind, { deep, ...filter }] of Object.entries(asks)) {
    if (wanted && !`${who} ${kind}`.includes(wanted)) continue;
    let after: string | undefined;
    if (deep === 'middle') {
      const { rows: place } = await db.query<{ p: string[] }>(
        `select array[to_char(f.added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), f.customer_id, f.member_id] p from customer_follows f
          where corp_id = $1 ${whose === 'mine' ? `and member_id = '${person.id}'` : ''} order by added_at desc, customer_id desc offset $2 limit 1`,
        [corpId, who === 'department' ? 0 : Math.floor(whose === 'mine' ? total / 100 : total * 0.65)],
      );
      after = Buffer.from(JSON.stringify(place[0]!.p)).toString('base64url');
    } else if (deep)
      for (const _ of range(1, Number(deep))) {
        const page = await get('customers', { ...filter, ...(after ? { after } : {}) });
        after = page.next ?? after;
      }
    const paged = { ...filter, ...(after ? { after } : {}) };
    const [page, times] = await timed(() => get('customers', paged));
    const [, counted] = await timed(() => get('customers/count', filter));
    const keys = [page.follows.map((f) => f.customerId), page.follows.map((f) => f.memberId)];
    // The limit is that of a whole page, so that finding nobody is not compared with reading nothing.
    plain ??= await timed(() =>
      house.openWork(corpId, actor, (work) =>
        work.sql(
          `select f.*, c.name, c.mobile from unnest($2::text[], $3::text[]) w (c, m)
             join customer_follows f on f.corp_id = $1 and f.customer_id = w.c and f.member_id = w.m
             join customers c on c.corp_id = $1 and c.id = w.c order by f.added_at desc`,
          [corpId, ...keys],
        ),
      ),
    );
    const seen: Seen = { read: 0, whole: [] };
    await house.openWork(corpId, actor, async (work) => {
      const explaining: Work = {
        ...work,
        async sql(text: string, values?: readonly unknown[]) {
          if (!/customer_follows|follows_here/.test(text)) return await work.sql(text, values);
          const [plan] = await work.sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
            `explain (analyze, timing off, format json) ${text}`,
            values,
          );
          const found = lookedAt(plan!['QUERY PLAN'][0].Plan);
          seen.read += text.includes('count(*)') ? 0 : found.read;
          seen.whole.push(...found.whole);
          if (process.env['EXPLAIN']) {
            const shown = await work.sql<{ 'QUERY PLAN': string }>(
              `explain (analyze, costs, buffers off) ${text}`,
              values,
            );
            console.log(`${who} ${kind}\n${shown.map((r) => r['QUERY PLAN']).join('\n')}`);
          }
          return [];
        },
      } as Work;
      const place = after
        ? (JSON.parse(Buffer.from(after, 'base64url').toString()) as [string, string, string])
        : undefined;
      await pageOfCustomers(explaining, { whose, ...filter } as never, place, 51);
      await countListed(explaining, { whose, ...filter } as never);
    });
    whole += seen.whole.length;
    rows.push([
      kind,
      at(times, 0.5).toFixed(1),
      at(times, 0.95).toFixed(1),
      `${(at(times, 0.5) / at(plain[1], 0.5)).toFixed(1)} ×`,
      at(counted, 0.5).toFixed(1),
      page.follows.length,
      `${Math.round(seen.read)}${seen.whole.length ? `, all of ${seen.whole.join(', ')}` : ''}`,
    ]);
  }
  console.log(
    `\nas ${who}; the 50 newest rows by their keys: p50 ${plain ? at(plain[1], 0.5).toFixed(2) : '-'} ms`,
  );
  printTable(
    ['asked for', 'p50 ms', 'p95 ms', 'of 50 rows by key', 'counted, p50 ms', 'rows', 'rows read'],
    rows,
  );
}
const proposed: (string | number)[][] = [];
for (const by of ['mobile', 'email', 'name']) {
  const [found, times] = await timed(async () => {
    const answer = await house.http.inject({
      url: `/api/admin/customer-duplicates?by=${by}`,
      headers: { cookie: boss.cookie },
    });
    if (answer.statusCode !== 200) throw new Error(answer.body);
    return answer.json() as { pairs: unknown[] };
  });
  proposed.push([by, at(times, 0.5).toFixed(1), at(times, 0.95).toFixed(1), found.pairs.length]);
}
console.log('\nwho may be one person');
printTable(['the same', 'p50 ms', 'p95 ms', 'pairs'], proposed);
console.log(whole ? `\n${whole} statements read a whole table` : '\nno statement read a whole table');
await house.close();
await db.end();
await stage.close();
process.exit(whole ? 1 : 0);
