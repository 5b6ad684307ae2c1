// WeCom as upstream: its customers come over, and a broadcast is a task its members confirm late, for some, or never.
import { channels } from '@teahouse/contract/channels';
import { messaging } from '@teahouse/contract/messaging';
import { outreach } from '@teahouse/contract/outreach';
import type { ChatId } from '@teahouse/contract/ids';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveWecom, type WecomDouble } from '../../../testing/wecom-double/serve-wecom.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { decryptText, encryptText, signatureOf } from '../../callbacks/index.ts';

const keys = { token: 'token-of-the-hook', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
const MINUTE = 60_000;
let world: World;
let company: Company;
let lin: Person;
let boss: Person;
let wecom: WecomDouble;
let hook: string;

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  world.clock.now = new Date('2026-11-24T04:00:00Z');
  wecom = await serveWecom(world.clock);
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'LinXiaoYu' });
  const zhou = await company.hire('周正', { userid: 'zhou' });
  boss = company.owner;
  for (const [i, name] of ['安娜', '小北', '阿财', '丁一', '二毛'].entries())
    wecom.follows('linxiaoyu', { id: `wm-${i}`, name, ...(i === 0 ? { unionId: 'union-anna' } : {}) });
  wecom.follows('elsewhere', { id: 'wm-9', name: '无主' });
  const { body } = await company.owner.call(channels.addChannel, {
    kind: 'wecom',
    name: '企业微信',
    fields: { ...wecom.corp, ...keys, server: wecom.url },
    memberIds: [zhou.id],
  });
  hook = new URL(body.hookUrl!).pathname;
  await later(MINUTE);
}, 30_000);
afterAll(async () => {
  await wecom.close();
  await world.close();
});

const later = async (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
  for (let i = 0; i < 4; i++) await world.settle();
};
const contacts = () =>
  world.house.openWork(company.id, { kind: 'system', id: 'system' }, (work) =>
    work.sql<{ id: string; chatId: ChatId; memberId: string; reachable: boolean }>(
      `select c.outside_id id, c.chat_id "chatId", f.member_id "memberId", c.reachable from channel_contacts c
         join customer_follows f on f.corp_id = c.corp_id and f.chat_id = c.chat_id where c.corp_id = $1 order by 1`,
      [work.corpId],
    ),
  );
const broadcast = async (text: string) => {
  const { body } = await boss.call(outreach.createBroadcast, {
    name: text,
    channel: 'wecom',
    holdOut: 0,
    audience: { whose: 'all' },
    contents: [
      { k: 'text', b: { text } },
      { k: 'card', b: { title: '预约', text: '到店免排队', url: 'https://example.com/book' } },
    ],
  });
  await boss.call(outreach.launchBroadcast, { broadcastId: body.id });
  for (let i = 0; i < 3; i++) await later(MINUTE);
  return body.id;
};
const fates = async (broadcastId: Awaited<ReturnType<typeof broadcast>>) => {
  const { counts } = (await boss.call(outreach.getBroadcast, { broadcastId })).body;
  return Object.fromEntries(counts.filter((c) => c.n > 0).map((c) => [c.reason, c.n]));
};

test('the double takes the requests of two public SDKs, and refuses what is wrong', async () => {
  const load = createRequire(import.meta.url);
  const Enterprise = load('wechat-enterprise-api') as new (
    id: string,
    secret: string,
    agent: string,
  ) => {
    getAccessToken(done: (error: Error | null, token: { accessToken: string }) => void): void;
  };
  const old = new Enterprise(wecom.corp.corpId, wecom.corp.secret, '1');
  Object.assign(old, { prefix: `${wecom.url}/cgi-bin/` });
  const token = await new Promise<{ accessToken: string }>((taken, refused) =>
    old.getAccessToken((error, got) => (error ? refused(error) : taken(got))),
  );
  expect(token.accessToken).toMatch(/^\w{8}-/);

  const Work = load('node-easywechat/dist/Work/Application.js') as new (config: object) => {
    getClient(): {
      get(path: string): Promise<{ toObject(): object }>;
      post(path: string, payload: object): Promise<{ toObject(): object }>;
    };
  };
  const app = new Work({
    corp_id: wecom.corp.corpId,
    secret: wecom.corp.secret,
    token: keys.token,
    aes_key: keys.aesKey,
    http: { baseURL: wecom.url },
    file_cache: { path: mkdtempSync(join(tmpdir(), 'easywechat-')) },
  });
  const client = app.getClient();
  const all = await client.get('/cgi-bin/externalcontact/get_follow_user_list');
  expect(all.toObject()).toMatchObject({ errcode: 0, follow_user: ['elsewhere', 'linxiaoyu'] });
  const wrong = await client.post('/cgi-bin/externalcontact/add_msg_template', { external_userid: [] });
  expect(wrong.toObject()).toMatchObject({ errcode: 41088 });
});

