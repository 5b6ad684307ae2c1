// A crowd talks while servers die at named places, one after another; then the question what was kept.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { judge, openCrowd, type Verdict } from './crowd.ts';
import { freePort, type Replica, startReplica } from './replica.ts';
import { seedCorp } from './seed-corp.ts';
import { databaseAt, TEMPLATE } from './template.ts';

export interface FaultRun {
  /** one server after the other, each with what its TEAHOUSE_FAULT says; those that wait instead of dying live `liveMs` */
  faults: readonly string[];
  /** another copy of the source tree */
  root?: URL;
  /** run against the database before the first server starts */
  prepare?: string;
  liveMs?: number;
  /** how long outcomes may take in the end */
  settleMs?: number;
}

const PEOPLE = 8;
const groups = [
  [0, 1, 2, 3, 4, 5, 6, 7],
  [0, 1, 2, 3],
];

/** Runs on a database of its own in the cluster at `clusterUrl`; answers what was broken. A server that does not die as told throws. */
export async function faultRun(clusterUrl: string, run: FaultRun): Promise<Verdict> {
  const name = `t_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: clusterUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${TEMPLATE}`);
  const url = databaseAt(clusterUrl, name);
  const seeded = await seedCorp(url, { members: PEOPLE, groups });
  if (run.prepare) await onceAt(url, run.prepare);

  const port = await freePort();
  const start = (fault: string) =>
    startReplica(
      { DATABASE_URL: url, TEAHOUSE_FAULT: fault },
      { port, ...(run.root ? { root: run.root } : {}) },
    );
  const crowd = openCrowd(
    seeded,
    new Map(seeded.chats.map((chat, i) => [chat, groups[i]!])),
    () => `http://127.0.0.1:${port}`,
  );
  let server: Replica | undefined;
  let talking = true;
  const talk = (async () => {
    while (talking) {
      await crowd.talk(3, 40);
      // Fewer open posts than people: a dead server must not pile up thousands.
      while (talking && crowd.people.some((p) => p.open.size > 3)) await sleep(20);
    }
  })();
  try {
    for (const fault of run.faults) {
      server = await start(fault);
      if (fault.split(':').length === 3 || fault === '') {
        for (let i = 0; i < 4; i++) {
          await sleep((run.liveMs ?? 1_200) / 4);
          crowd.cut();
        }
        await server.kill();
      } else {
        const died = await Promise.race([server.gone.then(() => true), sleep(20_000, false)]);
        if (!died) throw new Error(`nothing passed ${fault}`);
      }
    }
    server = await start('');
    talking = false;
    await talk;
    const unsettled = await crowd.settle(url, run.settleMs ?? 30_000).then(
      () => [],
      (error: Error) => [error.message],
    );
    const verdict = await judge(url, seeded, crowd);
    return { ...verdict, broken: [...unsettled, ...verdict.broken] };
  } finally {
    talking = false;
    crowd.stop();
    await server?.kill();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
}

async function onceAt(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
