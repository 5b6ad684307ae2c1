import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerAccount } from './server-account.ts';
import { CannotOpen } from './running-postgres.ts';

// The built-in provider sorts alike on every system.
const clusterFlags = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
// Trigrams and the text search parser ask the system's locale what a letter is; with C, Han characters are none.
const letterLocales = ['C.UTF-8', 'UTF-8', 'en_US.UTF-8', 'C'];

/** Creates the database cluster in `dir` when there is none yet. Half-made clusters of a killed start never become `dir`. */
export async function initDataDir(dir: string, account: ServerAccount, durable: boolean): Promise<void> {
  if (existsSync(join(dir, 'PG_VERSION'))) return;
  const found = existsSync(dir) ? await readdir(dir) : [];
  if (found.some((name) => name !== 'lost+found')) {
    throw new CannotOpen(`${dir} is not empty and holds no database; choose another DATA_DIR or empty it.`);
  }
  const fresh = await mkdtemp(`${dir}.new-`);
  if (account.uid !== undefined && account.gid !== undefined) await chown(fresh, account.uid, account.gid);
  try {
    await runInitdb(fresh, account, durable);
    if (existsSync(dir)) await rmdir(dir);
    await rename(fresh, dir);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // Another process made the cluster in the same moment; that one serves.
    if (!existsSync(join(dir, 'PG_VERSION'))) throw error;
  }
}

async function runInitdb(dir: string, account: ServerAccount, durable: boolean): Promise<void> {
  const user = account.uid ? { uid: account.uid, gid: account.gid } : {};
  // A working directory that the account may not enter stops initdb.
  const options = { ...user, cwd: dirname(dir), env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  let reason = '';
  for (const letters of letterLocales) {
    const flags = ['-D', dir, '-U', 'postgres', '-A', 'trust', ...clusterFlags, `--lc-ctype=${letters}`];
    const [command = '', ...words] = [...account.prefix, account.binaries.initdb, ...flags];
    try {
      await promisify(execFile)(command, durable ? words : [...words, '--no-sync'], options);
      return;
    } catch (error) {
      reason = (error as { stderr?: string }).stderr?.trim() || String(error);
      if (!reason.includes('invalid locale name')) break;
    }
  }
  const sentence = reason.split('\n').find((line) => line.includes('error:')) ?? reason.split('\n')[0];
  throw new CannotOpen(`Could not create the database in ${dirname(dir)}: ${sentence}`);
}
