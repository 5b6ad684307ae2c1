import { Client } from 'pg';
import { existsSync, realpathSync } from 'node:fs';
import { codeOf, socketUrl } from './connect.ts';
import { CannotOpen, databaseName, type Role, type RunningPostgres } from './running-postgres.ts';
import { isAlive, isLivingPostgres, readPostmaster } from './postmaster-file.ts';
import { readClusterName } from './cluster-name.ts';

/** Why a server that runs cannot be joined now: it starts, stops or is leaderless; or its owner is another one. */
export type Wait = 'passing' | 'command' | 'server';

/**
 * Joins the server that serves `dataDir`. Undefined = none runs; `wait` = one runs that cannot be joined now. One who
 * lives long joins nobody, since the other would take the database along when it ends.
 */
export async function adoptServer(
  dataDir: string,
  role: Role,
): Promise<RunningPostgres | { wait: Wait; owner?: number } | undefined> {
  const found = await readPostmaster(dataDir);
  if (!found || !(await isLivingPostgres(found.pid))) return undefined;
  if (found.status !== 'ready') return { wait: 'passing' };

  const url = socketUrl(found.socketDir, databaseName);
  // Held open until stop(): a command that owns the server waits for its guests.
  const guest = new Client({ connectionString: url, application_name: 'teahouse-guest' });
  guest.on('error', () => undefined); // the loss shows in the pool that does the work
  let row: { dir: string; cluster: string } | undefined;
  try {
    await guest.connect();
    const asked = await guest.query<{ dir: string; cluster: string }>(
      `select current_setting('data_directory') as dir, current_setting('cluster_name') as cluster`,
    );
    row = asked.rows[0];
  } catch (error) {
    await guest.end().catch(() => undefined);
    if (isPassing(error)) return { wait: 'passing' };
    throw new CannotOpen(`A PostgreSQL (process ${found.pid}) serves ${dataDir} but cannot be reached.`, {
      cause: error,
    });
  }
  const owner = readClusterName(row?.cluster ?? '');
  const orphaned = owner !== undefined && !isAlive(owner.pid);
  if (orphaned) process.kill(found.pid, 'SIGINT'); // nobody would ever stop it
  const elsewhere = !row || !existsSync(row.dir) || realpathSync(row.dir) !== realpathSync(dataDir);
  if (!elsewhere && !orphaned && role === 'command') {
    return { url, pid: found.pid, socketDir: found.socketDir, stop: () => guest.end() };
  }
  await guest.end();
  if (elsewhere || orphaned || !owner) return { wait: 'passing' };
  return { wait: owner.role, owner: owner.pid };
}

/** Starting up, shutting down, a full house, the socket not there yet or gone, the database not created yet. */
function isPassing(error: unknown): boolean {
  return ['57P03', '57P01', '53300', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', '3D000'].includes(
    codeOf(error) ?? '',
  );
}
