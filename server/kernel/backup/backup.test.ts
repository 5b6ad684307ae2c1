import { createHash } from 'node:crypto';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { withClient } from '../postgres/connect.ts';
import { openPostgres, type RunningPostgres } from '../postgres/open-postgres.ts';
import { backUp } from './back-up.ts';
import { restoreBackup } from './restore-backup.ts';

// Disks of busy machines are slow; this only bounds a test that hangs.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const homes: string[] = [];
let furnished: string;
let dataDir: string;
let into: string;

beforeEach(async () => {
  const home = await mkdtemp(join(tmpdir(), 'teahouse-backup-'));
  homes.push(home);
  dataDir = join(home, 'data');
  into = join(home, 'backups');
});
afterAll(() => Promise.all(homes.map((home) => rm(home, { recursive: true, force: true }))));

const silent = { say: () => undefined };
const walDir = () => join(dataDir, 'wal-archive');
const open = () => openPostgres(join(dataDir, 'postgres'));
const save = (postgres: RunningPostgres, keep = 7) =>
  backUp({ dataDir, url: postgres.url, walDir: walDir(), into, keep, ...silent });
const restore = (to?: string) =>
  restoreBackup({ dataDir, walDir: walDir(), from: into, ...silent, ...(to && { to }) });

/** An installation with two tables and two files, of which each test gets a copy of its own. */
beforeAll(async () => {
  furnished = await mkdtemp(join(tmpdir(), 'teahouse-backup-'));
  homes.push(furnished);
  const postgres = await openPostgres(join(furnished, 'postgres'));
  await withClient(postgres.url, (client) =>
    client.query(`
      create table messages (seq bigint primary key, body text not null);
      create table members (id text primary key, name text);
      insert into messages select n, '消息 ' || n || repeat('茶', n % 50) from generate_series(1, 20000) n;
      insert into members values ('mbr_1', '林小满'), ('mbr_2', null)`),
  );
  await postgres.stop();
  await mkdir(join(furnished, 'files', 'ab'), { recursive: true });
  await writeFile(join(furnished, 'files', 'ab', 'photo'), Buffer.alloc(300_000, 7));
  await writeFile(join(furnished, 'vapid.json'), '{}');
});

async function furnish(): Promise<RunningPostgres> {
  await cp(furnished, dataDir, { recursive: true });
  return open();
}

/** One hash over every row of every table. */
async function contentOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const hash = createHash('sha256');
    for (const { name } of tables.rows) {
      const rows = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
      hash.update(name).update(rows.rows.map(({ row }) => row).join('\n'));
    }
    return hash.digest('hex');
  });
}

const count = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from messages');
    return rows[0]?.n;
  });

const add = async (client: Client, first: number, last: number) => {
  await client.query('insert into messages select n, $3 from generate_series($1::int, $2::int) n', [
    first,
    last,
    'later',
  ]);
};

const clock = async (url: string) => {
  await sleep(20);
  const now = await withClient(url, async (client) => {
    const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
    return new Date(rows[0]?.now ?? 0).toISOString();
  });
  await sleep(20);
  return now;
};

test('after a restore every table and every file is what it was, and the old data is kept aside', async () => {
  const postgres = await furnish();
  const before = await contentOf(postgres.url);
  const report = await save(postgres);
  await withClient(postgres.url, (client) =>
    client.query(`drop table messages; update members set name = 'x'`),
  );
  await postgres.stop();
  await writeFile(join(dataDir, 'files', 'ab', 'photo'), 'overwritten');

  const restored = await restore();
  expect(restored).toMatchObject({ backup: report.directory, instant: report.instant, complete: true });
  const again = await open();
  expect(await contentOf(again.url)).toBe(before);
  await again.stop();
  expect(await readFile(join(dataDir, 'files', 'ab', 'photo'))).toEqual(Buffer.alloc(300_000, 7));
  expect(await readFile(join(dataDir, 'vapid.json'), 'utf8')).toBe('{}');
  expect(await readFile(join(restored.movedTo ?? '', 'files', 'ab', 'photo'), 'utf8')).toBe('overwritten');
});

test('a lost disk: the backup alone is enough', async () => {
  const postgres = await furnish();
  const before = await contentOf(postgres.url);
  await save(postgres);
  await postgres.stop();
  await rm(dataDir, { recursive: true });
  expect((await restore()).movedTo).toBe(null);
  const again = await open();
  expect(await contentOf(again.url)).toBe(before);
  await again.stop();
});

