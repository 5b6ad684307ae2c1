import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../server/kernel/work.ts';
import { corpCode, createApp } from '../../server/modules/apps/index.ts';
import { receiveCallbacks, type Receiver } from '../../server/testing/callback-receiver/receive-callbacks.ts';
import { type Company, openWorld, type World } from '../../server/testing/world.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
let world: World;
let company: Company;
let receiver: Receiver;
let agent: number;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company();
  receiver = await receiveCallbacks(corpCode(company.id));
  ({ no: agent } = await world.house.openWork(company.id, system, (work) =>
    createApp(work, world.house.ports.secret, { kind: 'self_built', name: '报销' }),
  ));
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

function callback(
  url: string,
  aesKey: string,
  ...more: string[]
): Promise<{ code: number | null; answer: never }> {
  const words = ['app', 'callback', '--corp', corpCode(company.id), '--agent', String(agent), '--url', url];
  const secrets = ['--token', receiver.token, '--aes-key', aesKey, '--json', ...more];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(checkout, 'cli', 'teahouse.mjs'), ...words, ...secrets], {
      cwd: checkout,
      env: { ...process.env, DATA_DIR: world.dataDir, DATABASE_URL: world.databaseUrl },
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', (code) => resolve({ code, answer: JSON.parse(out) as never }));
  });
}

test(
  'a machine names the address of an app, this machine included, and the app hears',
  { timeout: 120_000 },
  async () => {
    expect(await callback(receiver.url, receiver.aesKey)).toMatchObject({
      code: 0,
      answer: { agentId: agent, url: receiver.url },
    });
    await company.hire('林小雨', { userid: '00123' });
    await world.settle();
    expect(receiver.heard('create_user')[0]).toContain('<UserID><![CDATA[00123]]></UserID>');
    expect(await callback(receiver.url, 'A'.repeat(43))).toMatchObject({
      code: 1,
      answer: { error: { code: 'callbacks.not_proved' } },
    });
    expect(await callback('http://169.254.169.254/', receiver.aesKey)).toMatchObject({
      code: 1,
      answer: { error: { code: 'callbacks.private_address' } },
    });
    expect(await callback(receiver.url, 'short')).toMatchObject({
      code: 1,
      answer: { error: { text: '--aes-key must be 43 letters and digits.' } },
    });
  },
);
