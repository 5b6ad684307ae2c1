// kill -9 of server and database in the middle of traffic, again and again; then the question what was kept.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../kernel/postgres/open-postgres.ts';
import { judge, openCrowd, type Verdict } from './crowd.ts';
import { killTree } from './kill-tree.ts';
import { freePort, startReplica } from './replica.ts';
import { seedCorp } from './seed-corp.ts';

export interface CrashRun {
  cycles: number;
  clients: number;
  /** acknowledged posts between two deaths, at least */
  acksPerCycle: number;
  /** ms between two posts of one client */
  pauseMs: number;
  log?: (line: string) => void;
}

/** One company, one server process with its own PostgreSQL. Each chat holds a fifth of the people, one holds all. */
export async function crashCycles(run: CrashRun): Promise<Verdict & { readyMs: number[] }> {
  const { cycles, clients, log = () => undefined } = run;
  const dir = await mkdtemp(join(tmpdir(), 'teahouse-crash-'));
  const everybody = Array.from({ length: clients }, (_, i) => i);
  const groups = [everybody, ...[0, 1, 2, 3, 4].map((g) => everybody.filter((i) => i % 5 === g))];
  const first = await openPostgres(join(dir, 'postgres'));
  const seeded = await seedCorp(first.url, { members: clients, groups });
  await first.stop();

  const port = await freePort();
  const start = () => startReplica({ DATA_DIR: dir }, { port });
  let server = await start();
  const crowd = openCrowd(
    seeded,
    new Map(seeded.chats.map((chat, i) => [chat, groups[i]!])),
    () => `http://127.0.0.1:${port}`,
  );
  const readyMs: number[] = [];
  try {
    for (let cycle = 1; cycle <= cycles; cycle++) {
      const before = crowd.acked();
      // Nobody waits for the end of this: it goes on through the death and the start.
      const talking = crowd.talk(Math.ceil((2 * run.acksPerCycle) / clients), run.pauseMs);
      while (crowd.acked() < before + run.acksPerCycle) await sleep(10);
      await killTree(server.process.pid!);
      const died = performance.now();
      server = await start();
      readyMs.push(Math.round(performance.now() - died));
      await talking;
      log(`cycle ${cycle}: ${crowd.acked()} acknowledged, ready after ${readyMs.at(-1)} ms`);
    }
    const database = await openPostgres(join(dir, 'postgres'), { role: 'command' });
    try {
      await crowd.settle(database.url, 60_000);
      return { ...(await judge(database.url, seeded, crowd)), readyMs };
    } finally {
      await database.stop();
    }
  } catch (error) {
    throw new Error(`${(error as Error).message}\nthe server said:\n${server.printed()}`, { cause: error });
  } finally {
    crowd.stop();
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
