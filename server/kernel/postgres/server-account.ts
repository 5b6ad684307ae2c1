import { spawnSync } from 'node:child_process';
import { chown, cp, lstat, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { PostgresBinaries } from './binaries.ts';
import { CannotOpen } from './running-postgres.ts';

/** How PostgreSQL is started here: which words come before the program, and as which user. */
export interface ServerAccount {
  binaries: PostgresBinaries;
  /** Words before the program, for example `unshare …`. */
  prefix: string[];
  /** The user that owns the data directory and runs the server; absent = the user of this process. */
  uid?: number;
  gid?: number;
  /** True when the kernel ends the server as soon as this process dies. */
  diesWithUs: boolean;
  /** One sentence for the log when this way is weaker than it could be. */
  warning?: string;
}

export type RootRoute = 'namespace' | 'setuid';

const Package = z.object({ version: z.string() });
const nobody = 65534;
const namespacePrefix = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
const deathPrefix = ['setpriv', '--pdeathsig', 'INT'];

/**
 * PostgreSQL refuses to run as root. As root it therefore runs in a user namespace of its own, or, where those
 * are forbidden, as `nobody` from a copy of the programs that `nobody` can reach.
 */
export async function chooseAccount(
  binaries: PostgresBinaries,
  dataDir: string,
  route?: RootRoute,
): Promise<ServerAccount> {
  const diesWithUs = process.platform === 'linux' && works([...deathPrefix, 'true']);
  const death = diesWithUs ? deathPrefix : [];
  if (process.getuid?.() !== 0) return { binaries, prefix: death, diesWithUs };

  if (route !== 'setuid' && works([...namespacePrefix, 'true'])) {
    const warning =
      'Started as root: PostgreSQL runs in a user namespace, but its files belong to root; a user of its own is safer.';
    // The death signal comes last: entering the namespace would clear it.
    return { binaries, prefix: [...namespacePrefix, ...death], uid: 0, gid: 0, diesWithUs, warning };
  }
  if (process.platform !== 'linux') throw cannotRunAsRoot('this system has no user namespaces');
  await mkdir(dirname(dataDir), { recursive: true });
  const closed = await firstClosedDirectory(dirname(dataDir));
  if (closed)
    throw cannotRunAsRoot(`user namespaces are forbidden here and ${closed} is closed to other users`);
  const reachable = await copyBinaries(binaries);
  const warning =
    'Started as root where user namespaces are forbidden: PostgreSQL runs as the user "nobody".';
  return { binaries: reachable, prefix: death, uid: nobody, gid: nobody, diesWithUs, warning };
}

/** Hands the data directory to the account when an earlier start, by another way, left it to someone else. */
export async function giveDirectory(dir: string, account: ServerAccount): Promise<void> {
  const { uid, gid } = account;
  if (uid === undefined || gid === undefined) return;
  if ((await stat(dir)).uid === uid) return;
  await chown(dir, uid, gid);
  for (const entry of await readdir(dir, { recursive: true })) {
    const path = join(dir, entry);
    if (!(await lstat(path)).isSymbolicLink()) await chown(path, uid, gid);
  }
}

function works([command, ...words]: string[]): boolean {
  return spawnSync(command ?? '', words, { stdio: 'ignore' }).status === 0;
}

function cannotRunAsRoot(reason: string): CannotOpen {
  return new CannotOpen(
    `PostgreSQL does not run as root and ${reason}: start Teahouse as another user, put DATA_DIR below a directory open to all (such as /var/lib), or set DATABASE_URL.`,
  );
}

async function firstClosedDirectory(dir: string): Promise<string | undefined> {
  for (let at = dir; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return at;
    if (at === dirname(at)) return undefined;
  }
}

async function copyBinaries(binaries: PostgresBinaries): Promise<PostgresBinaries> {
  const { version } = Package.parse(
    JSON.parse(await readFile(join(dirname(binaries.root), 'package.json'), 'utf8')),
  );
  const home = '/var/lib/teahouse';
  const root = join(home, `postgres-${version}`);
  if (!existsSync(root)) {
    const fresh = `${root}.${process.pid}`;
    await mkdir(home, { recursive: true, mode: 0o755 });
    await cp(binaries.root, fresh, { recursive: true, verbatimSymlinks: true });
    await rename(fresh, root).catch(async () => {
      await rm(fresh, { recursive: true, force: true });
      if (!existsSync(root)) throw new CannotOpen(`Could not copy PostgreSQL to ${root}.`);
    });
  }
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}
