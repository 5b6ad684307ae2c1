import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ownLike } from './own-like.ts';
import { readArchiveSettings } from './wal-archive.ts';

const always = {
  max_connections: '60',
  shared_buffers: '256MB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1', // the default assumes spinning disks and misses indexes of unread counts
  autovacuum_naptime: '15s', // a new company grows from nothing to a million rows in its first hours; plans need to know
  jit: 'off',
  statement_timeout: '15s',
  idle_in_transaction_session_timeout: '15s',
  timezone: `'UTC'`,
  log_timezone: `'UTC'`,
  log_min_messages: 'log', // errors of a statement reach the program that sent it
  log_checkpoints: 'off',
  checkpoint_warning: '0',
  log_line_prefix: `''`,
  unix_socket_permissions: '0700',
};

const whenItMayBeLost = {
  max_connections: '200',
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  archive_mode: 'off',
};

/** Settings that follow the space on the disk while the server runs; a file of their own. */
const spaceFile = 'teahouse-space.conf';

/**
 * Writes postgresql.conf anew before each start, so an old data directory gets today's settings and today's paths.
 * What an operator sets with ALTER SYSTEM wins over this file.
 */
export async function writeServerSettings(dir: string, durable: boolean): Promise<void> {
  const own = durable ? await readArchiveSettings(dir) : whenItMayBeLost;
  if (!existsSync(join(dir, spaceFile))) await writeSpaceSettings(dir, {});
  const note =
    '# Written by Teahouse at each start. Change a setting with ALTER SYSTEM; it wins over this file.';
  await writeSettings(join(dir, 'postgresql.conf'), [
    note,
    ...linesOf({ ...always, ...own }),
    `include '${spaceFile}'`,
  ]);
}

/** The running server reads them after a SIGHUP. */
export async function writeSpaceSettings(dir: string, settings: Record<string, string>): Promise<void> {
  await writeSettings(join(dir, spaceFile), linesOf(settings));
}

function linesOf(settings: Record<string, string>): string[] {
  return Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
}

async function writeSettings(path: string, lines: string[]): Promise<void> {
  const part = `${path}.part`;
  await writeFile(part, [...lines, ''].join('\n'));
  await ownLike(part, dirname(path));
  await rename(part, path); // the server may be reading
}
