import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withClient } from './connect.ts';
import { openPostgres, type RunningPostgres } from './open-postgres.ts';
import { isAlive } from './postmaster-file.ts';

// Disks of busy machines are slow; this only bounds a test that hangs.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const owner = fileURLToPath(new URL('./owner.fixture.ts', import.meta.url));
let home: string;
let dir: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'teahouse-launcher-'));
  dir = join(home, 'postgres');
});
afterAll(() => rm(home, { recursive: true, force: true }));

const numbers = (postgres: RunningPostgres) =>
  withClient(postgres.url, async (client) => {
    const { rows } = await client.query<{ n: number }>('select n from kept order by n');
    return rows.map((row) => row.n);
  });

/** Another Node process that opens the database and writes numbers, telling each one only after its commit. */
async function startOwner(role: 'server' | 'command') {
  const child = spawn(process.execPath, ['--import', 'tsx', owner, dir, role], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const told: number[] = [];
  let opened: (pid: number) => void;
  const postmaster = new Promise<number>((resolve) => (opened = resolve));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, value] = line.split(' ');
    if (word === 'open') opened(Number(value));
    else told.push(Number(value));
  });
  return { child, told, postmaster: await postmaster };
}

const gone = async (pid: number) => {
  while (isAlive(pid)) await sleep(20);
};

