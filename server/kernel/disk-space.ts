import { statfs } from 'node:fs/promises';

export interface DiskSpace {
  /** Bytes that we may still write. */
  free: number;
  /** Bytes of the whole disk. */
  total: number;
}

/** Space on the disk that holds `dir`, which must exist. */
export async function diskSpace(dir: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(dir);
  return { free: bavail * bsize, total: blocks * bsize };
}
