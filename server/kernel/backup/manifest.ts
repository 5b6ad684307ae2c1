import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export const manifestName = 'manifest.json';
const formatVersion = 1;

export const Manifest = z.object({
  format: z.literal(formatVersion),
  /** Major version of the PostgreSQL that wrote the data files. */
  postgres: z.string(),
  /** Of the cluster; WAL of another one does not fit. */
  systemId: z.string(),
  timeline: z.number().int(),
  /** WAL that a restore needs at least, first and last segment. */
  firstWal: z.string(),
  lastWal: z.string(),
  startedAt: z.iso.datetime(),
  /** What was committed until this instant is in the backup. */
  instant: z.iso.datetime(),
  /** No instant before this one can be restored from it. */
  endedAt: z.iso.datetime(),
  directories: z.array(z.string()),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

export interface Backup {
  directory: string;
  manifest: Manifest;
}

/** The complete backups in `dir`, oldest first; `dir` may also be one backup itself. */
export async function listBackups(dir: string): Promise<Backup[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const places = entries.some((entry) => entry.name === manifestName)
    ? [dir]
    : entries.filter((entry) => /^teahouse-[\dTZ]+$/.test(entry.name)).map((entry) => join(dir, entry.name));
  const backups = await Promise.all(
    places.map(async (directory) => ({ directory, manifest: await read(directory) })),
  );
  return backups.toSorted((a, b) => (a.manifest.endedAt < b.manifest.endedAt ? -1 : 1));
}

async function read(directory: string): Promise<Manifest> {
  const path = join(directory, manifestName);
  const found = Manifest.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!found.success) throw new Error(`${path} is not a backup that this version of Teahouse can read.`);
  return found.data;
}
