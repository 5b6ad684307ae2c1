// What every bench stands on: a durable PostgreSQL of its own, a seeded company, the product as a process, the load generator.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openPostgres, type RunningPostgres } from '../server/kernel/postgres/open-postgres.ts';
import { freePort, type Replica, startReplica } from '../server/testing/replica.ts';
import { type Seeded, seedCorp } from '../server/testing/seed-corp.ts';

const run = promisify(execFile);
const HERE = fileURLToPath(new URL('./', import.meta.url));

export interface Stage {
  dir: string;
  postgres: RunningPostgres;
  seeded: Seeded;
  /** Starts the product on the stage's database. */
  start(env?: Record<string, string>): Promise<Replica>;
  /** Cookies and chats of the groups' members, one line a connection; the path of the table. */
  table(groups: readonly { chat: number; members: readonly number[] }[]): Promise<string>;
  close(): Promise<void>;
}

export async function openStage(company: {
  members: number;
  groups: readonly (readonly number[])[];
}): Promise<Stage> {
  const dir = await mkdtemp(join(tmpdir(), 'teahouse-bench-'));
  const postgres = await openPostgres(join(dir, 'postgres'));
  const seeded = await seedCorp(postgres.url, company);
  const started: Replica[] = [];
  let tables = 0;
  return {
    dir,
    postgres,
    seeded,
    async start(env = {}) {
      const replica = await startReplica({ DATABASE_URL: postgres.url, DATA_DIR: dir, ...env });
      started.push(replica);
      return replica;
    },
    async table(groups) {
      const path = join(dir, `people-${tables++}.txt`);
      const lines = groups.flatMap((g) =>
        g.members.map((m) => `${seeded.members[m]!.cookie}\t${seeded.chats[g.chat]!}`),
      );
      await writeFile(path, lines.join('\n'));
      return path;
    },
    async close() {
      for (const r of started) await r.kill();
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** One line of figures as bench/fanload.c prints it. */
export type Figures = Record<string, number> & { error?: string };

let built: Promise<string> | undefined;

/** Runs the load generator; throws with what it said when it could not log everybody in. */
export async function fanload(args: string[]): Promise<Figures> {
  built ??= compile('fanload');
  const { stdout } = await run(await built, args, { cwd: HERE, timeout: 300_000 }).catch(
    (error: { stdout: string; stderr: string }) => {
      throw new Error(`fanload ${args.join(' ')}: ${error.stdout}${error.stderr}`);
    },
  );
  return JSON.parse(stdout) as Figures;
}

/** A C program of this folder, compiled beside the temporary files. */
export async function compile(name: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'teahouse-cc-')), name);
  await run('cc', ['-O2', '-o', path, join(HERE, `${name}.c`), '-lm']);
  return path;
}

/** Another program that listens on a port, ended by its id. */
export async function withServer<T>(
  words: (port: number) => string[],
  use: (port: number, pid: number) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const [program, ...args] = words(port);
  const child = spawn(program!, args, { stdio: 'ignore', cwd: HERE, detached: true });
  try {
    for (let i = 0; i < 150; i++) {
      if (await listens(port)) break;
      await new Promise((again) => setTimeout(again, 100));
    }
    await new Promise((settle) => setTimeout(settle, 1_000));
    return await use(port, child.pid!);
  } finally {
    process.kill(-child.pid!, 'SIGKILL');
  }
}

async function listens(port: number): Promise<boolean> {
  const { connect } = await import('node:net');
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

export const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** A table for bench/README.md. */
export function printTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  console.log(`| ${head.join(' | ')} |\n|${head.map(() => ' --- |').join('')}`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}
