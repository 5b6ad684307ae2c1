import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive } from '../server/kernel/postgres/postmaster-file.ts';

const program = fileURLToPath(new URL('./start.mjs', import.meta.url));
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'teahouse-start-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [program], { env: { ...process.env, DATA_DIR: dataDir, ...env } });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  while (!said.includes('is open at') && child.exitCode === null) await sleep(50);
  return { child, ended, said: () => said };
}

test('npm start serves, Ctrl-C ends everything, and a second start serves again', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const port = await freePort();
    const { child, ended, said } = await start({ PORT: String(port) });
    expect(said()).toContain(`Teahouse is open at http://localhost:${port}`);
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
    const postmaster = Number(
      (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0],
    );
    expect(isAlive(postmaster)).toBe(true);
    child.kill(signal);
    child.kill(signal); // npm passes on what the terminal has sent already
    expect(await ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
  }
}, 120_000);

test('a wrong setting ends the start with its sentence', async () => {
  const { ended, said } = await start({ PORT: 'abc' });
  expect(await ended).toBe(1);
  expect(said()).toContain('PORT must be a whole number from 1 to 65535, not "abc".');
}, 120_000);
