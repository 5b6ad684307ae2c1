// Two server processes on one durable PostgreSQL and a real NATS server, as an installation with replicas runs them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres, type RunningPostgres } from './kernel/postgres/open-postgres.ts';
import { type Crowd, judge, openCrowd } from './testing/crowd.ts';
import { connect } from './testing/device.ts';
import { findNats, type NatsServer, openNats } from './testing/nats-server.ts';
import { type Replica, startReplica } from './testing/replica.ts';
import { type Seeded, seedCorp } from './testing/seed-corp.ts';

/** How long NATS stays away; nightly runs take a minute. */
const OUTAGE_MS = Number(process.env['TEAHOUSE_NATS_OUTAGE_MS'] ?? 6_000);
const PEOPLE = 12;
const groups = [range(0, PEOPLE), range(0, 6), range(4, PEOPLE)];

const nats = await findNats();
if ('missing' in nats) console.log(`replicas.test.ts is skipped: ${nats.missing}`);

let dir: string;
let postgres: RunningPostgres;
let bus: NatsServer;
let seeded: Seeded;
let membersOf: Map<string, number[]>;
let env: Record<string, string>;
const replicas: Replica[] = [];

beforeAll(async () => {
  if ('missing' in nats) return;
  dir = await mkdtemp(join(tmpdir(), 'teahouse-replicas-'));
  [postgres, bus] = await Promise.all([openPostgres(join(dir, 'postgres')), openNats(nats.path)]);
  seeded = await seedCorp(postgres.url, { members: PEOPLE, groups });
  membersOf = new Map(seeded.chats.map((chat, i) => [chat, groups[i]!]));
  env = { DATABASE_URL: postgres.url, NATS_URL: bus.url, DATA_DIR: dir };
  replicas.push(...(await Promise.all([startReplica(env), startReplica(env)])));
}, 120_000);
afterAll(async () => {
  await Promise.all(replicas.map((r) => r.kill()));
  await bus?.stop();
  await postgres?.stop();
  if (dir) await rm(dir, { recursive: true, force: true });
});

const people = (i: number) => ({ cookie: seeded.members[i]!.cookie }) as never;

test.skipIf('missing' in nats)('members on different replicas talk', async () => {
  const [a, b] = [await connect(replicas[0]!.url, people(0)), await connect(replicas[1]!.url, people(1))];
  const [chat] = seeded.chats;
  for (let i = 0; i < 5; i++) {
    const ack = await a.post(chat!, `to you ${i}`);
    expect(ack.t).toBe('ack');
    await b.wait('msg', (m) => m.b['text'] === `to you ${i}`);
    await b.post(chat!, `and back ${i}`);
    await a.wait('msg', (m) => m.b['text'] === `and back ${i}`);
  }
  for (const d of [a, b]) d.close();
});

test.skipIf('missing' in nats)(
  'one replica dies under load: nothing acknowledged is lost or doubled',
  async () => {
    const before = await logsNow();
    const crowd = openCrowd(
      seeded,
      membersOf,
      (person, attempt) => replicas[(person + attempt) % replicas.length]!.url,
    );
    const talking = crowd.talk(60, 50);
    while (crowd.acked() < 150) await sleep(20);
    await replicas[1]!.kill();
    await talking;
    replicas[1] = await startReplica(env);
    await expectKept(crowd);
    expect(await logsNow()).toBeGreaterThan(before);
  },
  120_000,
);

test.skipIf('missing' in nats)(
  'NATS goes away: messages keep coming from the database, sign-outs still close, and it heals',
  async () => {
    const [a, b] = [await connect(replicas[0]!.url, people(0)), await connect(replicas[1]!.url, people(1))];
    const c = await connect(replicas[1]!.url, people(11));
    const crowd = openCrowd(seeded, membersOf, (person) => replicas[person % 2]!.url);
    await sleep(500);
    await bus.stop();
    await expect.poll(() => bussed(), { timeout: 20_000 }).toEqual([false, false]);
    const end = Date.now() + OUTAGE_MS;
    const talking = crowd.talk(Math.ceil(OUTAGE_MS / 150), 150);
    const [chat] = seeded.chats;
    const ack = await a.post(chat!, 'without the bus');
    expect(ack.t).toBe('ack');
    // Their own replica tells them at once, the other one finds it in the database.
    await a.wait('msg', (m) => m.b['text'] === 'without the bus');
    await b.wait('msg', (m) => m.b['text'] === 'without the bus');

    // A private event finds its way as well.
    const added = await fetch(`${replicas[0]!.url}/api/chats/${seeded.chats[1]}/members`, {
      method: 'POST',
      headers: { cookie: seeded.members[0]!.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ memberIds: [seeded.members[11]!.id] }),
    });
    expect(added.status).toBeLessThan(300);
    await c.wait('user', (u) => u.k === 'joined');

    const gone = await connect(replicas[0]!.url, people(2));
    const signOut = await fetch(`${replicas[1]!.url}/api/sign-out`, {
      method: 'POST',
      headers: { cookie: seeded.members[2]!.cookie },
    });
    expect(signOut.status).toBeLessThan(300);
    expect(await gone.closed).toBe(4001);

    await talking;
    await sleep(Math.max(0, end - Date.now()));
    await bus.start();
    await expectKept(crowd, [2]);
    await expect.poll(() => bussed(), { timeout: 20_000 }).toEqual([true, true]);
    await a.post(chat!, 'with the bus again');
    await b.wait('msg', (m) => m.b['text'] === 'with the bus again');
    for (const d of [a, b, c]) d.close();
  },
  OUTAGE_MS + 120_000,
);

/** What each replica says about its way to the others. */
function bussed(): Promise<boolean[]> {
  return Promise.all(
    replicas.map(async (r) =>
      (await (await fetch(`${r.url}/metrics`)).text()).includes('\nteahouse_bus_connected 1\n'),
    ),
  );
}

async function expectKept(crowd: Crowd, signedOut: number[] = []): Promise<void> {
  for (const i of signedOut) {
    crowd.people[i]!.client.stop();
    crowd.people[i]!.open.clear();
    crowd.people[i]!.shown.clear();
  }
  await crowd.settle(postgres.url);
  const verdict = await judge(postgres.url, seeded, crowd);
  crowd.stop();
  expect(verdict.broken).toEqual([]);
  expect(verdict.acked).toBeGreaterThan(50);
}

async function logsNow(): Promise<number> {
  const answer = await fetch(`${replicas[0]!.url}/api/chats`, {
    headers: { cookie: seeded.members[0]!.cookie },
  });
  const { chats } = (await answer.json()) as { chats: { seq: number }[] };
  return chats.reduce((sum, c) => sum + c.seq, 0);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
