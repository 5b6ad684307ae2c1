import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyChange } from '@teahouse/contract/apply-event';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { connect } from '../../../testing/device.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let tea: Company;
let lin: Person;
let wu: Person;
let chatId: ChatId;
beforeAll(async () => {
  world = await openWorld();
  tea = await world.company();
  [lin, wu] = [await tea.hire('林小雨'), await tea.hire('吴刚')];
  chatId = (await lin.call(messaging.createGroup, { title: '茶话', memberIds: [wu.id] })).body.id;
});
afterAll(() => world.close());

test('what one says the other hears, without asking', async () => {
  const [a, b] = [await connect(world.url, lin), await connect(world.url, wu)];
  const ack = await a.post(chatId, '茶好了');
  const heard = await b.wait('msg', (m) => m.b['text'] === '茶好了');
  expect(ack).toMatchObject({ t: 'ack', s: heard.s });
  expect(heard.u).toBe(lin.id);
  a.close();
  b.close();
});

test('a device that was away catches up without a hole, even while others keep talking', async () => {
  const a = await connect(world.url, lin);
  const held = (await lin.call(messaging.getChat, { chatId })).body.seq;
  for (let i = 0; i < 20; i++) await a.post(chatId, `while away ${i}`);
  const talking = (async () => {
    for (let i = 0; i < 30; i++) await a.post(chatId, `meanwhile ${i}`);
  })();
  const b = await connect(world.url, wu, { since: Date.now() });
  await b.open(chatId, held);
  await talking;
  await b.wait('msg', (m) => m.b['text'] === 'meanwhile 29');
  const seen = new Set(b.log(chatId).map((e) => e.s));
  const head = (await lin.call(messaging.getChat, { chatId })).body.seq;
  for (let s = held + 1; s <= head; s++) expect(seen.has(s), `seq ${s}`).toBe(true);
  a.close();
  b.close();
});

test('a log followed live and a page read later tell the same story', async () => {
  const b = await connect(world.url, wu);
  const from = (await wu.call(messaging.getChat, { chatId })).body.seq;
  await b.open(chatId, from);
  const first = (
    await lin.call(messaging.postMessage, {
      chatId,
      cid: crypto.randomUUID(),
      draft: { k: 'text', b: { text: 'v1' } },
    })
  ).body;
  const second = (
    await lin.call(messaging.postMessage, {
      chatId,
      cid: crypto.randomUUID(),
      draft: { k: 'text', b: { text: '撤回我' } },
    })
  ).body;
  await lin.call(messaging.editMessage, { chatId, seq: first.seq, text: 'v2', at: [wu.id] });
  await wu.call(messaging.reactToMessage, { chatId, seq: first.seq, emoji: '👍', on: true });
  await lin.call(messaging.reactToMessage, { chatId, seq: first.seq, emoji: '👍', on: true });
  await wu.call(messaging.reactToMessage, { chatId, seq: first.seq, emoji: '👍', on: false });
  await lin.call(messaging.pinMessage, { chatId, seq: first.seq, on: true });
  await lin.call(messaging.recallMessage, { chatId, seq: second.seq });
  const head = (await wu.call(messaging.getChat, { chatId })).body.seq;
  await b.wait('recall', (e) => e.s === head);
  const replayed = new Map<number, MessageEvent>();
  for (const e of b.log(chatId)) {
    if (e.t === 'msg') replayed.set(e.s, e);
    else replayed.set(e.to, applyChange(replayed.get(e.to)!, e));
  }
  const page = (await wu.call(messaging.listMessages, { chatId, limit: 10 })).body.events.filter(
    (e): e is MessageEvent => e.t === 'msg' && e.s > from,
  );
  expect([...replayed.values()]).toEqual(page);
  const versions = await wu.call(messaging.listVersions, { chatId, seq: first.seq });
  expect(versions.body.versions.map((v) => v.text)).toEqual(['v1']);
  b.close();
});

