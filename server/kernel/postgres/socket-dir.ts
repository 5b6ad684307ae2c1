import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ServerAccount } from './server-account.ts';

const prefix = 'teahouse-pg-';
const noteName = 'teahouse-socket-dir'; // in the data directory; names the socket directory to clear after a crash
const longestSocketPath = 100; // the system's limit is 104 to 108 bytes

/** Makes a fresh private directory for a server's socket; a long TMPDIR gives way to /tmp. */
export async function makeSocketDir(account: ServerAccount): Promise<string> {
  const tooLong = join(tmpdir(), `${prefix}XXXXXX`, '.s.PGSQL.5432').length > longestSocketPath;
  const made = await mkdtemp(join(tooLong ? '/tmp' : tmpdir(), prefix));
  if (account.uid !== undefined && account.gid !== undefined) await chown(made, account.uid, account.gid);
  return made;
}

/**
 * Notes the directory now in use and removes the one that a crashed start left. Call it only while holding the data
 * directory, that is with the server running: before that, the noted directory may be another start's.
 */
export async function noteSocketDir(dataDir: string, socketDir: string): Promise<void> {
  const note = join(dataDir, noteName);
  const left = await readFile(note, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (left !== socketDir) await removeSocketDir(left);
  await writeFile(note, socketDir);
}

/** Removes a socket directory; never anything that we did not name. */
export async function removeSocketDir(socketDir: string): Promise<void> {
  if (basename(socketDir).startsWith(prefix)) await rm(socketDir, { recursive: true, force: true });
}
