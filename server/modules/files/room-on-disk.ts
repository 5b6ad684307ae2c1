import { fail } from '../../kernel/fail.ts';
import type { Ports } from '../../kernel/ports.ts';

const LEAST_FREE = 500 * 1024 * 1024;

/** Refuses `bytes` more while that would leave less than a tenth of the disk or 500 MB: the database needs room to go on. */
export async function mustHaveRoom(ports: Ports, bytes: number): Promise<void> {
  const space = await ports.blobs.space();
  if (space && space.free - bytes < Math.max(LEAST_FREE, space.total / 10))
    fail('common.disk_full', `${space.free} bytes free, ${bytes} more wanted`);
}
