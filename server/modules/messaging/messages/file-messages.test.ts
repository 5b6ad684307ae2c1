import { randomUUID } from 'node:crypto';
import { messaging } from '@teahouse/contract/messaging';
import type { ChatId } from '@teahouse/contract/ids';
import type { StoredFile } from '@teahouse/contract/files';
import type { Draft } from '@teahouse/contract/realtime';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../../testing/device.ts';
import { fetchAs, upload } from '../../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let corp: Company;
let lin: Person;
let wang: Person;
let chen: Person;
let group: ChatId;
beforeAll(async () => {
  world = await openWorld();
  corp = await world.company();
  [lin, wang, chen] = [await corp.hire('林小满'), await corp.hire('王五'), await corp.hire('陈静')];
  group = await groupOf(lin, wang);
});
afterAll(() => world.close());

const groupOf = async (owner: Person, ...others: Person[]) => {
  const made = await owner.call(messaging.createGroup, {
    title: '项目组',
    memberIds: others.map((p) => p.id),
  });
  return made.body.id;
};
const body = (file: StoredFile, lies = {}) => ({
  fileId: file.fileId,
  name: file.name,
  size: file.size,
  mime: file.mime,
  ...lies,
});
const say = (person: Person, chatId: ChatId, draft: unknown) =>
  person.call(messaging.postMessage, { chatId, cid: randomUUID(), draft: draft as Draft });
const last = async (person: Person, chatId: ChatId) => {
  const { body: page } = await person.call(messaging.listMessages, { chatId });
  const events = page.events.filter((e) => e.t === 'msg');
  return events.at(-1)!;
};
const status = async (person: Person, file: StoredFile) =>
  (await fetchAs(world.house, person, `/files/${file.fileId}`)).status;

test('a file said in a group is seen by the group alone, and no longer by who leaves it', async () => {
  const file = await upload(world.house, lin, '方案.pdf', Buffer.from('%PDF-1.7\n'));
  expect(await status(wang, file)).toBe(404);
  expect((await say(lin, group, { k: 'file', b: body(file) })).status).toBe(200);
  expect([await status(wang, file), await status(chen, file)]).toEqual([200, 404]);
  await lin.call(messaging.removeChatMember, { chatId: group, memberId: wang.id });
  expect(await status(wang, file)).toBe(404);
  await lin.call(messaging.addChatMembers, { chatId: group, memberIds: [wang.id] });
  expect(await status(wang, file)).toBe(200);
});

test("nobody can post another's file by its id, also not inside a made-up forward", async () => {
  const secret = await upload(world.house, chen, 'salaries.xlsx', Buffer.from('secret'));
  expect((await say(lin, group, { k: 'file', b: body(secret) })).body.error?.code).toBe('files.not_found');
  const item = { u: lin.id, name: 'x', ts: 1, k: 'file', b: body(secret) };
  const forged = await say(lin, group, { k: 'forward', b: { title: 'x', from: group, items: [item] } });
  expect(forged.body.error?.code).toBe('common.not_allowed');
  expect(await status(lin, secret)).toBe(404);
});

test('name, size, type and kind come from the server', async () => {
  const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#333' } })
    .png()
    .toBuffer();
  const picture = await upload(world.house, lin, 'a.png', png);
  const lies = { name: 'invoice.pdf', size: 1, mime: 'text/html', width: 9_999, height: 1 };
  await say(lin, group, { k: 'image', b: body(picture, lies) });
  expect(await last(wang, group)).toMatchObject({
    k: 'image',
    b: { name: 'a.png', size: png.length, mime: 'image/png', width: 30, height: 20 },
  });
  const page = await upload(world.house, lin, 'page.html', Buffer.from('<script>'));
  await say(lin, group, { k: 'image', b: body(page, { mime: 'image/png' }) });
  expect(await last(wang, group)).toMatchObject({ k: 'file', b: { mime: 'application/octet-stream' } });
});

