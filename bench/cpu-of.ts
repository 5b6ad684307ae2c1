import { readdir, readFile } from 'node:fs/promises';

/** CPU seconds that processes and all their children have used so far; of children that ended, what their parent collected. */
export async function cpuOf(...roots: number[]): Promise<number> {
  const seen = new Map<number, { parent: number; ticks: number }>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length < 16) continue;
    const ticks = fields.slice(11, 15).reduce((sum, t) => sum + Number(t), 0);
    seen.set(Number(name), { parent: Number(fields[1]), ticks });
  }
  const counted = new Set(roots);
  for (let grew = true; grew;) {
    grew = false;
    for (const [pid, { parent }] of seen) {
      if (counted.has(pid) || !counted.has(parent)) continue;
      counted.add(pid);
      grew = true;
    }
  }
  return [...counted].reduce((sum, pid) => sum + (seen.get(pid)?.ticks ?? 0), 0) / 100;
}
