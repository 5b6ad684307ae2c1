// What a message costs must not grow with the group: statements and rows are counted, because they are exact where time is not.
import { messaging } from '@teahouse/contract/messaging';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Device } from './testing/device.ts';
import { fillCorp, type Seeded } from './testing/seed-corp.ts';
import { openWorld, type World } from './testing/world.ts';

const SIZES = [10, 100, 5_000];
const READERS = 5;
let world: World;
let seeded: Seeded;
let devices: Device[];
let statements = 0;
const plainQuery = Reflect.get(pg.Client.prototype, 'query') as () => never;

beforeAll(async () => {
  world = await openWorld();
  seeded = await fillCorp(world.house, {
    members: 5_000,
    groups: SIZES.map((n) => Array.from({ length: n }, (_, i) => i)),
  });
  devices = await Promise.all(
    seeded.members.slice(0, READERS + 1).map((member) => connect(world.url, member as never)),
  );
  for (const d of devices) for (const chat of seeded.chats) await d.open(chat);
  countStatements();
}, 120_000);
afterAll(async () => {
  pg.Client.prototype.query = plainQuery;
  for (const d of devices) d.close();
  await world.close();
});

test('a message stored, delivered, read and counted costs the same in a group of 10, 100 and 5,000', async () => {
  const costs: { statements: number; rows: number }[] = [];
  for (const [i, chat] of seeded.chats.entries()) {
    await once(chat, 'warm');
    // Timers of the house add a statement now and then; the cheapest of some tries is the message alone.
    const tries = [];
    for (let k = 0; k < 5; k++) tries.push(await once(chat, `${SIZES[i]} ${k}`));
    costs.push({
      statements: Math.min(...tries.map((t) => t.statements)),
      rows: Math.min(...tries.map((t) => t.rows)),
    });
  }
  const [small, medium, large] = costs.map((c) => c.statements) as [number, number, number];
  const rows = costs.map((c) => c.rows);
  // On a busy machine the marks of five readers may fall into two flushes and a sweep into every try: a handful, never a member's worth.
  expect(Math.max(...rows)).toBeLessThanOrEqual(Math.min(...rows) + READERS);
  expect(Math.max(medium, large)).toBeLessThanOrEqual(2 * small);
  expect(costs[0]!.rows).toBeGreaterThan(1);
  expect(small).toBeGreaterThan(1);
}, 120_000);

test('unread counts and the list of readers ask the same questions whatever the size', async () => {
  const asked = [];
  for (const chat of seeded.chats) {
    const [device] = devices;
    const ack = await device!.post(chat, 'who has read this?');
    if (ack.t !== 'ack') throw new Error('refused');
    const tries = [];
    for (let k = 0; k < 5; k++) {
      const before = statements;
      await call(messaging.getChat.path.replace(':chatId', chat));
      await call(messaging.listReaders.path.replace(':chatId', chat).replace(':seq', String(ack.s)));
      tries.push(statements - before);
    }
    asked.push(Math.min(...tries));
  }
  // Large groups are told counts only, which takes no more questions than names.
  expect(Math.max(...asked)).toBe(asked[0]);
});

/** Posts; everybody connected gets it and reads it; answers what that took. */
async function once(chat: Seeded['chats'][number], text: string) {
  const admin = new pg.Client({ connectionString: world.databaseUrl });
  await admin.connect();
  const from = (await admin.query<{ xid: string }>('select pg_current_xact_id()::text xid')).rows[0]!.xid;
  const before = statements;
  const [sender, ...readers] = devices;
  const ack = await sender!.post(chat, text);
  if (ack.t !== 'ack') throw new Error(`refused: ${JSON.stringify(ack)}`);
  await Promise.all(readers.map((d) => d.wait('msg', (m) => m.c === chat && m.s === ack.s)));
  for (const d of readers) d.send({ t: 'read', c: chat, n: ack.n });
  const marked = `select count(*)::int n from chat_seats where chat_id = $1 and read_n >= $2`;
  await expect
    .poll(async () => (await admin.query<{ n: number }>(marked, [chat, ack.n])).rows[0]!.n, {
      timeout: 8_000,
    })
    .toBeGreaterThanOrEqual(READERS + 1);
  const took = statements - before;
  const rows = await rowsSince(admin, from);
  await admin.end();
  return { statements: took, rows };
}

/** Row versions written since that transaction, in all tables of the product but the search index, which follows in its own time. */
async function rowsSince(admin: pg.Client, xid: string): Promise<number> {
  const { rows } = await admin.query<{ t: string }>(
    `select tablename t from pg_tables where schemaname = 'public' and tablename not in ('message_search', 'search_cursors')`,
  );
  const counts = rows.map(({ t }) => `(select count(*) from ${t} where xmin::text::bigint >= ${xid})`);
  const sum = await admin.query<{ n: string }>(`select ${counts.join(' + ')} n`);
  return Number(sum.rows[0]!.n);
}

function call(path: string) {
  return world.house.http.inject({ url: `/api${path}`, headers: { cookie: seeded.members[0]!.cookie } });
}

/** Every statement of this house, which sends objects; the tests here send bare texts, and other houses have other databases. */
function countStatements(): void {
  const ours = new URL(world.databaseUrl).pathname.slice(1);
  pg.Client.prototype.query = new Proxy(plainQuery, {
    apply(query, client: pg.Client & { database?: string }, args: unknown[]) {
      if (client.database === ours && (args[0] as { text?: string }).text !== undefined) statements++;
      return Reflect.apply(query, client, args) as never;
    },
  });
}
