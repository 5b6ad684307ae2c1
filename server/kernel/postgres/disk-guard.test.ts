import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { diskSpace } from '../disk-space.ts';
import { diskFull } from '../open-work.ts';
import { openPostgres, type RunningPostgres } from './open-postgres.ts';

// Disks of busy machines are slow; this only bounds a test that hangs.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const refusal = mountable();
if (refusal) console.warn(`The disk tests are skipped: ${refusal}`);

let disk: string;
let lines: string[];
let postgres: RunningPostgres;
let pool: Pool;
const acknowledged: number[] = [];

/** A disk of 300 MB that is only ours, or why there is none. */
function mountable(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux can make a small disk.';
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' });
  } catch {
    return 'this machine lets nobody mount a disk.';
  }
  return undefined;
}

beforeAll(async () => {
  if (refusal) return;
  disk = await mkdtemp(join(tmpdir(), 'teahouse-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'tmpfs', disk]);
});
afterAll(async () => {
  if (refusal) return;
  execFileSync('umount', ['--lazy', disk]);
  await rm(disk, { recursive: true });
});
beforeEach(async () => {
  if (refusal) return;
  lines = [];
  postgres = await openPostgres(join(disk, 'postgres'), { log: (line) => lines.push(line) });
  pool = new Pool({ connectionString: postgres.url, max: 4 });
  pool.on('error', () => undefined);
  await pool.query('create table if not exists kept (n int primary key, filler text)');
});
afterEach(async () => {
  if (refusal) return;
  await pool.end();
  await postgres.stop();
  await rm(join(disk, 'foreign'), { force: true });
});

let next = 0;
async function write(kilobytes: number): Promise<void> {
  const n = (next += 1);
  await pool.query(
    `insert into kept select $1, string_agg(md5(random()::text), '') from generate_series(1, $2)`,
    [n, kilobytes * 32],
  );
  acknowledged.push(n);
}

/** Writes from four sides until it is refused, and answers the refusal. */
async function writeUntilRefused(): Promise<unknown> {
  const writer = async (): Promise<unknown> => {
    for (;;) {
      try {
        await write(200);
      } catch (error) {
        return error;
      }
    }
  };
  const errors = await Promise.all([writer(), writer(), writer(), writer()]);
  return errors[0];
}

async function kept(): Promise<Set<number>> {
  const { rows } = await pool.query<{ n: number }>('select n from kept');
  return new Set(rows.map(({ n }) => n));
}

/** Another program takes so many bytes. */
async function takeSpace(bytes: number): Promise<void> {
  const file = await open(join(disk, 'foreign'), 'a');
  const block = Buffer.alloc(1 << 20, 1);
  try {
    for (let taken = 0; taken < bytes; taken += block.length) await file.write(block);
  } finally {
    await file.close();
  }
}

async function eventually(done: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await done())) await sleep(50);
}
const writes = () =>
  write(1).then(
    () => true,
    () => false,
  );

test.skipIf(refusal)(
  'a full disk refuses writes with the promised error, reading goes on, and space heals it',
  async () => {
    await takeSpace(60 << 20);
    const error = await writeUntilRefused();
    expect(diskFull(error)).toBe(true);
    expect(acknowledged.length).toBeGreaterThan(10);
    const readable = await kept();
    expect(acknowledged.filter((n) => !readable.has(n))).toEqual([]);
    expect(lines).toContain('The disk is full: reading goes on, writes are refused.');
    expect(lines.filter((line) => line.includes('PANIC'))).toEqual([]);

    await rm(join(disk, 'foreign'));
    await eventually(writes);
    expect(lines).toContain('The disk has space again.');
    const after = await kept();
    expect(acknowledged.filter((n) => !after.has(n))).toEqual([]);
  },
);

test.skipIf(refusal)(
  'when another program takes the rest of the disk, the reserve lets even a killed database come back',
  async () => {
    await takeSpace((await diskSpace(disk)).free - (4 << 20));
    await eventually(() => lines.some((line) => line.includes('gave up the reserve')));
    expect(existsSync(join(disk, 'postgres', 'teahouse-ballast'))).toBe(false);
    const before = postgres.pid;
    process.kill(before, 'SIGKILL');
    await eventually(() => postgres.pid !== before);
    const readable = await kept();
    expect(acknowledged.filter((n) => !readable.has(n))).toEqual([]);
    await expect(write(1)).rejects.toSatisfy(diskFull);

    await rm(join(disk, 'foreign'));
    await eventually(writes);
    const after = await kept();
    expect(acknowledged.filter((n) => !after.has(n))).toEqual([]);
  },
);
