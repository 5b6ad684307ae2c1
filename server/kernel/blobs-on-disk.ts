import { randomBytes } from 'node:crypto';
import { mkdir, open, opendir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { BlobMissing, type BlobStore, checkedKey } from './blob-store.ts';

/** Blobs as plain files under `root`. A blob appears under its name only when every byte of it has reached the disk. */
export function blobsOnDisk(root: string): BlobStore {
  const pathOf = (key: string) => join(root, ...checkedKey(key).split('/'));
  return {
    async put(key, source) {
      const path = pathOf(key);
      const made = await mkdir(dirname(path), { recursive: true });
      const unfinished = `${path}~${randomBytes(6).toString('hex')}`;
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          await writeFile(file, source);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      await syncFolders(dirname(path), made ? dirname(made) : dirname(path));
    },

    async get(key, range) {
      try {
        const file = await open(pathOf(key), 'r');
        return file.createReadStream(range ?? {});
      } catch (error) {
        throw notThere(error) ? new BlobMissing(key) : error;
      }
    },

    async remove(key) {
      await rm(pathOf(key), { force: true });
    },

    async *list(prefix) {
      const from = prefix.endsWith('/') ? join(root, prefix) : dirname(join(root, prefix));
      try {
        for await (const entry of await opendir(from, { recursive: true })) {
          if (!entry.isFile()) continue;
          const path = join(entry.parentPath, entry.name);
          const key = relative(root, path).split(sep).join('/');
          if (!key.startsWith(prefix)) continue;
          const facts = await stat(path).catch((error: unknown) => {
            if (notThere(error)) return undefined;
            throw error;
          });
          if (facts) yield { key, size: facts.size, at: facts.mtime };
        }
      } catch (error) {
        if (!notThere(error)) throw error;
      }
    },

    async space() {
      await mkdir(root, { recursive: true });
      const { bavail, blocks, bsize } = await statfs(root);
      return { free: bavail * bsize, total: blocks * bsize };
    },
  };
}

/** A name is on the disk only after its folder is; `upTo` is the first folder that was there before. */
async function syncFolders(from: string, upTo: string): Promise<void> {
  for (let folder = from; ; folder = dirname(folder)) {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (folder === upTo || folder === dirname(folder)) return;
  }
}

function notThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
