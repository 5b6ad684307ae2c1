// What programs show at the door never reaches the log: not in good calls, not in refused ones, not where something breaks.
import { appsAdmin } from '@teahouse/contract/apps';
import { messaging } from '@teahouse/contract/messaging';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from './kernel/log.ts';
import { system } from './kernel/work.ts';
import { addressOf, createRobot } from './modules/robots/index.ts';
import { type Company, openWorld, type World } from './testing/world.ts';

const lines: string[] = [];
const log = openLog(
  { logLevel: 'trace' },
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  }),
);
let world: World;
let company: Company;

beforeAll(async () => {
  world = await openWorld({ log });
  company = await world.company('茶');
});
afterAll(() => world.close());

test('tokens, secrets and keys of programs are in no line of the log', async () => {
  const { owner } = company;
  const { id, no } = (await owner.call(appsAdmin.createApp, { name: '外部' })).body;
  const { secret } = (await owner.call(appsAdmin.showAppSecret, { appId: id })).body;
  const chen = await company.hire('陈');
  const chatId = (await owner.call(messaging.createGroup, { title: '值班', memberIds: [chen.id] })).body.id;
  const robotKeys = await world.house.openWork(company.id, system, async (work) => {
    const keys: string[] = [];
    for (const kind of ['wecom', 'dingtalk', 'feishu'] as const) {
      const sealing = world.house.ports.secret;
      const row = await createRobot(work, sealing, { chatId, kind, name: kind, by: null });
      keys.push(addressOf(sealing, world.url, row).key);
    }
    return keys;
  });
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${world.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const asked = await post('/api/oauth/token', { corpId: company.id, agentId: no, secret });
  const { access_token: token } = (await asked.json()) as { access_token: string };
  const bearer = { authorization: `Bearer ${token}` };

  await fetch(`${world.url}/api/departments`, { headers: bearer });
  await fetch(`${world.url}/api/chats?access_token=${token}`, { headers: bearer });
  await post('/api/app-messages', { to: {}, secret, access_token: token }, bearer);
  await fetch(`${world.url}/cgi-bin/gettoken?corpid=${company.id}&corpsecret=${secret}`);
  await fetch(`${world.url}/cgi-bin/user/get?access_token=${token}&userid=nobody`);
  await fetch(`${world.url}/cgi-bin/not/there?access_token=${token}`);
  await post(`/cgi-bin/message/send?access_token=${token}`, { msgtype: 'text', secret });
  const [wecom, dingtalk, feishu] = robotKeys;
  await post(`/cgi-bin/webhook/send?key=${wecom}`, { msgtype: 'nothing' });
  await post(`/robot/send?access_token=${dingtalk}`, { msgtype: 'nothing' });
  await post(`/open-apis/bot/v2/hook/${feishu}`, { msg_type: 'nothing' });
  // Something breaks under a call: the line is there, the secrets are not.
  await world.house.db.asOwner('alter table departments rename to departments_away');
  const broken = [
    await fetch(`${world.url}/api/departments?x=${token}`, { headers: bearer }),
    await fetch(`${world.url}/cgi-bin/department/list?access_token=${token}`),
  ];
  await world.house.db.asOwner('alter table departments_away rename to departments');
  expect(broken.map((b) => b.status)).toEqual([500, 200]);
  const told = (await Promise.all(broken.map((b) => b.text()))).join();

  const written = lines.join('');
  expect(written).toContain('a handler broke');
  expect(written).toContain('a foreign call failed');
  for (const shown of [token, secret, ...robotKeys]) {
    expect(written).not.toContain(shown);
    expect(told).not.toContain(shown);
  }
  // The keys are known by their hashes, the secrets sealed: no table holds one as it is shown.
  const tables = await world.house.db.asOwner<{ name: string }>(
    `select table_name name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  for (const { name } of tables)
    for (const shown of [token, secret, ...robotKeys]) {
      const held = await world.house.db.asOwner(
        `select 1 from "${name}" t where strpos(t::text, $1) > 0 limit 1`,
        [shown],
      );
      expect([name, held.length]).toEqual([name, 0]);
    }
});
