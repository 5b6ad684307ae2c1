// A whole server process, as an operator runs it, that tests may kill.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Replica {
  url: string;
  port: number;
  process: ChildProcess;
  /** what it printed, for a test that fails */
  printed(): string;
  /** resolves when the process has ended, whatever ended it */
  gone: Promise<void>;
  /** kill -9; resolves when it is gone */
  kill(): Promise<void>;
  /** Asks it to close, as Ctrl-C does. */
  stop(): Promise<void>;
}

/** Starts server/main.ts and waits until /readyz says yes. `root`: another copy of the source tree. */
export async function startReplica(
  env: Record<string, string>,
  { root = new URL('../../', import.meta.url), port = 0, waitMs = 40_000 } = {},
): Promise<Replica> {
  const at = port || (await freePort());
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('server/main.ts', root))], {
    cwd: fileURLToPath(root),
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(at), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      printed = (printed + data.toString()).slice(-20_000);
    });
  }
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${at}`;
  const end = Date.now() + waitMs;
  while (!(await ready(url))) {
    // A planned death may come before anybody asked.
    if (env['TEAHOUSE_FAULT'] && child.signalCode === 'SIGKILL') break;
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`the server did not open:\n${printed}`);
    }
    await sleep(50);
  }
  return {
    url,
    port: at,
    process: child,
    gone,
    printed: () => printed,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function ready(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
