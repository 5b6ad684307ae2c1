// The message path on a disk that fills up: refused for now, readable meanwhile, and well again once there is space.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from './kernel/postgres/open-postgres.ts';
import { connect, type Device } from './testing/device.ts';
import { type Replica, startReplica } from './testing/replica.ts';
import { type Seeded, seedCorp } from './testing/seed-corp.ts';

type Outcome = Awaited<ReturnType<Device['post']>>;

const refusal = mountable();
if (refusal) console.warn(`disk-full.test.ts is skipped: ${refusal}`);

let disk: string;
let server: Replica;
let seeded: Seeded;
let device: Device;

beforeAll(async () => {
  if (refusal) return;
  disk = await mkdtemp(join(tmpdir(), 'teahouse-full-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=360m', 'tmpfs', disk]);
  const postgres = await openPostgres(join(disk, 'postgres'));
  seeded = await seedCorp(postgres.url, { members: 2, groups: [[0, 1]] });
  await postgres.stop();
  server = await startReplica({ DATA_DIR: disk });
  device = await connect(server.url, seeded.members[0] as never);
}, 180_000);
afterAll(async () => {
  if (refusal) return;
  device.close();
  await server.stop();
  // Lazily: a database that is still replaying may hold a file open for a moment.
  execFileSync('umount', ['--lazy', disk]);
  await rm(disk, { recursive: true });
});

test.skipIf(refusal)(
  'posts are refused with a reason to try again, reading goes on, and nothing acknowledged is lost',
  async () => {
    const [chat] = seeded.chats;
    const acked = new Map<string, number>();
    const cid = crypto.randomUUID();
    await rm(join(disk, 'foreign'), { force: true });
    await takeSpace(120 << 20);
    const fill = async () => {
      for (;;) {
        const text = randomBytes(4_900).toString('hex');
        const outcome = await insist(chat!, text);
        if (outcome.t === 'nack') return outcome;
        acked.set(outcome.cid, outcome.s);
        device.frames.length = 0;
      }
    };
    const refused = await Promise.all(Array.from({ length: 16 }, fill));
    expect(new Set(refused.map((r) => `${r.code} ${r.retry}`))).toEqual(new Set(['common.disk_full true']));
    expect(acked.size).toBeGreaterThan(20);

    // Old and new devices read on.
    const before = Math.max(...acked.values());
    expect((await page(before - 5)).length).toBeGreaterThan(0);
    const late = await connect(server.url, seeded.members[1] as never);
    expect((await device.post(chat!, 'now?', { cid })).t).toBe('nack');

    await rm(join(disk, 'foreign'));
    let healed = await device.post(chat!, 'now?', { cid: crypto.randomUUID() });
    while (healed.t === 'nack') {
      await sleep(200);
      healed = await device.post(chat!, 'now?', { cid: crypto.randomUUID() });
    }
    await late.wait('msg', (m) => m.s === (healed as { s: number }).s);

    const stored = new Map<string, number>();
    for (let from = 0; ;) {
      const events = await page(from);
      for (const e of events) stored.set(e.cid, e.s);
      if (events.length < 100) break;
      from = events.at(-1)!.s;
    }
    expect([...acked].filter(([id, s]) => stored.get(id) !== s)).toEqual([]);
    expect(stored.has(cid)).toBe(false);
    late.close();
  },
  180_000,
);

/** As every client does: says it again under the same cid while no answer comes or the server has no time for it. */
async function insist(chat: ChatId, text: string): Promise<Outcome> {
  const cid = crypto.randomUUID();
  for (;;) {
    const outcome = await device.post(chat, text, { cid }).catch(() => undefined);
    if (outcome && !(outcome.t === 'nack' && outcome.code === 'common.busy')) return outcome;
  }
}

/** Up to a hundred events after a seq, over HTTP. */
async function page(after: number): Promise<MessageEvent[]> {
  const answer = await fetch(`${server.url}/api/chats/${seeded.chats[0]}/messages?after=${after}&limit=100`, {
    headers: { cookie: seeded.members[1]!.cookie },
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { events: MessageEvent[] }).events;
}

/** Another program takes so many bytes. */
async function takeSpace(bytes: number): Promise<void> {
  const file = await open(join(disk, 'foreign'), 'a');
  const block = Buffer.alloc(1 << 20, 1);
  for (let taken = 0; taken < bytes; taken += block.length) await file.write(block);
  await file.close();
}

/** Why there can be no disk of our own; undefined when there can. */
function mountable(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux can make a small disk.';
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'this machine lets nobody mount a disk.';
  }
}
