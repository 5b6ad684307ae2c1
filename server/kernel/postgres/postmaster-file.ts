import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a PostgreSQL writes about itself into `postmaster.pid` of its data directory. */
export interface Postmaster {
  pid: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  port: number;
  socketDir: string;
  status: 'starting' | 'ready' | 'stopping' | 'standby' | 'unknown';
}

/** Reads `postmaster.pid`; undefined when there is none or it is not complete yet. Does not say that the server lives. */
export async function readPostmaster(dir: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dir, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const [pid, , startedAt, port, socketDir, , , status] = text.split('\n').map((line) => line.trim());
  if (!pid || !socketDir) return pid ? unfinished(Number(pid)) : undefined;
  const known = (['starting', 'ready', 'stopping', 'standby'] as const).find((word) => word === status);
  return {
    pid: Number(pid),
    startedAt: Number(startedAt) * 1000,
    port: Number(port),
    socketDir,
    status: known ?? 'unknown',
  };
}

/** Whether this process still runs. A process of another user runs; one that only waits to be collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''));
  } catch {
    return true; // gone since the question above
  }
}

/**
 * Whether the process runs and is a PostgreSQL: after a reboot or in a new container the number in a left-over file
 * may belong to any program. Where /proc is missing a running process counts, and PostgreSQL itself decides.
 */
export async function isLivingPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return words.includes('postgres');
}

function unfinished(pid: number): Postmaster {
  return { pid, startedAt: 0, port: 0, socketDir: '', status: 'starting' };
}
