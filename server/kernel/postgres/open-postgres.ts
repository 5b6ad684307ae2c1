import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adoptServer } from './adopt-server.ts';
import { findBinaries } from './binaries.ts';
import { codeOf, socketUrl, withClient } from './connect.ts';
import { initDataDir } from './init-data-dir.ts';
import { isLivingPostgres, readPostmaster } from './postmaster-file.ts';
import { CannotOpen, databaseName, type Role, type RunningPostgres, type Tell } from './running-postgres.ts';
import { chooseAccount, giveDirectory, type RootRoute } from './server-account.ts';
import { startServer } from './start-server.ts';

export { CannotOpen, type RunningPostgres };

export interface OpenPostgresOptions {
  /** False = what is written may be lost when the machine stops. For tests only. */
  durable?: boolean;
  log?: Tell;
  /**
   * `server` lives long and owns its database: it waits until a passing command or an ending server has let go of it,
   * and gives up beside another server. `command` (default) joins whatever runs, and when it started the database
   * itself, stops it after its last guest has left.
   */
  role?: Role;
  /** How long (ms) one server may take to end while the next one already starts; 10 s. */
  handover?: number;
  /** Forces one way of not being root; for tests. */
  rootRoute?: RootRoute;
}

/**
 * Serves the data directory `dir`: joins the PostgreSQL that already serves it, else starts one (and creates the
 * cluster when `dir` is empty). Throws CannotOpen when this machine cannot run it.
 */
export async function openPostgres(dir: string, options: OpenPostgresOptions = {}): Promise<RunningPostgres> {
  const dataDir = resolve(dir);
  const { durable = true, log = () => undefined, role = 'command' } = options;
  await mkdir(dirname(dataDir), { recursive: true });

  const begun = Date.now();
  for (let told = false; ; await sleep(50)) {
    const joined = await adoptServer(dataDir, role);
    if (joined && 'url' in joined) return joined;
    if (joined) {
      if (joined.wait === 'server' && Date.now() - begun > (options.handover ?? 10_000)) {
        throw new CannotOpen(
          `Another Teahouse (process ${joined.owner}) serves ${dataDir}; stop it first, or set another DATA_DIR.`,
        );
      }
      if (!told && joined.wait !== 'passing')
        log('Another process uses the database; waiting for it to let go.', 'warn');
      told ||= joined.wait !== 'passing';
      continue;
    }

    await dropStalePostmasterFile(dataDir);
    const account = await chooseAccount(await findBinaries(), dataDir, options.rootRoute);
    if (account.warning && durable) log(account.warning, 'warn');
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
      if (codeOf(error) === '25006')
        throw new CannotOpen('The disk is full; Teahouse needs some space to begin.');
      if (codeOf(error) !== '42P04') throw error;
    });
  });
}
