import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Backup, listBackups } from './manifest.ts';
import { isBefore, isSegment } from './wal-segments.ts';

/** The backups that still may ask the archive for WAL, oldest first; they may lie in different places. */
const Known = z.array(z.object({ directory: z.string(), firstWal: z.string() }));
const knownName = 'backups.json';

/**
 * Removes backups beyond the newest `keep` from `into`, and WAL older than the oldest backup that the archive still
 * serves. Answers what was removed. So neither place grows for ever.
 */
export async function pruneBackups(order: {
  archive: string;
  into: string;
  added: Backup;
  keep: number;
}): Promise<string[]> {
  const { archive, into, added, keep } = order;
  const tooOld = (await listBackups(into)).slice(0, -keep);
  for (const { directory } of tooOld) await rm(directory, { recursive: true });

  await removeCutOff(into);

  const path = join(archive, knownName);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  const entry = { directory: added.directory, firstWal: added.manifest.firstWal };
  const known = [...Known.parse(JSON.parse(text)), entry].slice(-keep);
  await writeFile(`${path}.part`, JSON.stringify(known, null, 2));
  await rename(`${path}.part`, path);

  const needed = known.map(({ firstWal }) => firstWal).toSorted((a, b) => (isBefore(a, b) ? -1 : 1))[0];
  const kept = await readdir(archive);
  for (const name of kept) {
    const segment = name.replace(/\.gz$/, '');
    if (needed && isSegment(segment) && isBefore(segment, needed)) await rm(join(archive, name));
  }
  return tooOld.map(({ directory }) => directory);
}

/** What a killed backup left; a day is longer than any backup takes. */
async function removeCutOff(into: string): Promise<void> {
  for (const name of await readdir(into)) {
    if (!/^teahouse-[\dTZ]+\.part$/.test(name)) continue;
    const { mtimeMs } = await stat(join(into, name));
    if (Date.now() - mtimeMs > 24 * 3600_000) await rm(join(into, name), { recursive: true, force: true });
  }
}
