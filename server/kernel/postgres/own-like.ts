import { chown, stat } from 'node:fs/promises';

/** Gives a file that root wrote to the owner of `model`, so that a server running as that owner can use it. */
export async function ownLike(path: string, model: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(model);
  await chown(path, uid, gid);
}
