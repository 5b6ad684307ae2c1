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

const house = await openHouse({
  databaseUrl: stage.postgres.url,
  settings: readSettings({ LOG_LEVEL: 'silent', DATA_DIR: stage.dir }),
  modules,
  recognise,
  log: pino({ level: 'silent' }),
  migrated: true,
});

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

const results: Record<string, number[]> = {};
const note = (name: string, value: number) => (results[name] ??= []).push(value);
await ours(64, 200);
for (let round = 0; round < rounds; round++) {
  note('pgbench 16', await pgbench(16));
  note('ours 512 callers, 200 chats', await ours(512, 200));
  note('ours 512 callers, one chat', await ours(512, 1));
  note('pgbench 32', await pgbench(32));
  note('ours 64 callers, 200 chats', await ours(64, 200));
}
const base = results['pgbench 16']!;
printTable(
  ['', 'durable messages/s, median (best)', 'against pgbench 16, median of same rounds'],
  Object.entries(results).map(([name, values]) => [
    name,
    `${Math.round(median(values))} (${Math.round(Math.max(...values))})`,
    median(values.map((v, i) => v / base[i]!)).toFixed(1),
  ]),
);
await house.close();
await db.end();
await stage.close();
