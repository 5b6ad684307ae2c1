import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adoptServer } from './adopt-server.ts';
import { findBinaries } from './binaries.ts';
import { codeOf, socketUrl, withClient } from './connect.ts';
import { initDataDir } from './init-data-dir.ts';
import { isLivingPostgres, readPostmaster } from './postmaster-file.ts';
import { databaseName, type Role, type RunningPostgres } from './running-postgres.ts';
import { chooseAccount, giveDirectory, type RootRoute } from './server-account.ts';
import { startServer } from './start-server.ts';

export type { RunningPostgres };

export interface OpenPostgresOptions {
  /** False = what is written may be lost when the machine stops. For tests only. */
  durable?: boolean;
  log?: (line: string) => void;
  /**
   * `server` (default) lives long and never joins a server that a passing command started: it waits for the command
   * to end. `command` joins whatever runs, and when it started the server itself, stops it after its last guest left.
   */
  role?: Role;
  /** Forces one way of not being root; for tests. */
  rootRoute?: RootRoute;
}

/**
 * Serves the data directory `dir`: joins the PostgreSQL that already serves it, else starts one (and creates the
 * cluster when `dir` is empty). Throws an Error of one sentence when this machine cannot run it.
 */
export async function openPostgres(dir: string, options: OpenPostgresOptions = {}): Promise<RunningPostgres> {
  const dataDir = resolve(dir);
  const { durable = true, log = () => undefined, role = 'server' } = options;
  await mkdir(dirname(dataDir), { recursive: true });

  for (let told = false; ; await sleep(50)) {
    const joined = await adoptServer(dataDir, role);
    if (joined === 'wait') {
      if (!told) log('Another process still uses the database; waiting for it to let go.');
      told = true;
      continue;
    }
    if (joined) return joined;

    await dropStalePostmasterFile(dataDir);
    const account = await chooseAccount(await findBinaries(), dataDir, options.rootRoute);
    if (account.warning && durable) log(account.warning);
    await initDataDir(dataDir, account, durable);
    await giveDirectory(dataDir, account);
    const started = await startServer({ dataDir, account, durable, log, role });
    if (started === 'taken') continue;
    try {
      await createDatabase(started.socketDir);
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }
}

/**
 * PostgreSQL clears the file of a dead server itself, but is misled by a number that now belongs to another program
 * or to a dead process nobody has collected. The file is taken away first and looked at then: another start may
 * have put its own there in between, which goes back.
 */
async function dropStalePostmasterFile(dataDir: string): Promise<void> {
  const path = join(dataDir, 'postmaster.pid');
  const aside = `${path}.${process.pid}`;
  if (!(await readPostmaster(dataDir)) || (await servedByLiving(dataDir))) return;
  await rename(path, aside).catch(unlessGone);
  const taken = await readFile(aside, 'utf8').catch(unlessGone);
  if (taken && (await isLivingPostgres(Number(taken.split('\n')[0])))) await rename(aside, path);
  else await rm(aside, { force: true });
}

async function servedByLiving(dataDir: string): Promise<boolean> {
  const postmaster = await readPostmaster(dataDir);
  return postmaster !== undefined && isLivingPostgres(postmaster.pid);
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function createDatabase(socketDir: string): Promise<void> {
  await withClient(socketUrl(socketDir, 'postgres'), async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (found.rowCount) return;
    await client.query(`create database ${databaseName}`).catch((error: unknown) => {
      if (codeOf(error) === '25006') throw new Error('The disk is full; Teahouse needs some space to begin.');
      if (codeOf(error) !== '42P04') throw error;
    });
  });
}
