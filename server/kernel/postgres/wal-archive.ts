import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** In the data directory; there from the first backup on. The path may be relative to the data directory. */
export const archiveNoteName = 'teahouse-wal-archive.json';

const ArchiveNote = z.object({ directory: z.string() });

/** Directory where this cluster keeps its finished WAL; undefined before the first backup. */
export async function archiveDirectory(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, archiveNoteName), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    },
  );
  return text === undefined ? undefined : resolve(dataDir, ArchiveNote.parse(JSON.parse(text)).directory);
}

/**
 * Settings that keep or discard finished WAL. Archiving is always on, since switching it on needs a restart; until a
 * backup exists the WAL is of no use and is discarded.
 */
export async function readArchiveSettings(dataDir: string): Promise<Record<string, string>> {
  const directory = await archiveDirectory(dataDir);
  if (!directory) return { archive_mode: 'on', archive_command: `'true'`, archive_timeout: '0' };
  const program = fileURLToPath(new URL('./archive-wal.mjs', import.meta.url));
  const command = [process.execPath, program].map(literalWord).concat('%p', literalWord(directory)).join(' ');
  return { archive_mode: 'on', archive_command: settingText(command), archive_timeout: '30s' };
}

/** Quotes a word for /bin/sh in a command where PostgreSQL replaces `%p` and `%f`. */
export function literalWord(word: string): string {
  return `'${word.replaceAll('%', '%%').replaceAll("'", `'\\''`)}'`;
}

/** Quotes a value for postgresql.conf. */
export function settingText(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
