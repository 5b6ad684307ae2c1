import { randomUUID } from 'node:crypto';
import { messaging } from '@teahouse/contract/messaging';
import { notices } from '@teahouse/contract/notices';
import type { ChatId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect } from '../../testing/device.ts';
import { type Browser, type PushDouble, servePush } from '../../testing/push-double/serve-push.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let push: PushDouble;
let corp: Company;
let lin: Person;
let wang: Person;
let phone: Browser;
let chat: ChatId;
let now: Date;

beforeAll(async () => {
  push = await servePush();
  world = await openWorld({ outside: { ports: [push.port], allow: (address) => address === '127.0.0.1' } });
  corp = await world.company();
});
afterAll(async () => {
  await world.close();
  await push.close();
});
beforeEach(async () => {
  // A Tuesday noon in Shanghai.
  now = new Date('2026-11-24T04:00:00Z');
  world.clock.now = now;
  [lin, wang] = [await corp.hire('林小满'), await corp.hire('王五')];
  phone = await subscribed(wang);
  chat = (await lin.call(messaging.createGroup, { title: '项目组', memberIds: [wang.id] })).body.id;
  await told();
});

const subscribed = async (person: Person): Promise<Browser> => {
  const { body } = await person.call(notices.getPushKey, {});
  const browser = push.subscribe(body.key);
  expect((await person.call(notices.addPush, browser.subscription)).status).toBe(200);
  return browser;
};
const say = async (person: Person, text: string, to: ChatId = chat, at: string[] = []) =>
  person.call(messaging.postMessage, {
    chatId: to,
    cid: randomUUID(),
    draft: { k: 'text', b: { text } },
    ...(at.length ? { at: at as never } : {}),
  });
/** Lets a minute pass and everything due happen. */
const told = async () => {
  now = new Date(now.getTime() + 61_000);
  world.clock.now = now;
  await world.settle();
};
const bodies = () => phone.received.map((r) => `${r.title} | ${r.text}`);

test('a member away is told who said what where; the payload is small, addressed to the chat, and really encrypted', async () => {
  await say(lin, '周五  交付\n可以吗？');
  await told();
  expect(bodies()).toEqual(['项目组 | 林小满: 周五 交付 可以吗？']);
  expect(phone.received[0]).toMatchObject({
    tag: chat,
    path: `/chats/${chat}`,
    urgency: 'normal',
    ttl: 86_400,
  });
  expect(phone.received[0]!.topic).toMatch(/^[\w-]{32}$/);
  expect(phone.received[0]!.size).toBeLessThan(1_024);
  expect(push.refused).toEqual([]);
  await told();
  expect(phone.received).toHaveLength(1);
});

test('a busy chat is one notice with its newest words', async () => {
  for (const text of ['一', '二', '三']) await say(lin, text);
  await told();
  expect(bodies()).toEqual(['项目组 | 林小满: 三']);
});

test('what one has read, said oneself or has in front of one is not pushed', async () => {
  const { body } = await say(lin, '读过');
  await wang.call(messaging.markRead, { chatId: chat, n: body.n });
  await told();
  await say(wang, '我说的');
  await told();
  const device = await connect(world.url, wang);
  device.send({ t: 'foreground', on: true });
  await expect.poll(() => world.house.ports.foreground.has(corp.id, wang.id)).toBe(true);
  await say(lin, '正看着');
  await told();
  expect(bodies()).toEqual([]);
  device.close();
  await expect.poll(() => world.house.ports.foreground.has(corp.id, wang.id)).toBe(false);
  await say(lin, '走了以后');
  await told();
  expect(bodies()).toEqual(['项目组 | 林小满: 走了以后']);
});

test('another replica knows who looks at us', async () => {
  const other = await world.replica({ bus: world.house.ports.bus });
  const device = await connect(world.url, wang);
  device.send({ t: 'foreground', on: true });
  await expect.poll(() => other.ports.foreground.has(corp.id, wang.id)).toBe(true);
  device.send({ t: 'foreground', on: false });
  await expect.poll(() => other.ports.foreground.has(corp.id, wang.id)).toBe(false);
  device.close();
});

test('a muted chat is silent unless one is called by name; mentions only means direct messages and mentions', async () => {
  await wang.call(messaging.setMyChat, { chatId: chat, muted: true });
  await say(lin, '静音了');
  await told();
  expect(bodies()).toEqual([]);
  await say(lin, '@王五 看一下', chat, [wang.id]);
  await told();
  expect(bodies()).toEqual(['项目组 | [@] 林小满: @王五 看一下']);
  expect(phone.received[0]!.urgency).toBe('high');
  await wang.call(messaging.setMyChat, { chatId: chat, muted: false });
  await wang.call(notices.setNotices, { mentionsOnly: true });
  await say(lin, '群里闲聊');
  await told();
  expect(phone.received).toHaveLength(1);
  const direct = (await lin.call(messaging.openDirect, { memberId: wang.id })).body;
  await say(lin, '私聊', direct.id);
  await told();
  expect(bodies().at(-1)).toBe('林小满 | 私聊');
});