test('what is committed while the backup is taken is in it up to the instant it names', async () => {
  const postgres = await furnish();
  let done = false;
  const acknowledged: { n: number; at: number }[] = [];
  const writing = withClient(postgres.url, async (client) => {
    for (let n = 30_000; !done; n += 1) {
      await add(client, n, n);
      acknowledged.push({ n, at: Date.now() });
    }
  });
  const report = await save(postgres);
  done = true;
  await writing;
  await postgres.stop();
  await restore();
  const again = await open();
  const kept = await withClient(again.url, async (client) => {
    const { rows } = await client.query<{ seq: string }>('select seq from messages where seq >= 30000');
    return new Set(rows.map(({ seq }) => Number(seq)));
  });
  const due = acknowledged.filter(({ at }) => at < Date.parse(report.instant));
  expect(due.length).toBeGreaterThan(0);
  expect(due.filter(({ n }) => !kept.has(n))).toEqual([]);
  await again.stop();
});

test('restored to an instant, the data hold what was committed before it and nothing after', async () => {
  const postgres = await furnish();
  await save(postgres);
  await withClient(postgres.url, (client) => add(client, 20_001, 20_100));
  await writeFile(join(dataDir, 'files', 'ab', 'later'), 'later');
  const before = await contentOf(postgres.url);
  const instant = await clock(postgres.url);
  await withClient(postgres.url, (client) => client.query('drop table messages'));
  await postgres.stop();

  expect(await restore(instant)).toMatchObject({ instant, complete: true });
  const again = await open();
  expect(await contentOf(again.url)).toBe(before);
  expect(await readFile(join(dataDir, 'files', 'ab', 'later'), 'utf8')).toBe('later');
  await again.stop();
});

test('with the database lost, the archive of changes on another disk leads to the instant', async () => {
  const postgres = await furnish();
  await save(postgres);
  await withClient(postgres.url, (client) => add(client, 20_001, 20_100));
  const instant = await clock(postgres.url);
  await withClient(postgres.url, async (client) => {
    await add(client, 20_101, 20_200);
    await client.query('select pg_switch_wal()');
  });
  await postgres.stop();
  await rm(join(dataDir, 'postgres'), { recursive: true });
  await restore(instant);
  const again = await open();
  expect(await count(again.url)).toBe(20_100);
  await again.stop();
});

test('an instant after the last change keeps everything and says where history ends', async () => {
  const postgres = await furnish();
  await save(postgres);
  await withClient(postgres.url, (client) => add(client, 20_001, 20_100));
  const instant = await clock(postgres.url);
  await postgres.stop();
  const report = await restore(instant);
  expect(report.complete).toBe(false);
  expect(Date.parse(report.instant)).toBeLessThanOrEqual(Date.parse(instant));
  const again = await open();
  expect(await count(again.url)).toBe(20_100);
  await again.stop();
});

test('after a restore to the wrong instant, every instant lived before and since can still be restored', async () => {
  let postgres = await furnish();
  await save(postgres);
  const early = await clock(postgres.url);
  await withClient(postgres.url, (client) => add(client, 20_001, 20_100));
  const wanted = await clock(postgres.url);
  await withClient(postgres.url, (client) => add(client, 20_101, 20_200));
  await postgres.stop();

  await restore(early);
  postgres = await open();
  expect(await count(postgres.url)).toBe(20_000);
  await withClient(postgres.url, (client) => add(client, 50_001, 50_007));
  const second = await clock(postgres.url);
  await withClient(postgres.url, (client) => add(client, 50_008, 50_009));
  await withClient(postgres.url, (client) => client.query('select pg_switch_wal()'));
  await postgres.stop();

  await restore(wanted);
  postgres = await open();
  expect(await count(postgres.url)).toBe(20_100);
  await postgres.stop();

  await restore(second);
  postgres = await open();
  expect(await count(postgres.url)).toBe(20_007);
  await postgres.stop();
});

test('a damaged backup is refused before anything is touched', async () => {
  const postgres = await furnish();
  const { directory } = await save(postgres);
  await postgres.stop();
  const before = (await readdir(dataDir)).toSorted();
  await appendFile(join(directory, 'data', 'files', 'ab', 'photo'), '!');
  await expect(restore()).rejects.toThrow('is damaged: data/files/ab/photo is not what was written.');
  await rm(join(directory, 'postgres', 'PG_VERSION'));
  await expect(restore()).rejects.toThrow('is damaged: postgres/PG_VERSION cannot be read.');
  expect((await readdir(dataDir)).toSorted()).toEqual(before);
});