test('a forwarded file opens for those it was forwarded to', async () => {
  const file = await upload(world.house, lin, 'f.bin', Buffer.from('forward me'));
  await say(lin, group, { k: 'file', b: body(file) });
  const { s } = await last(wang, group);
  const to = [await groupOf(wang, chen), await groupOf(wang, chen)];
  expect(await status(chen, file)).toBe(404);
  for (const [i, merged] of [true, false].entries())
    await wang.call(messaging.forwardMessages, {
      chatId: group,
      seqs: [s],
      to: [to[i]!],
      merged,
      cid: randomUUID(),
    });
  expect(await status(chen, file)).toBe(200);
  const forwarded = await last(chen, to[0]!);
  await wang.call(messaging.recallMessage, { chatId: to[0]!, seq: forwarded.s });
  expect(await status(chen, file)).toBe(200);
  await wang.call(messaging.recallMessage, { chatId: to[1]!, seq: (await last(chen, to[1]!)).s });
  expect(await status(chen, file)).toBe(404);
});

test('a recalled file closes, unless it was said twice', async () => {
  const file = await upload(world.house, lin, 'twice.bin', Buffer.from('twice'));
  await say(lin, group, { k: 'file', b: body(file) });
  const first = await last(lin, group);
  await say(lin, group, { k: 'file', b: body(file) });
  const second = await last(lin, group);
  await lin.call(messaging.recallMessage, { chatId: group, seq: first.s });
  expect(await status(wang, file)).toBe(200);
  await lin.call(messaging.recallMessage, { chatId: group, seq: second.s });
  expect([await status(wang, file), await status(lin, file)]).toEqual([404, 200]);
});

test('a retried post shows a file once', async () => {
  const file = await upload(world.house, lin, 'retry.bin', Buffer.from('retry'));
  const cid = randomUUID();
  const draft = { k: 'file', b: body(file) } as Draft;
  for (let i = 0; i < 3; i++) await lin.call(messaging.postMessage, { chatId: group, cid, draft });
  await lin.call(messaging.recallMessage, { chatId: group, seq: (await last(lin, group)).s });
  expect(await status(wang, file)).toBe(404);
});

test('a scheduled file is checked when it is planned and shown when it is sent', async () => {
  const file = await upload(world.house, lin, 'later.bin', Buffer.from('later'));
  const secret = await upload(world.house, chen, 'no.bin', Buffer.from('no'));
  const at = new Date(world.clock.now.getTime() + 3_600_000).toISOString();
  const plan = (f: StoredFile) =>
    lin.call(messaging.scheduleMessage, { chatId: group, at, draft: { k: 'file', b: body(f) } as Draft });
  expect((await plan(secret)).body.error?.code).toBe('files.not_found');
  expect((await plan(file)).status).toBe(200);
  expect(await status(wang, file)).toBe(404);
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 3_700_000);
  await world.settle();
  world.clock.now = now;
  expect(await status(wang, file)).toBe(200);
});

test('on the socket a picture and the words after it keep their order', async () => {
  const chat = await groupOf(lin, wang);
  const file = await upload(world.house, lin, 'o.bin', Buffer.from('order'));
  const device = await connect(world.url, lin);
  const cids = Array.from({ length: 12 }, () => randomUUID());
  for (const [i, cid] of cids.entries())
    device.send({
      t: 'post',
      c: chat,
      cid,
      m: i % 3 ? { k: 'text', b: { text: String(i) } } : { k: 'file', b: body(file) },
    });
  await expect.poll(async () => (await last(wang, chat)).cid, { timeout: 5_000 }).toBe(cids.at(-1));
  const { body: page } = await wang.call(messaging.listMessages, { chatId: chat });
  const said = page.events.flatMap((e) => (e.t === 'msg' && e.k !== 'system' ? [e.cid] : []));
  expect(said).toEqual(cids);
  device.close();
});