test('quiet hours and do-not-disturb are silent, and what was said then is not pushed later', async () => {
  await wang.call(notices.setNotices, {
    zone: 'Asia/Shanghai',
    quiet: { from: '11:00', to: '14:00', days: [2] },
  });
  await say(lin, '午休');
  await told();
  now = new Date('2026-11-24T06:00:00Z');
  await told();
  expect(bodies()).toEqual([]);
  await say(lin, '上班了');
  await told();
  expect(bodies()).toEqual(['项目组 | 林小满: 上班了']);
  await wang.call(notices.setNotices, { dndUntil: new Date(now.getTime() + 3_600_000).toISOString() });
  await say(lin, '勿扰');
  await told();
  expect(phone.received).toHaveLength(1);
});

test('content is hidden when the member or the company wants it', async () => {
  await wang.call(notices.setNotices, { hideContent: true });
  await say(lin, 'SECRET-CANARY', chat, ['all']);
  await told();
  expect(bodies()).toEqual(['茶馆 | 有人@你']);
  await wang.call(notices.setNotices, { hideContent: false });
  expect((await lin.call(notices.setNoticePolicy, { hideContent: true })).status).toBe(403);
  await corp.owner.call(notices.setNoticePolicy, { hideContent: true });
  await say(lin, 'SECRET-CANARY');
  await told();
  expect(bodies().at(-1)).toBe('茶馆 | 你有一条新消息');
  expect(JSON.stringify(phone.received)).not.toContain('CANARY');
  expect((await wang.call(notices.getNotices, {})).body.contentHidden).toBe(true);
  await corp.owner.call(notices.setNoticePolicy, { hideContent: false });
});

test('switched off, recalled in time, or no longer in the chat: nothing', async () => {
  await wang.call(notices.setNotices, { push: false });
  await say(lin, '关了');
  await told();
  await wang.call(notices.setNotices, { push: true });
  const { body } = await say(lin, '撤回');
  await lin.call(messaging.recallMessage, { chatId: chat, seq: body.seq });
  await told();
  await say(lin, '移出之前');
  await lin.call(messaging.removeChatMember, { chatId: chat, memberId: wang.id });
  await told();
  expect(bodies()).toEqual([]);
});

test('a device that unsubscribed is forgotten, one that stumbles is tried again', async () => {
  const tablet = await subscribed(wang);
  phone.status = 410;
  tablet.status = 503;
  await say(lin, '在吗');
  await told();
  const left = await devicesOf(wang);
  expect(left).toEqual([tablet.subscription.endpoint]);
  tablet.status = 201;
  await told();
  expect(tablet.received.map((r) => r.text)).toEqual(['林小满: 在吗']);
});

test('a push ends with the session it was made in, and with the member', async () => {
  await wang.call((await import('@teahouse/contract/identity')).identity.signOut, {});
  await say(lin, '退出之后');
  await told();
  expect(bodies()).toEqual([]);
});

test('a browser that changes hands tells the first owner nothing more', async () => {
  const chen = await corp.hire('陈静');
  await chen.call(notices.addPush, phone.subscription);
  await say(lin, '给王五的');
  await told();
  expect(bodies()).toEqual([]);
  expect(await devicesOf(wang)).toEqual([]);
});

test('a test push says that it arrives; a subscription of another member cannot be removed', async () => {
  expect((await wang.call(notices.testPush, {})).body.devices).toBe(1);
  await world.settle();
  expect(phone.received[0]).toMatchObject({ text: '通知已经可以收到了', path: '/' });
  const { pushId } = (await wang.call(notices.addPush, phone.subscription)).body;
  expect((await lin.call(notices.removePush, { pushId })).status).toBe(404);
  expect((await wang.call(notices.removePush, { pushId })).status).toBe(200);
});

test('an endpoint inside the house is never asked', async () => {
  const chen = await corp.hire('陈静');
  const evil = { ...phone.subscription, endpoint: 'http://169.254.169.254/push' };
  await chen.call(notices.addPush, evil);
  await chen.call(notices.testPush, {});
  await world.settle();
  expect(await devicesOf(chen)).toEqual([]);
});

test('settings are kept, and a zone must exist', async () => {
  expect((await wang.call(notices.getNotices, {})).body).toMatchObject({
    push: true,
    quiet: null,
    digest: 'daily',
    mailReady: false,
  });
  const quiet = { from: '22:00', to: '08:00', days: [1, 7] };
  await wang.call(notices.setNotices, { quiet, digest: 'hourly' });
  await wang.call(notices.setNotices, { mentionsOnly: true });
  expect((await wang.call(notices.getNotices, {})).body).toMatchObject({
    quiet,
    digest: 'hourly',
    mentionsOnly: true,
  });
  expect((await wang.call(notices.setNotices, { zone: 'Mars/Olympus' })).status).toBe(400);
});

async function devicesOf(person: Person): Promise<string[]> {
  const rows = await world.house.db.asOwner<{ endpoint: string }>(
    'select endpoint from push_subscriptions where corp_id = $1 and member_id = $2',
    [corp.id, person.id],
  );
  return rows.map((r) => r.endpoint);
}