test('a running installation is not overwritten, and sentences name what is wrong', async () => {
  const postgres = await furnish();
  await expect(restore()).rejects.toThrow(`Teahouse is running on ${dataDir}; stop it before restoring.`);
  await postgres.stop();
  await expect(restore()).rejects.toThrow(`There is no complete backup in ${into}.`);
  await expect(restore('yesterday')).rejects.toThrow(
    '--to must be an instant such as 2026-03-01T09:30:00Z, not "yesterday".',
  );
  await expect(restore('2999-01-01T00:00:00Z')).rejects.toThrow('--to must not lie in the future');
});

test('an instant before the first backup is refused with the earliest one', async () => {
  const postgres = await furnish();
  await save(postgres);
  await postgres.stop();
  await expect(restore('2020-01-01T00:00:00Z')).rejects.toThrow(
    'No backup leads to 2020-01-01T00:00:00.000Z; the earliest instant here is',
  );
});

test('a backup that was cut off is not taken for one', async () => {
  const postgres = await furnish();
  const { directory } = await save(postgres);
  await postgres.stop();
  await rename(directory, `${directory}.part`);
  await expect(restore()).rejects.toThrow(`There is no complete backup in ${into}.`);
});

test('neither the backups nor the archive grow for ever', async () => {
  const postgres = await furnish();
  const first = await save(postgres, 1);
  const archive = join(walDir(), (await readdir(walDir()))[0] ?? '');
  const walOfFirst = (await readdir(archive)).filter((name) => name.endsWith('.gz'));
  for (let round = 0; round < 3; round += 1) {
    await withClient(postgres.url, (client) => add(client, 60_000 + round, 60_000 + round));
    await withClient(postgres.url, (client) => client.query('select pg_switch_wal()'));
  }
  const second = await save(postgres, 1);
  expect(second.removed).toEqual([first.directory]);
  expect(await readdir(into)).toEqual([second.directory.slice(into.length + 1)]);
  const left = await readdir(archive);
  expect(walOfFirst.filter((name) => left.includes(name) && !name.includes('.backup'))).toEqual([]);
  await postgres.stop();
  await restore();
  const again = await open();
  expect(await count(again.url)).toBe(20_003);
  await again.stop();
});

test('a file that did not change is kept once for all backups, a changed one anew', async () => {
  const postgres = await furnish();
  await sleep(20);
  const first = await save(postgres);
  await writeFile(join(dataDir, 'vapid.json'), '[]');
  const second = await save(postgres);
  await postgres.stop();
  const inodes = (path: string) =>
    Promise.all(
      [first, second].map(async ({ directory }) => (await stat(join(directory, 'data', path))).ino),
    );
  const photo = await inodes('files/ab/photo');
  expect(photo[0]).toBe(photo[1]);
  const keys = await inodes('vapid.json');
  expect(keys[0]).not.toBe(keys[1]);
  await restore();
  expect(await readFile(join(dataDir, 'vapid.json'), 'utf8')).toBe('[]');
  await appendFile(join(dataDir, 'files', 'ab', 'photo'), '!');
  expect((await stat(join(second.directory, 'data', 'files', 'ab', 'photo'))).size).toBe(300_000);
});

test('before the first backup nothing is archived', async () => {
  const postgres = await furnish();
  await withClient(postgres.url, (client) => client.query('select pg_switch_wal()'));
  const command = await withClient(postgres.url, async (client) => {
    const { rows } = await client.query<{ command: string }>(
      `select current_setting('archive_command') as command`,
    );
    return rows[0]?.command;
  });
  expect(command).toBe('true');
  expect(await readdir(dataDir)).not.toContain('wal-archive');
  await postgres.stop();
});

test('a backup can be moved to another place and restored there', async () => {
  const postgres = await furnish();
  const before = await contentOf(postgres.url);
  await save(postgres);
  await postgres.stop();
  const elsewhere = await mkdtemp(join(tmpdir(), 'teahouse-backup-'));
  homes.push(elsewhere);
  await cp(into, join(elsewhere, 'carried'), { recursive: true });
  dataDir = join(elsewhere, 'data');
  into = join(elsewhere, 'carried');
  await restore();
  const again = await open();
  expect(await contentOf(again.url)).toBe(before);
  await again.stop();
});
