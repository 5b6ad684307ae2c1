// node --import tsx bench/growth.ts [messages per size]
// (e) what one message costs as the group grows from 10 to 10,000 members: messages/s one after another, log bytes, CPU.
import pg from 'pg';
import { pino } from 'pino';
import { openHouse } from '../server/kernel/house.ts';
import { readSettings } from '../server/kernel/settings.ts';
import { modules } from '../server/modules/all.ts';
import { recognise } from '../server/modules/identity/index.ts';
import { appendLane } from '../server/modules/messaging/log/append-lane.ts';
import { cpuOf } from './cpu-of.ts';
import { openStage, printTable, range } from './stage.ts';

const [messages = 1_500] = process.argv.slice(2).map(Number);
const sizes = [10, 100, 1_000, 10_000];
const stage = await openStage({ members: 10_000, groups: sizes.map((n) => range(0, n)) });
const db = new pg.Client({ connectionString: stage.postgres.url });
await db.connect();
await db.query('analyze');
// Without its sockets nobody follows the log: what is counted is the message alone.
const house = await openHouse({
  databaseUrl: stage.postgres.url,
  settings: readSettings({ LOG_LEVEL: 'silent', DATA_DIR: stage.dir }),
  modules: modules.map((m) => ({ ...m, socket: undefined })),
  recognise,
  log: pino({ level: 'silent' }),
  migrated: true,
});
const wal = async () =>
  Number((await db.query<{ n: string }>(`select pg_current_wal_lsn() - '0/0' n`)).rows[0]!.n);
const actor = {
  kind: 'member',
  id: stage.seeded.members[0]!.id,
  sessionId: '',
  rights: new Set<never>(),
} as const;

async function measure(chat: number, count: number) {
  const [wal0, cpu0, from] = [await wal(), await cpuOf(stage.postgres.pid), performance.now()];
  const own = process.cpuUsage();
  let next = 0;
  // Sixteen callers, so that the disk's pace does not hide what is asked.
  await Promise.all(
    range(0, 16).map(async () => {
      while (next++ < count)
        await house.openWork(stage.seeded.corpId, actor, (work) =>
          work.commitTogether(appendLane, {
            key: stage.seeded.chats[chat]!,
            sender: actor.id,
            seated: true,
            cid: crypto.randomUUID(),
            draft: { k: 'text', b: { text: '今天下午三点在二号会议室开会' } },
          }),
        );
    }),
  );
  const seconds = (performance.now() - from) / 1_000;
  const spent = process.cpuUsage(own);
  const cpu = (await cpuOf(stage.postgres.pid)) - cpu0 + (spent.user + spent.system) / 1e6;
  return { rate: count / seconds, bytes: ((await wal()) - wal0) / count, cpu: (cpu / count) * 1e6 };
}

for (const i of sizes.keys()) await measure(i, 200);
const results = [];
for (const [i, n] of sizes.entries()) results.push({ n, ...(await measure(i, messages)) });
const [smallest] = results;
printTable(
  ['members', 'messages/s', 'to 10 members', 'log bytes a message', 'to 10 members', 'CPU µs'],
  results.map((r) => [
    r.n,
    Math.round(r.rate),
    (r.rate / smallest!.rate).toFixed(2),
    Math.round(r.bytes),
    (r.bytes / smallest!.bytes).toFixed(2),
    Math.round(r.cpu),
  ]),
);
await house.close();
await db.end();
await stage.close();
