import { messaging } from '@teahouse/contract/messaging';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../server/testing/world.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Calls the command beside the running server of the test world; the answer is its one JSON object. */
function teahouse(...words: string[]): Promise<{ code: number | null; answer: Record<string, string> }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(checkout, 'cli', 'teahouse.mjs'), ...words, '--json'], {
      cwd: checkout,
      env: { ...process.env, DATA_DIR: world.dataDir, DATABASE_URL: world.databaseUrl },
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('close', (code) => resolve({ code, answer: JSON.parse(out) as Record<string, string> }));
  });
}

test('a machine sets up an app and gets tokens with what it was told', { timeout: 120_000 }, async () => {
  const company = await world.company();
  const made = await teahouse('app', 'create', '--corp', company.id, '--name', '报销', '--visible', 'all');
  expect(made).toMatchObject({
    code: 0,
    answer: { corpId: expect.stringMatching(/^ww[0-9a-f]{16}$/), agentId: 1000002 },
  });
  const { corpId, secret } = made.answer;
  const second = await teahouse('app', 'create', '--corp', corpId!, '--name', '考勤');
  expect(second.answer['agentId']).toBe(1000003);

  const contacts = await teahouse('secret', 'show', '--corp', corpId!, '--kind', 'contacts');
  const again = await teahouse('secret', 'show', '--corp', company.id, '--kind', 'contacts');
  expect(again.answer).toEqual(contacts.answer);
  expect(Object.keys(again.answer)).toEqual(['secret']);
  const customers = await teahouse('secret', 'show', '--corp', corpId!, '--kind', 'external-contact');
  expect(customers.answer['secret']).not.toBe(contacts.answer['secret']);

  for (const id of [corpId!, company.id])
    for (const known of [secret!, contacts.answer['secret']!, customers.answer['secret']!]) {
      const asked = await fetch(`${world.url}/cgi-bin/gettoken?corpid=${id}&corpsecret=${known}`);
      expect(await asked.json()).toMatchObject({ errcode: 0, expires_in: expect.any(Number) });
    }
  expect((await teahouse('secret', 'show', '--corp', corpId!, '--kind', 'other')).code).toBe(1);
  expect((await teahouse('app', 'create', '--corp', 'ww0000000000000000', '--name', 'x')).code).toBe(1);
});

test('a machine puts robots into a group and posts with what it was told', { timeout: 120_000 }, async () => {
  const company = await world.company();
  const chen = await company.hire('陈');
  const group = (await company.owner.call(messaging.createGroup, { title: '值班', memberIds: [chen.id] }))
    .body;
  const create = (...more: string[]) =>
    teahouse('robot', 'create', '--corp', company.id, '--chat', '值班', ...more);
  const said = {
    wecom: { msgtype: 'text', text: { content: 'from wecom' } },
    dingtalk: { msgtype: 'text', text: { content: 'from dingtalk' } },
    feishu: { msg_type: 'text', content: { text: 'from feishu' } },
  };
  for (const [kind, message] of Object.entries(said)) {
    const { code, answer } = await create('--kind', kind);
    expect([code, Object.keys(answer)]).toEqual([0, ['url', 'key']]);
    expect(answer['url']).toContain(answer['key']);
    const { pathname, search } = new URL(answer['url']!);
    const posted = await fetch(`${world.url}${pathname}${search}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
    expect(posted.status).toBe(200);
  }
  const { events } = (await chen.call(messaging.listMessages, { chatId: group.id })).body;
  expect(events.flatMap((e) => ('b' in e && 'text' in e.b ? [e.b.text] : [])).slice(-3)).toEqual([
    'from wecom',
    'from dingtalk',
    'from feishu',
  ]);
  const nowhere = ['robot', 'create', '--corp', company.id, '--chat', '没有', '--kind', 'wecom'];
  expect((await teahouse(...nowhere)).answer).toMatchObject({ error: { code: 'robot.chat_not_found' } });
});
