// node --import tsx bench/cold-start.ts [rounds]
// (f) whole-process times: from the command to an answered /readyz, on an empty directory and on one that has been used, and its memory.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReplica } from '../server/testing/replica.ts';
import { median, printTable, range } from './stage.ts';

const [rounds = 3] = process.argv.slice(2).map(Number);
const results = { first: [] as number[], again: [] as number[], rss: [] as number[] };
for (const _round of range(0, rounds)) {
  const dir = await mkdtemp(join(tmpdir(), 'teahouse-cold-'));
  for (const kind of ['first', 'again'] as const) {
    const from = performance.now();
    const server = await startReplica({ DATA_DIR: dir });
    results[kind].push(performance.now() - from);
    const status = await readFile(`/proc/${server.process.pid}/status`, 'utf8');
    if (kind === 'again') results.rss.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
    await server.stop();
  }
  await rm(dir, { recursive: true, force: true });
}
printTable(
  ['', 'median', 'best'],
  [
    ['empty directory: make the database, migrate, serve (s)', seconds(results.first), best(results.first)],
    ['used directory: start the database, serve (s)', seconds(results.again), best(results.again)],
    [
      'resident memory of the server, fresh (MB)',
      median(results.rss).toFixed(0),
      Math.min(...results.rss).toFixed(0),
    ],
  ],
);

function seconds(values: number[]) {
  return (median(values) / 1_000).toFixed(2);
}
function best(values: number[]) {
  return (Math.min(...values) / 1_000).toFixed(2);
}
