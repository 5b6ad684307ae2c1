import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { severalAtOnce } from './several-at-once.ts';
import type { Manifest } from './manifest.ts';

type FileEntry = Manifest['files'][number];

/** Relative paths of everything below `root`, folders before what is in them. `leaveOut` names what to skip. */
export async function treeOf(
  root: string,
  leaveOut: (path: string) => boolean,
  below = '',
): Promise<{ files: string[]; directories: string[] }> {
  const tree = { files: [] as string[], directories: [] as string[] };
  for (const entry of await readdir(join(root, below), { withFileTypes: true }).catch(noneIfGone)) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (leaveOut(path)) continue;
    if (entry.isFile()) tree.files.push(path);
    if (!entry.isDirectory()) continue;
    const inside = await treeOf(root, leaveOut, path);
    tree.directories.push(path, ...inside.directories);
    tree.files.push(...inside.files);
  }
  return tree;
}

/** Copies a file onto the disk for good and answers the hash of the bytes written; undefined when it went away meanwhile. */
export async function copyHashed(from: string, to: string, path: string): Promise<FileEntry | undefined> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const source = await open(from, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (!source) return undefined;
  const target = await open(to, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source.createReadStream({
      highWaterMark: 1 << 20,
      autoClose: false,
    }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      await target.writeFile(chunk);
      bytes += chunk.length;
    }
    await target.sync();
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

/** Throws a sentence naming the first file that is missing or not what it was. */
export async function verifyFiles(directory: string, files: readonly FileEntry[]): Promise<void> {
  await severalAtOnce(files, async ({ path, sha256 }) => {
    const hash = createHash('sha256');
    try {
      for await (const chunk of createReadStream(join(directory, path))) hash.update(chunk as Buffer);
    } catch (error) {
      throw new Error(`The backup ${directory} is damaged: ${path} cannot be read.`, { cause: error });
    }
    if (hash.digest('hex') !== sha256) {
      throw new Error(`The backup ${directory} is damaged: ${path} is not what was written.`);
    }
  });
}

function noneIfGone(error: NodeJS.ErrnoException): [] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}