test('all customers come over, to the member who has them there, and events keep them true', async () => {
  const all = await contacts();
  expect(all.map((c) => c.id)).toEqual(['wm-0', 'wm-1', 'wm-2', 'wm-3', 'wm-4', 'wm-9']);
  expect(all.slice(0, 5).every((c) => c.memberId === lin.id)).toBe(true);
  expect(all[5]!.memberId).not.toBe(lin.id);

  const tell = (fields: Record<string, string>, { token } = keys) => {
    const xml = Object.entries({ Event: 'change_external_contact', ...fields })
      .map(([k, v]) => `<${k}><![CDATA[${v}]]></${k}>`)
      .join('');
    const seconds = String(Math.floor(world.clock.now.getTime() / 1_000));
    const cipher = encryptText(
      { ...keys, receiver: wecom.corp.corpId },
      `<xml>${xml}<CreateTime>${seconds}</CreateTime></xml>`,
    );
    const query = new URLSearchParams({
      timestamp: seconds,
      nonce: 'n',
      msg_signature: signatureOf(token, seconds, 'n', cipher),
    });
    return world.house.http.inject({
      method: 'POST',
      url: `${hook}?${query.toString()}`,
      headers: { 'content-type': 'text/xml' },
      payload: `<xml><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`,
    });
  };
  wecom.follows('linxiaoyu', { id: 'wm-5', name: '新人' });
  const added = { ChangeType: 'add_external_contact', UserID: 'linxiaoyu', ExternalUserID: 'wm-5' };
  expect((await tell(added, { ...keys, token: 'guessed' })).statusCode).toBe(403);
  expect((await contacts()).map((c) => c.id)).not.toContain('wm-5');
  expect((await tell(added)).body).toBe('success');
  await tell(added);
  expect((await contacts()).find((c) => c.id === 'wm-5')).toMatchObject({ memberId: lin.id });
  wecom.unfollows('linxiaoyu', 'wm-5');
  await tell({ ChangeType: 'del_follow_user', UserID: 'linxiaoyu', ExternalUserID: 'wm-5' });
  expect((await contacts()).find((c) => c.id === 'wm-5')).toMatchObject({ reachable: false });
  expect(decryptText({ ...keys, receiver: 'x' }, 'nonsense')).toBeUndefined();
});

test('a broadcast is one task of each member: sent for some, refused for one, never for the rest', async () => {
  const id = await broadcast('冬季保养');
  expect(wecom.tasks.map((t) => [t.sender, t.fates.size]).sort()).toEqual([
    ['elsewhere', 1],
    ['linxiaoyu', 5],
  ]);
  const task = wecom.tasks.find((t) => t.sender === 'linxiaoyu')!;
  expect(task.body).toMatchObject({
    chat_type: 'single',
    text: { content: expect.stringContaining('冬季保养') as string },
    attachments: [{ msgtype: 'link', link: { title: '预约', url: 'https://example.com/book' } }],
  });
  expect(await fates(id)).toEqual({ window_closed: 1 });
  wecom.unfollows('linxiaoyu', 'wm-4');
  wecom.confirms(task, ['wm-0', 'wm-1', 'wm-4']);
  await later(6 * MINUTE);
  await later(16 * MINUTE);
  expect(await fates(id)).toEqual({ window_closed: 1, sent: 2, channel_refused: 1 });
  const { chatId } = (await contacts()).find((c) => c.id === 'wm-0')!;
  const { events } = (await lin.call(messaging.listMessages, { chatId })).body;
  expect(events.filter((e) => e.t === 'msg' && JSON.stringify(e.b).includes('冬季保养'))).toHaveLength(1);
  await later(8 * 24 * 60 * MINUTE);
  await later(16 * MINUTE);
  boss = await world.signIn(company, boss.id);
  expect(await fates(id)).toEqual({ window_closed: 1, sent: 2, channel_refused: 1, not_confirmed: 3 });
  expect(task.over).toBe(true);
});

test('a member cannot answer from here, and a stopped broadcast is taken back over there', async () => {
  lin = await world.signIn(company, lin.id);
  boss = await world.signIn(company, boss.id);
  const { chatId } = (await contacts()).find((c) => c.id === 'wm-1')!;
  await lin.call(messaging.postMessage, {
    chatId,
    cid: randomUUID(),
    draft: { k: 'text', b: { text: '在吗' } },
  });
  await world.settle();
  wecom.tasks.length = 0;
  wecom.fail('/cgi-bin/externalcontact/add_msg_template', 502);
  const id = await broadcast('第二次');
  const task = wecom.tasks.find((t) => t.sender === 'linxiaoyu')!;
  wecom.confirms(task, ['wm-2']);
  await boss.call(outreach.moveBroadcast, { broadcastId: id, to: 'stop' });
  for (let i = 0; i < 3; i++) await later(16 * MINUTE);
  expect(task.over).toBe(true);
  expect(await fates(id)).toEqual({ window_closed: 2, sent: 1, stopped: 4 });
});
