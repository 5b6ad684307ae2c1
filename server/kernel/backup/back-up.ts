import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Client } from 'pg';
import { withClient } from '../postgres/connect.ts';
import { keepWal, waitForWal } from './keep-wal.ts';
import { copyHashed, treeOf } from './copy-hashed.ts';
import { listBackups, type Manifest, manifestName } from './manifest.ts';
import { pruneBackups } from './prune-backups.ts';
import { shareUnchanged } from './share-unchanged.ts';
import { severalAtOnce } from './several-at-once.ts';
import { segmentsBetween } from './wal-segments.ts';

export interface BackupOrder {
  /** DATA_DIR of the installation; its PostgreSQL runs and answers at `url`. */
  dataDir: string;
  url: string;
  /** Where WAL is kept from the first backup on. */
  walDir: string;
  /** The backup becomes a folder of its own in here. */
  into: string;
  /** So many newest backups stay in `into`; older ones go, and the WAL that only they need. */
  keep: number;
  say: (line: string) => void;
}

export interface BackupReport {
  directory: string;
  /** ISO instant; what was committed until then is in the backup. */
  instant: string;
  files: number;
  bytes: number;
  removed: string[];
}

/**
 * Copies the whole installation while it runs: the database as of one instant, everything else in DATA_DIR, and a
 * list of every file with its hash. A backup that did not come to its end is never taken for one.
 */
export async function backUp(order: BackupOrder): Promise<BackupReport> {
  const { dataDir, url, say } = order;
  const into = resolve(order.into);
  const cluster = join(dataDir, 'postgres');
  const startedAt = new Date().toISOString();
  const name = `teahouse-${startedAt.replaceAll(/[-:.]/g, '')}`;
  const part = join(into, `${name}.part`);
  const files: Manifest['files'] = [];
  const directories: string[] = [];

  const copyTree = async (root: string, to: string, leaveOut: (path: string) => boolean): Promise<void> => {
    const tree = await treeOf(root, leaveOut);
    directories.push(to, ...tree.directories.map((path) => `${to}/${path}`));
    await severalAtOnce(tree.files, async (path) => {
      const from = join(root, path);
      const shared =
        to === 'data' ? await shareUnchanged(from, join(part, to, path), `${to}/${path}`, last) : undefined;
      if (shared) files.push(shared);
      else await copy(from, `${to}/${path}`);
    });
  };
  const copy = async (from: string, path: string): Promise<void> => {
    const entry = await copyHashed(from, join(part, path), path);
    if (entry) files.push(entry);
  };

  const last = (await listBackups(into)).at(-1);
  await mkdir(part, { recursive: true, mode: 0o700 });
  try {
    const taken = await withClient(url, async (client) => {
      const about = await describeCluster(client);
      const archive = await keepWal(client, cluster, order.walDir, about.systemId);
      say('Copying the database …');
      const { rows } = await client.query<{ wal: string }>(
        `select pg_walfile_name(pg_backup_start('teahouse', fast => true)) as wal`,
      );
      await copyTree(cluster, 'postgres', isNotData);
      const stop = await stopBackup(client);
      await writeDurably(join(part, 'label.new'), stop.label);
      await copy(join(part, 'label.new'), 'postgres/backup_label');
      await rm(join(part, 'label.new'));
      const firstWal = rows[0]?.wal ?? '';
      const segments = segmentsBetween(firstWal, stop.wal);
      await waitForWal(client, archive, segments);
      for (const segment of segments) await copy(join(archive, `${segment}.gz`), `wal/${segment}.gz`);
      return { ...about, archive, firstWal, lastWal: stop.wal, instant: stop.instant, endedAt: stop.endedAt };
    });

    // After the database: whatever it mentions is on the disk by now.
    say('Copying the files …');
    await copyTree(dataDir, 'data', (path) => isNotOurs(join(dataDir, path), dataDir, into, order.walDir));

    const { archive, ...about } = taken;
    const manifest: Manifest = { format: 1, ...about, startedAt, directories, files };
    await writeDurably(join(part, manifestName), JSON.stringify(manifest));
    const directory = join(into, name);
    await rename(part, directory);
    const removed = await pruneBackups({ archive, into, added: { directory, manifest }, keep: order.keep });
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { directory, instant: manifest.instant, files: files.length, bytes, removed };
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function describeCluster(
  client: Client,
): Promise<Pick<Manifest, 'postgres' | 'systemId' | 'timeline'>> {
  const { rows } = await client.query<{ postgres: string; system_id: string; timeline: number }>(
    `select current_setting('server_version_num')::int / 10000 || '' as postgres,
            (select system_identifier::text from pg_control_system()) as system_id,
            (select timeline_id from pg_control_checkpoint()) as timeline`,
  );
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL does not describe itself.');
  return { postgres: row.postgres, systemId: row.system_id, timeline: row.timeline };
}

async function stopBackup(
  client: Client,
): Promise<{ label: string; wal: string; instant: string; endedAt: string }> {
  const instant = await clockOf(client);
  const { rows } = await client.query<{ label: string; wal: string }>(
    `select labelfile as label, pg_walfile_name(lsn) as wal from pg_backup_stop(wait_for_archive => false)`,
  );
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL did not end the backup.');
  return { ...row, instant, endedAt: await clockOf(client) };
}

async function clockOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ ms: string }>(
    'select ceil(extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms',
  );
  return new Date(Number(rows[0]?.ms)).toISOString();
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
}

/** What PostgreSQL makes anew when it starts, what only this run is about, and WAL, which is copied apart. */
function isNotData(path: string): boolean {
  const inside =
    /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/./;
  const files =
    /^(postmaster\.(pid|opts).*|backup_label|tablespace_map|teahouse-socket-dir|teahouse-ballast.*|recovery\.signal)$/;
  return inside.test(path) || files.test(path) || /(^|\/)(pgsql_tmp|pg_internal\.init)/.test(path);
}

function isNotOurs(path: string, dataDir: string, into: string, walDir: string): boolean {
  const top = path.slice(dataDir.length + 1).split(sep)[0] ?? '';
  if (/^(postgres|postgres\..*|before-restore-.*|wal-archive|tmp|lost\+found)$/.test(top)) return true;
  // A restore does not end here; nobody wants backups inside backups either.
  return (
    [into, resolve(walDir)].some((other) => path === other || path.startsWith(other + sep)) ||
    !existsSync(path)
  );
}
