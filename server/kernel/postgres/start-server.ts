import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeClusterName } from './cluster-name.ts';
import { codeOf, socketUrl, withClient } from './connect.ts';
import { CannotOpen, databaseName, type Role, type RunningPostgres, type Tell } from './running-postgres.ts';
import { DiskGuard } from './disk-guard.ts';
import { isAlive, readPostmaster } from './postmaster-file.ts';
import type { ServerAccount } from './server-account.ts';
import { writeServerSettings } from './server-settings.ts';
import { makeSocketDir, noteSocketDir, removeSocketDir } from './socket-dir.ts';

export interface ServerStart {
  dataDir: string;
  account: ServerAccount;
  durable: boolean;
  log: Tell;
  role: Role;
  /** Settings of this start only, such as how far to replay. */
  extra?: Record<string, string>;
}

const noSpace = 'No space left on device';
const patience = 60_000; // ms a stop waits before it ends the server without its last checkpoint

/**
 * Starts the server and watches it: one that dies (killed, out of memory) is started again on the same socket, and
 * its log says so. Answers `taken` when another process won the directory.
 */
export async function startServer(start: ServerStart): Promise<RunningPostgres | 'taken'> {
  const { dataDir, account, durable, log, role } = start;
  await writeServerSettings(dataDir, durable);
  const socketDir = await makeSocketDir(account);
  let child: ChildProcess | undefined;
  let stopping = false;
  const guard = new DiskGuard(dataDir, log, (nowFull) => {
    child?.kill('SIGHUP');
    if (nowFull) void giveSpaceBack(socketDir);
  });

  const launchWithinSpace = async (): Promise<ChildProcess | 'taken'> => {
    if (durable) await guard.prepare();
    try {
      return await launch(start, socketDir);
    } catch (error) {
      if (!durable || !String(error).includes(noSpace)) throw error;
      await guard.prepare(true);
      return launch(start, socketDir);
    }
  };
  const watch = (watched: ChildProcess): void => {
    child = watched;
    watched.once('exit', () => {
      if (!stopping) void again();
    });
  };
  const again = async (): Promise<void> => {
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5_000)) {
      log('PostgreSQL ended unexpectedly; starting it again.', 'warn');
      try {
        const next = await launchWithinSpace();
        if (next !== 'taken') return watch(next);
      } catch (error) {
        log(error instanceof Error ? error.message : String(error), 'warn');
      }
      await sleep(pause);
    }
  };

  const first = await launchWithinSpace().catch(async (error: unknown) => {
    await removeSocketDir(socketDir);
    throw error;
  });
  if (first === 'taken') {
    await removeSocketDir(socketDir);
    return 'taken';
  }
  watch(first);
  await noteSocketDir(dataDir, socketDir);
  if (durable) guard.watch();

  return {
    url: socketUrl(socketDir, databaseName),
    socketDir,
    get pid() {
      return child?.pid ?? 0;
    },
    async stop() {
      if (stopping) return;
      if (role === 'command') await lastGuestLeft(socketDir);
      stopping = true;
      guard.stop();
      if (child) await end(child);
      await removeSocketDir(socketDir);
    },
  };
}

/**
 * Ends writes that began long before the disk was full and would use the rest of it, then lets the server drop WAL
 * that it kept for speed. When that fails the guard still has the ballast.
 */
async function giveSpaceBack(socketDir: string): Promise<void> {
  await withClient(socketUrl(socketDir, 'postgres'), async (client) => {
    await client.query(
      `select pg_cancel_backend(pid) from pg_stat_activity
       where backend_xid is not null and xact_start < now() - interval '1 second'`,
    );
    await client.query('checkpoint');
  }).catch(() => undefined);
}

async function launch(start: ServerStart, socketDir: string): Promise<ChildProcess | 'taken'> {
  const { dataDir, account, log, role } = start;
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    port: '5432',
    cluster_name: writeClusterName({ role, pid: process.pid }),
    ...start.extra,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, ...words] = [...account.prefix, account.binaries.postgres, '-D', dataDir, ...flags];
  const child = spawn(command ?? '', words, {
    ...(account.uid ? { uid: account.uid, gid: account.gid } : {}),
    cwd: dataDir,
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C in a terminal must reach only us: we end the server after the last request
  });
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > 20) said.shift();
    log(line, /^PANIC|archive command failed/.test(line) ? 'warn' : 'debug');
  });
  const ended = once(child, 'exit').catch((error: unknown) => said.push(String(error)));
  let over = false;
  void ended.then(() => (over = true));

  for (;;) {
    if (await answers(socketDir)) return child;
    if (over) break;
    await Promise.race([ended, sleep(25)]);
  }
  const other = await readPostmaster(dataDir);
  if (other && isAlive(other.pid)) return 'taken';
  // The last processes of a killed server are still on their way out.
  if (said.some((line) => line.includes('pre-existing shared memory block'))) return 'taken';
  // Our own knocking while it starts is answered with FATAL too.
  const faults = said.filter(
    (line) => /FATAL|PANIC|ERROR/.test(line) && !line.includes('the database system is'),
  );
  const reason = faults.at(-1) ?? said.at(-1) ?? 'it said nothing';
  throw new CannotOpen(
    `PostgreSQL did not start in ${dataDir}: ${reason.replace(/^.*?(FATAL|PANIC|ERROR):\s+/, '')}`,
  );
}

async function answers(socketDir: string): Promise<boolean> {
  try {
    await withClient(socketUrl(socketDir, 'postgres'), (client) => client.query('select 1'));
    return true;
  } catch (error) {
    if (['57P03', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', '53300'].includes(codeOf(error) ?? ''))
      return false;
    throw error;
  }
}

/** Waits until no other process is connected to a server that a command started. */
async function lastGuestLeft(socketDir: string): Promise<void> {
  for (;;) {
    const guests = await withClient(socketUrl(socketDir, 'postgres'), (client) =>
      client.query(`select 1 from pg_stat_activity where application_name = 'teahouse-guest'`),
    ).catch(() => undefined); // a server that no longer answers has no guests
    if (!guests?.rowCount) return;
    await sleep(50);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT'); // sessions are cut, the data is written out
  const late = setTimeout(() => child.kill('SIGQUIT'), patience);
  await ended;
  clearTimeout(late);
}
