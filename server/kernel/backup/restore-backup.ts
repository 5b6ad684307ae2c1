import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { isLivingPostgres, readPostmaster } from '../postgres/postmaster-file.ts';
import { archiveDirectory, noteArchiveDirectory } from '../postgres/wal-archive.ts';
import { verifyFiles } from './copy-hashed.ts';
import { type Backup, listBackups } from './manifest.ts';
import { replayWal } from './replay-wal.ts';
import { severalAtOnce } from './several-at-once.ts';
import { addTimeline, leadsTo, readTimelines, timelineAt, type Timeline } from './timelines.ts';

export interface RestoreOrder {
  dataDir: string;
  walDir: string;
  /** A folder with backups, or one backup. */
  from: string;
  /** ISO 8601 instant; without it the newest backup is restored just as it was taken. */
  to?: string;
  say: (line: string) => void;
}

export interface RestoreReport {
  backup: string;
  /** The data are as of this instant (ISO). */
  instant: string;
  /** Commit of the last change in the restored data, when any was replayed. */
  lastChange: string | null;
  /** False when recorded history ended before the instant asked for. */
  complete: boolean;
  /** Where what was there before lies now. */
  movedTo: string | null;
}

/**
 * Puts an installation back as it was. Nothing is touched before the backup proved sound and was replayed; what was
 * there then moves aside and is kept. Throws an Error of one sentence.
 */
export async function restoreBackup(order: RestoreOrder): Promise<RestoreReport> {
  const { dataDir, say } = order;
  const cluster = join(dataDir, 'postgres');
  const running = await readPostmaster(cluster);
  if (running && (await isLivingPostgres(running.pid))) {
    throw new Error(`Teahouse is running on ${dataDir}; stop it before restoring.`);
  }
  const to = order.to === undefined ? undefined : instantOf(order.to);
  const backups = await listBackups(resolve(order.from));
  if (!backups.length) throw new Error(`There is no complete backup in ${order.from}.`);
  const systemId = backups.at(-1)?.manifest.systemId ?? '';
  const archive = await findArchive(cluster, order.walDir, systemId);
  const timelines = await readTimelines(archive);
  const { backup, timeline } = choose(backups, timelines, to);

  say(`Checking ${backup.directory} …`);
  await verifyFiles(backup.directory, backup.manifest.files);

  say('Copying …');
  const fresh = join(dataDir, 'postgres.restoring');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await layOut(backup, 'postgres', fresh);
  await noteArchiveDirectory(fresh, archive);

  say('Replaying what happened …');
  const replayed = await replayWal({
    cluster: fresh,
    sources: [join(backup.directory, 'wal'), archive, join(cluster, 'pg_wal')],
    ...(to && { to: asTarget(to, order.to ?? '') }),
    timeline: timeline === backup.manifest.timeline ? 'current' : String(timeline),
  }).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  });

  const movedTo = await moveAside(dataDir, [resolve(order.from), resolve(order.walDir), archive]);
  await rename(fresh, cluster);
  await layOut(backup, 'data', dataDir);
  if (to && movedTo) await addNewerFiles(join(movedTo, 'files'), join(dataDir, 'files'));
  const complete = to === undefined || replayed.reached;
  const instant =
    to === undefined ? backup.manifest.instant : complete ? to.toISOString() : replayed.lastChange;
  const since = new Date().toISOString();
  await addTimeline(archive, {
    timeline: replayed.timeline,
    parent: timeline,
    branchedAt: to ? (instant ?? backup.manifest.endedAt) : backup.manifest.endedAt,
    since,
  });
  return {
    backup: backup.directory,
    instant: instant ?? backup.manifest.endedAt,
    lastChange: replayed.lastChange,
    complete,
    movedTo,
  };
}

function instantOf(text: string): Date {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(instant.getTime())) {
    throw new Error(`--to must be an instant such as 2026-03-01T09:30:00Z, not "${text}".`);
  }
  if (instant.getTime() > Date.now()) throw new Error(`--to must not lie in the future; ${text} does.`);
  return instant;
}

/** PostgreSQL reads this before it knows names of time zones; commits are told apart by microseconds. */
function asTarget(instant: Date, text: string): string {
  const fraction = /\.(\d{1,6})/.exec(text)?.[1] ?? '0';
  return `${instant.toISOString().slice(0, 19).replace('T', ' ')}.${fraction}+00`;
}

async function findArchive(cluster: string, walDir: string, systemId: string): Promise<string> {
  const noted = await archiveDirectory(cluster);
  return noted?.endsWith(sep + systemId) && existsSync(noted) ? noted : join(walDir, systemId);
}

function choose(
  backups: readonly Backup[],
  timelines: readonly Timeline[],
  to: Date | undefined,
): { backup: Backup; timeline: number } {
  const newest = backups.at(-1);
  if (!to && newest) return { backup: newest, timeline: newest.manifest.timeline };
  const instant = to ?? new Date();
  const timeline = timelineAt(timelines, instant);
  const backup = backups
    .filter((each) => new Date(each.manifest.endedAt) <= instant && leadsTo(each, timeline, timelines))
    .at(-1);
  if (backup) return { backup, timeline };
  throw new Error(
    `No backup leads to ${instant.toISOString()}; the earliest instant here is ${backups[0]?.manifest.endedAt}.`,
  );
}

/** Copies one part of the backup (`postgres` or `data`) to its place; what is there already stays. */
async function layOut(backup: Backup, part: string, to: string): Promise<void> {
  const inside = (path: string): string | undefined =>
    path.startsWith(`${part}/`) ? join(to, path.slice(part.length + 1)) : undefined;
  for (const path of backup.manifest.directories) {
    const place = inside(path);
    if (place) await mkdir(place, { recursive: true, mode: 0o700 });
  }
  await severalAtOnce(backup.manifest.files, async ({ path }) => {
    const place = inside(path);
    if (!place) return;
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await copyFile(join(backup.directory, path), place);
  });
}

/** DATA_DIR may be a mounted disk, so its contents move, not itself. WAL and backups that lie inside stay. */
async function moveAside(dataDir: string, stay: readonly string[]): Promise<string | null> {
  const stamp = new Date().toISOString().replaceAll(/[-:.]/g, '');
  const aside = join(dataDir, `before-restore-${stamp}`);
  const holds = (path: string): boolean => stay.some((each) => each === path || each.startsWith(path + sep));
  const names = (await readdir(dataDir)).filter(
    (name) =>
      !/^(postgres\.restoring|wal-archive|before-restore-.*|lost\+found)$/.test(name) &&
      !holds(join(dataDir, name)),
  );
  if (!names.length) return null;
  await mkdir(aside, { mode: 0o700 });
  for (const name of names) await rename(join(dataDir, name), join(aside, name));
  return aside;
}

/** Uploads since the backup are not in it, but are still here when the disk is: history up to the instant needs them. */
async function addNewerFiles(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const place = join(to, path.slice(from.length + 1));
    if (!entry.isFile() || existsSync(place)) continue;
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await copyFile(path, place);
  }
}