describe('the launcher', () => {
  test('makes a cluster in an empty directory, answers on a private socket only, and starts again with its data', async () => {
    const first = await openPostgres(dir);
    await withClient(first.url, (client) =>
      client.query('create table kept (n int); insert into kept values (1)'),
    );
    const settings = await withClient(first.url, async (client) => {
      const names = ['listen_addresses', 'data_checksums', 'fsync', 'jit', 'archive_mode', 'shared_buffers'];
      const { rows } = await client.query<{ name: string; setting: string }>(
        'select name, current_setting(name) as setting from pg_settings where name = any($1)',
        [names],
      );
      return Object.fromEntries(rows.map((row) => [row.name, row.setting]));
    });
    expect(settings).toEqual({
      listen_addresses: '',
      data_checksums: 'on',
      fsync: 'on',
      jit: 'off',
      archive_mode: 'on',
      shared_buffers: '256MB',
    });
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    expect(existsSync(first.socketDir)).toBe(false);

    const second = await openPostgres(dir);
    expect(await numbers(second)).toEqual([1]);
    await second.stop();
  });

  test('Han characters count as letters, so that trigrams find them', async () => {
    const postgres = await openPostgres(dir);
    const found = await withClient(postgres.url, async (client) => {
      await client.query('create extension if not exists pg_trgm');
      return (await client.query<{ n: number }>(`select cardinality(show_trgm('茶馆')) as n`)).rows[0]?.n;
    });
    await postgres.stop();
    expect(found).toBeGreaterThan(0);
  });

  test('joins a server that runs, and leaves it running', async () => {
    const mine = await openPostgres(dir, { role: 'server' });
    const joined = await openPostgres(dir);
    expect(joined.pid).toBe(mine.pid);
    await joined.stop();
    expect(await numbers(mine)).toEqual([1]);
    await mine.stop();
  });

  test('several openers at once end up on one server', async () => {
    const fresh = join(home, 'raced', 'postgres');
    const all = await Promise.all([1, 2, 3].map(() => openPostgres(fresh, { role: 'command' })));
    expect(new Set(all.map((postgres) => postgres.pid)).size).toBe(1);
    await Promise.all(all.map((postgres) => postgres.stop()));
    expect(await readdir(join(home, 'raced'))).toEqual(['postgres']);
  });

  test('kill -9 of the owner leaves no server behind and loses nothing acknowledged', async () => {
    const { child, told, postmaster } = await startOwner('server');
    while (told.length < 50) await sleep(10);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const acknowledged = [...told];
    const again = await openPostgres(dir);
    expect(again.pid).not.toBe(postmaster);
    await gone(postmaster);
    expect(await numbers(again)).toEqual(expect.arrayContaining(acknowledged));
    await again.stop();
  });

  test('kill -9 of server and owner together: the next start recovers', async () => {
    const { child, told, postmaster } = await startOwner('server');
    while (told.length < 50) await sleep(10);
    process.kill(postmaster, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const acknowledged = [...told];
    const again = await openPostgres(dir);
    expect(await numbers(again)).toEqual(expect.arrayContaining(acknowledged));
    await again.stop();
  });

  test('a server that dies is started again on the same address', async () => {
    const lines: string[] = [];
    const postgres = await openPostgres(dir, { log: (line) => lines.push(line) });
    const before = { pid: postgres.pid, url: postgres.url };
    process.kill(before.pid, 'SIGKILL');
    while (postgres.pid === before.pid) await sleep(20);
    expect(postgres.url).toBe(before.url);
    expect((await numbers(postgres)).length).toBeGreaterThan(0);
    expect(lines).toContain('PostgreSQL ended unexpectedly; starting it again.');
    await postgres.stop();
  });

  test('a left-over file that names a living stranger does not stop the start', async () => {
    const left = [process.pid, dir, 1, 5432, '/nowhere', '', '', 'ready'].join('\n');
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    await writeFile(join(dir, 'postmaster.pid'), left.replace(String(process.pid), String(stranger.pid)));
    const postgres = await openPostgres(dir);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill();
    await postgres.stop();
  });

  test('a command that started the server stops it only after its guest has left', async () => {
    const host = await openPostgres(dir, { role: 'command' });
    const guest = await openPostgres(dir, { role: 'command' });
    let stopped = false;
    const stopping = host.stop().then(() => (stopped = true));
    const client = new Client({ connectionString: guest.url });
    await client.connect();
    await sleep(200);
    expect(stopped).toBe(false);
    expect((await client.query('select 1')).rowCount).toBe(1);
    await client.end();
    await guest.stop();
    await stopping;
    expect(isAlive(host.pid)).toBe(false);
  });

  test('a server never builds on one that a passing command started: it waits and starts its own', async () => {
    const { child, postmaster } = await startOwner('command');
    const lines: string[] = [];
    const opening = openPostgres(dir, { role: 'server', log: (line) => lines.push(line) });
    while (!lines.some((line) => line.includes('waiting for it to let go'))) await sleep(10);
    child.stdin.end();
    await once(child, 'exit');
    const mine = await opening;
    expect(mine.pid).not.toBe(postmaster);
    await mine.stop();
  });

  test('a second server of the same directory gives up with a sentence', async () => {
    const first = await openPostgres(dir, { role: 'server' });
    await expect(openPostgres(dir, { role: 'server', handover: 100 })).rejects.toThrow(
      `Another Teahouse (process ${process.pid}) serves ${dir}; stop it first, or set another DATA_DIR.`,
    );
    expect((await numbers(first)).length).toBeGreaterThan(0);
    await first.stop();
  });

  test('a directory that holds something else is refused with a sentence', async () => {
    const other = await mkdtemp(join(home, 'other-'));
    await writeFile(join(other, 'holiday.jpg'), '');
    await expect(openPostgres(other)).rejects.toThrow(
      `${other} is not empty and holds no database; choose another DATA_DIR or empty it.`,
    );
  });

  const asRoot = process.getuid?.() === 0;
  test.skipIf(!asRoot)('as root without user namespaces it runs as nobody, and back', async () => {
    execFileSync('chmod', ['755', home]);
    const plain = await openPostgres(dir, { rootRoute: 'setuid' });
    const uid = execFileSync('stat', ['-c', '%u', `/proc/${plain.pid}`], { encoding: 'utf8' }).trim();
    expect(uid).toBe('65534');
    expect((await numbers(plain)).length).toBeGreaterThan(0);
    await plain.stop();
    const back = await openPostgres(dir);
    expect((await numbers(back)).length).toBeGreaterThan(0);
    await back.stop();
  });

  test.skipIf(!asRoot)('as root without user namespaces a closed parent directory is named', async () => {
    const closed = await mkdtemp(join(home, 'closed-'));
    await expect(openPostgres(join(closed, 'postgres'), { rootRoute: 'setuid' })).rejects.toThrow(
      `${closed} is closed to other users`,
    );
  });
});
