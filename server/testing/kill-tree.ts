import { readdir, readFile } from 'node:fs/promises';

/** kill -9 of a process and everything below it, all at once as far as signals allow. */
export async function killTree(root: number): Promise<void> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent) parents.set(Number(name), parent);
  }
  const below = (pid: number): number[] => [
    pid,
    ...[...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ];
  // The database goes first: it must not hear that its server is gone and close in good order.
  for (const pid of below(root).toReversed()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // It went by itself in the meantime.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
