// A real NATS server for tests: the binary of this machine, or one that can be had.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './replica.ts';

const run = promisify(execFile);

export interface NatsServer {
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Where nats-server lies; installs the system package or builds it with Go where it is missing; else the reason why not. */
export async function findNats(): Promise<{ path: string } | { missing: string }> {
  const looked = (process.env['PATH'] ?? '').split(delimiter).map((dir) => join(dir, 'nats-server'));
  const found = () =>
    [...looked, '/usr/sbin/nats-server', join(homedir(), 'go/bin/nats-server')].find((p) => existsSync(p));
  const tries: [string, string[]][] = [
    ...(process.getuid?.() === 0
      ? ([['apt-get', ['install', '-y', '-q', 'nats-server']]] as [string, string[]][])
      : []),
    ['go', ['install', 'github.com/nats-io/nats-server/v2@latest']],
  ];
  const why: string[] = [];
  for (const [program, args] of [['true', []] as [string, string[]], ...tries]) {
    await run(program, args, { timeout: 180_000 }).catch((error: Error) =>
      why.push(error.message.split('\n')[0]!),
    );
    const path = found();
    if (path) return { path };
  }
  return { missing: `nats-server is neither installed nor to be had here (${why.join('; ')})` };
}

/** Started on a free port; `stop` and `start` again keep the address. */
export async function openNats(path: string): Promise<NatsServer> {
  const port = await freePort();
  let child: ReturnType<typeof spawn> | undefined;
  const server: NatsServer = {
    url: `nats://127.0.0.1:${port}`,
    async start() {
      child = spawn(path, ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
      for (let i = 0; i < 100 && !(await listening(port)); i++) await sleep(50);
    },
    async stop() {
      const ended = new Promise((resolve) => child?.once('exit', resolve) ?? resolve(undefined));
      child?.kill('SIGKILL');
      await ended;
      child = undefined;
    },
  };
  await server.start();
  return server;
}

function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