test('nobody gets an event that follows their removal', async () => {
  const out = await tea.hire('要走的人');
  await lin.call(messaging.addChatMembers, { chatId, memberIds: [out.id] });
  const device = await connect(world.url, out);
  await device.open(chatId);
  const a = await connect(world.url, lin);
  await a.post(chatId, 'before');
  await device.wait('msg', (m) => m.b['text'] === 'before');
  await lin.call(messaging.removeChatMember, { chatId, memberId: out.id });
  await a.post(chatId, 'after');
  await device.wait('user', (e) => e.k === 'left');
  await new Promise((r) => setTimeout(r, 100));
  expect(device.log(chatId).some((e) => e.t === 'msg' && e.b['text'] === 'after')).toBe(false);
  device.send({ t: 'open', c: chatId, s: 0 });
  expect(await device.wait('gone')).toMatchObject({ c: chatId });
  expect((await out.call(messaging.listMessages, { chatId })).status).toBe(404);
  a.close();
  device.close();
});

test('unread is computed from marks; a mark moves on every own device and never back', async () => {
  const [one, two] = [await connect(world.url, wu), await connect(world.url, wu)];
  const a = await connect(world.url, lin);
  const { n } = (await a.post(chatId, '读到这里')) as { n: number };
  one.send({ t: 'read', c: chatId, n });
  expect(await two.wait('user', (e) => e.k === 'read')).toMatchObject({ b: { c: chatId, n } });
  one.send({ t: 'read', c: chatId, n: 1 });
  await new Promise((r) => setTimeout(r, 1_200));
  const chat = (await wu.call(messaging.getChat, { chatId })).body;
  expect(chat.n - chat.my.readN).toBe(0);
  for (const d of [one, two, a]) d.close();
});

test('a named mention and @all are counted until read', async () => {
  const a = await connect(world.url, lin);
  const first = (await a.post(chatId, '@吴刚 看一下', { at: [wu.id] })) as { n: number };
  expect((await wu.call(messaging.getChat, { chatId })).body.my.mentionN).toBe(first.n);
  await wu.call(messaging.markRead, { chatId, n: first.n });
  expect((await wu.call(messaging.getChat, { chatId })).body.my.mentionN).toBe(0);
  const all = (await a.post(chatId, '开会', { at: ['all'] })) as { n: number };
  expect((await wu.call(messaging.getChat, { chatId })).body.my.mentionN).toBe(all.n);
  a.close();
});

test('the sender of a message in a small group sees who has read it', async () => {
  const a = await connect(world.url, lin);
  const { s, n } = (await a.post(chatId, '收到请回复')) as { s: number; n: number };
  const before = (await lin.call(messaging.listReaders, { chatId, seq: s })).body;
  expect(before.unread).toContain(wu.id);
  await wu.call(messaging.markRead, { chatId, n });
  const after = (await lin.call(messaging.listReaders, { chatId, seq: s })).body;
  expect(after.read).toContain(wu.id);
  expect((await wu.call(messaging.listReaders, { chatId, seq: s })).body.error?.code).toBe(
    'messaging.not_yours',
  );
  a.close();
});

test('presence shows who is there to whoever has them on screen', async () => {
  const zhou = await tea.hire('周');
  const a = await connect(world.url, lin);
  a.send({ t: 'watch', u: [zhou.id] });
  expect((await a.wait('presence')).u).toEqual([[zhou.id, false]]);
  const z = await connect(world.url, zhou);
  await a.wait('presence', (p) => p.u.some(([u, on]) => u === zhou.id && on));
  z.close();
  await a.wait('presence', (p) => a.frames.indexOf(p) > 2 && p.u.some(([u, on]) => u === zhou.id && !on));
  a.close();
});

test('signing out closes the device at once', async () => {
  const li = await tea.hire('李');
  const device = await connect(world.url, li);
  await world.house.http.inject({ method: 'POST', url: '/api/sign-out', headers: { cookie: li.cookie } });
  expect(await device.closed).toBe(4001);
});

test('another site cannot open a socket with the cookies of a browser', async () => {
  const { WebSocket } = await import('ws');
  const refused = new WebSocket(`${world.url.replace('http', 'ws')}/api/socket`, 'teahouse.v1', {
    headers: { cookie: lin.cookie, origin: 'https://evil.example' },
  });
  const status = await new Promise((resolve) => {
    refused.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    refused.on('error', () => undefined);
  });
  expect(status).toBe(403);
});
