import { link, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Backup, Manifest } from './manifest.ts';

/**
 * Takes a file over from the last backup without a second copy when it has not changed since: uploads are never
 * rewritten, and most of a nightly backup is uploads. Undefined = it must be copied.
 */
export async function shareUnchanged(
  from: string,
  to: string,
  path: string,
  last: Backup | undefined,
): Promise<Manifest['files'][number] | undefined> {
  const known = last && entriesOf(last).get(path);
  if (!last || !known) return undefined;
  try {
    const { size, mtimeMs, ctimeMs } = await stat(from);
    const changed = Math.max(mtimeMs, ctimeMs) >= Date.parse(last.manifest.startedAt);
    if (changed || size !== known.bytes) return undefined;
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await link(join(last.directory, path), to);
    return known;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    // Gone meanwhile, or a disk that cannot share files; copying finds out.
    if (['ENOENT', 'EPERM', 'EXDEV', 'EMLINK', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(code))
      return undefined;
    throw error;
  }
}

const entries = new WeakMap<Backup, Map<string, Manifest['files'][number]>>();

function entriesOf(backup: Backup): Map<string, Manifest['files'][number]> {
  let found = entries.get(backup);
  if (!found) entries.set(backup, (found = new Map(backup.manifest.files.map((file) => [file.path, file]))));
  return found;
}
