import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownLike } from './own-like.ts';
import { readArchiveSettings } from './wal-archive.ts';

const always = {
  max_connections: '60',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1', // the default assumes spinning disks and misses indexes of unread counts
  jit: 'off',
  statement_timeout: '15s',
  idle_in_transaction_session_timeout: '15s',
  timezone: `'UTC'`,
  log_timezone: `'UTC'`,
  log_min_messages: 'log', // errors of a statement reach the program that sent it
  log_checkpoints: 'off',
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

/**
 * Writes postgresql.conf anew before each start, so an old data directory gets today's settings and today's paths.
 * What an operator sets with ALTER SYSTEM wins over this file.
 */
export async function writeServerSettings(dir: string, durable: boolean): Promise<void> {
  const own = durable ? await readArchiveSettings(dir) : whenItMayBeLost;
  const lines = Object.entries({ ...always, ...own }).map(([name, value]) => `${name} = ${value}`);
  const note =
    '# Written by Teahouse at each start. Change a setting with ALTER SYSTEM; it wins over this file.';
  const path = join(dir, 'postgresql.conf');
  await writeFile(path, [note, ...lines, ''].join('\n'));
  await ownLike(path, dir);
}
