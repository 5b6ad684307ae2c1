// node --import tsx bench/durable.ts [rounds] [seconds]
// (a) durable messages/s of one process, beside what the same PostgreSQL does for a bare insert through pgbench in the same run.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import pg from 'pg';
import { openHouse } from '../server/kernel/house.ts';
import { readSettings } from '../server/kernel/settings.ts';
import { modules } from '../server/modules/all.ts';
import { recognise } from '../server/modules/identity/index.ts';
import { appendLane } from '../server/modules/messaging/log/append-lane.ts';
import { cpuOf } from './cpu-of.ts';
import { median, openStage, printTable, range } from './stage.ts';

const [rounds = 3, seconds = 4] = process.argv.slice(2).map(Number);
const BODY = '今天下午三点在二号会议室开会，请大家准时参加，带上上周的报表。';
const stage = await openStage({ members: 200, groups: range(0, 200).map((g) => [g, (g + 1) % 200]) });
const db = new pg.Client({ connectionString: stage.postgres.url });
await db.connect();
// The same columns, types and indexes as the log of chats, without anything around them.
await db.query(`create table bare (like chat_entries including defaults including indexes);
  alter table bare alter corp_id drop default`);
const script = join(stage.dir, 'insert.sql');
await writeFile(
  script,
  `\\set c random(1, 200)
insert into bare (corp_id, chat_id, seq, n, event, sender_id, client_id, sent_at, id, kind, body)
values ('corp_bench', 'chat_' || :c, nextval('bare_seq'), 1, 'msg', 'mbr_x', gen_random_uuid(), now(), 'msg_x', 'text', '{"text":"${BODY}"}');
`,
);
await db.query('create sequence bare_seq');

const open = (alone: boolean) =>
  openHouse({
    databaseUrl: stage.postgres.url,
    settings: readSettings({ LOG_LEVEL: 'silent', DATA_DIR: stage.dir }),
    // Without its sockets nobody follows the log: no search index, no notices.
    modules: alone ? modules.map((m) => ({ ...m, socket: undefined })) : modules,
    recognise,
    log: pino({ level: 'silent' }),
    migrated: true,
  });
let house = await open(true);

/** `callers` at once, each posting one message after another as fast as it is told "stored". */
async function ours(callers: number, chats: number): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  let done = 0;
  const from = performance.now();
  await Promise.all(
    range(0, callers).map(async (i) => {
      const member = i % chats;
      const actor = {
        kind: 'member',
        id: stage.seeded.members[member]!.id,
        sessionId: '',
        rights: new Set<never>(),
      } as const;
      while (performance.now() < end) {
        await house.openWork(stage.seeded.corpId, actor, (work) =>
          work.commitTogether(appendLane, {
            key: stage.seeded.chats[member]!,
            sender: actor.id,
            seated: true,
            cid: crypto.randomUUID(),
            draft: { k: 'text', b: { text: BODY } },
          }),
        );
        done++;
      }
    }),
  );
  return done / ((performance.now() - from) / 1_000);
}

async function pgbench(clients: number): Promise<number> {
  const { stdout } = await promisify(execFile)('pgbench', [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '2',
    '-T',
    String(seconds),
    '-f',
    script,
    stage.postgres.url,
  ]);
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
}

const results: Record<string, { rate: number; cpu: number }[]> = {};
/** CPU is the database's and this process's; of pgbench itself nothing is counted. */
async function note(name: string, measure: () => Promise<number>): Promise<void> {
  const before = await cpuOf(stage.postgres.pid);
  const own = process.cpuUsage();
  const from = performance.now();
  const rate = await measure();
  const spent = process.cpuUsage(own);
  const cpu = (await cpuOf(stage.postgres.pid)) - before + (spent.user + spent.system) / 1e6;
  const done = rate * ((performance.now() - from) / 1_000);
  (results[name] ??= []).push({ rate, cpu: (cpu / done) * 1e6 });
}
await ours(64, 200);
await pgbench(16);
// What autovacuum does within the first minute of a table's life.
await db.query('analyze');
for (let round = 0; round < rounds; round++) {
  await note('pgbench, 16 clients', () => pgbench(16));
  await note('pgbench, 32 clients', () => pgbench(32));
  await note('log alone, 512 callers, 200 chats', () => ours(512, 200));
  await note('log alone, 512 callers, one chat', () => ours(512, 1));
  await note('log alone, 64 callers, 200 chats', () => ours(64, 200));
  await house.close();
  house = await open(false);
  await note('with search index and notices behind it, 512 callers, 200 chats', () => ours(512, 200));
  await house.close();
  house = await open(true);
}
const base = results['pgbench, 16 clients']!;
printTable(
  [
    '',
    'durable messages/s, median (best)',
    'rate against pgbench 16, median (best) of same rounds',
    'CPU µs a message',
    'CPU against pgbench 16',
  ],
  Object.entries(results).map(([name, runs]) => {
    const rates = runs.map((r) => r.rate);
    const ratios = runs.map((r, i) => r.rate / base[i]!.rate);
    return [
      name,
      `${Math.round(median(rates))} (${Math.round(Math.max(...rates))})`,
      `${median(ratios).toFixed(1)} (${Math.max(...ratios).toFixed(1)})`,
      Math.round(median(runs.map((r) => r.cpu))),
      median(runs.map((r, i) => r.cpu / base[i]!.cpu)).toFixed(2),
    ];
  }),
);
await house.close();
await db.end();
await stage.close();
