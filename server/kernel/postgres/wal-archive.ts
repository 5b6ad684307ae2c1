import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ownLike } from './own-like.ts';

/** In the data directory; there from the first backup on. */
const noteName = 'teahouse-wal-archive.json';

const ArchiveNote = z.object({ directory: z.string() });

/** Directory where this cluster keeps its finished WAL; undefined before the first backup. */
export async function archiveDirectory(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, noteName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  return text === undefined ? undefined : resolve(dataDir, ArchiveNote.parse(JSON.parse(text)).directory);
}

/** From the next reading of the settings on, finished WAL is kept in `directory`. */
export async function noteArchiveDirectory(dataDir: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await ownLike(directory, dataDir);
  // Relative when it lies beside the data, so that the whole DATA_DIR can be moved.
  const near = relative(dataDir, directory);
  const kept = near.startsWith('../../') ? directory : near;
  const note = join(dataDir, noteName);
  await writeFile(note, JSON.stringify({ directory: kept }));
  await ownLike(note, dataDir);
}

/**
 * Settings that keep or discard finished WAL. Archiving is always on, since switching it on needs a restart; until a
 * backup exists the WAL is of no use and is discarded.
 */
export async function readArchiveSettings(dataDir: string): Promise<Record<string, string>> {
  const directory = await archiveDirectory(dataDir);
  if (!directory) return { archive_mode: 'on', archive_command: `'true'`, archive_timeout: '0' };
  // A copy in the data directory can always be read by the server's account, and survives a moved checkout.
  const program = join(dataDir, 'teahouse-archive-wal.mjs');
  await copyFile(fileURLToPath(new URL('./archive-wal.mjs', import.meta.url)), program);
  await ownLike(program, dataDir);
  const command = `${literalWord(process.execPath)} ${literalWord(program)} %p ${literalWord(directory)}`;
  return { archive_mode: 'on', archive_command: settingText(command), archive_timeout: '30s' };
}

/** Quotes a word for /bin/sh in a command where PostgreSQL replaces `%p` and `%f`. */
export function literalWord(word: string): string {
  return `'${word.replaceAll('%', '%%').replaceAll("'", `'\\''`)}'`;
}

function settingText(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
