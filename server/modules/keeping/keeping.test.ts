import { randomUUID } from 'node:crypto';
import type { Draft } from '@teahouse/contract/realtime';
import { files, type StoredFile } from '@teahouse/contract/files';
import type { ChatId } from '@teahouse/contract/ids';
import { keeping, type Keeping } from '@teahouse/contract/keeping';
import { messaging } from '@teahouse/contract/messaging';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchAs, upload } from '../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let corp: Company;
let lin: Person;
let wang: Person;
let chat: ChatId;
const DAY = 86_400_000;
let start: Date;
beforeAll(async () => {
  world = await openWorld();
  start = world.clock.now;
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.now = start;
  corp = await world.company();
  [lin, wang] = [await corp.hire('林小满'), await corp.hire('王五')];
  chat = (await lin.call(messaging.createGroup, { title: '账目', memberIds: [wang.id] })).body.id;
});

const post = async (draft: unknown) =>
  (await lin.call(messaging.postMessage, { chatId: chat, cid: randomUUID(), draft: draft as Draft })).body;
const say = (text: string) => post({ k: 'text', b: { text } });
const show = (file: StoredFile) => {
  const { fileId, name, size, mime } = file;
  return post({ k: 'file', b: { fileId, name, size, mime } });
};
const keep = async (wish: Partial<Keeping>) => {
  const set = await corp.owner.call(keeping.setKeeping, {
    messageDays: null,
    fileDays: null,
    hold: null,
    ...wish,
  });
  expect(set.status).toBe(200);
};
const after = async (days: number) => {
  world.clock.now = new Date(start.getTime() + days * DAY);
  await world.settle();
};
/** What is read without a session's age getting in the way. */
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ['chat_entries', 'message_search', 'mentions'].map((table) =>
        world.house.db.asOwner(`select * from ${table} where corp_id = $1`, [corp.id]),
      ),
    ),
  );
const opens = async (file: StoredFile) => (await fetchAs(world.house, wang, `/files/${file.fileId}`)).status;

test('storage is told by kind and by chat', async () => {
  const pdf = await upload(world.house, lin, 'a.pdf', Buffer.from(`%PDF-1.7\n${'x'.repeat(500)}`));
  await upload(world.house, lin, 'b.bin', Buffer.alloc(100));
  await show(pdf);
  const { body } = await corp.owner.call(keeping.getStorage, {});
  expect(body).toMatchObject({
    bytes: pdf.size + 100,
    files: 2,
    kinds: [
      { kind: 'pdf', bytes: pdf.size, files: 1 },
      { kind: 'other', bytes: 100, files: 1 },
    ],
    chats: [{ id: chat, title: '账目', direct: false, bytes: pdf.size, files: 1 }],
  });
  expect(body.disk!.free).toBeGreaterThan(0);
  expect((await lin.call(keeping.getStorage, {})).status).toBe(403);
});

test('messages lose their content when their time is up, with all versions, and the log stays dense', async () => {
  await keep({ messageDays: 7 });
  const old = await say('OLD-CANARY');
  await lin.call(messaging.editMessage, { chatId: chat, seq: old.seq, text: 'EDITED-CANARY' });
  const file = await upload(world.house, lin, 'old-canary.bin', Buffer.from('x'));
  await show(file);
  world.clock.now = new Date(start.getTime() + 5 * DAY);
  await say('YOUNG-CANARY');
  await after(8);
  const left = await everything();
  expect(left).not.toMatch(/OLD-CANARY|EDITED-CANARY|old-canary/);
  expect(left).toContain('YOUNG-CANARY');
  expect(await opens(file)).toBe(404);
  const { body } = await wang.call(messaging.listMessages, { chatId: chat, after: 0, limit: 500 });
  expect(body.events.map((e) => e.s)).toEqual(body.events.map((_, i) => i + 1));
  expect(body.events.find((e) => e.s === old.seq)).toMatchObject({ rc: 'expired', b: {} });
  const search = await wang.call(messaging.search, { q: 'CANARY' });
  expect(JSON.stringify(search.body)).not.toMatch(/OLD|EDITED/);
});

test('files go when their time is up, wherever they were shown; their bytes with the sweep', async () => {
  await keep({ fileDays: 3 });
  const file = await upload(world.house, lin, 'f.bin', Buffer.from('bytes'));
  await show(file);
  const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#963' } })
    .png()
    .toBuffer();
  const photo = await upload(world.house, lin, 'me.png', png);
  const face = (await lin.call(files.setAvatar, { fileId: photo.fileId })).body.avatar!.replace('/api', '');
  await after(2);
  expect(await opens(file)).toBe(200);
  await after(4);
  expect([await opens(file), await opens(photo)]).toEqual([404, 404]);
  expect((await fetchAs(world.house, wang, face)).status).toBe(200);
  await after(5);
  const left: string[] = [];
  for await (const { key } of world.house.ports.blobs.list(`${corp.id}/files/`)) left.push(key);
  expect(left.filter((k) => k.includes(file.fileId))).toEqual([]);
});

test('a legal hold keeps everything, and it goes on when the hold is lifted', async () => {
  await keep({ messageDays: 1, fileDays: 1, hold: { reason: '仲裁 2026-17' } });
  await say('HELD-CANARY');
  const file = await upload(world.house, lin, 'held.bin', Buffer.from('x'));
  await show(file);
  await after(9);
  expect(await everything()).toContain('HELD-CANARY');
  expect(await opens(file)).toBe(200);
  world.clock.now = start;
  await keep({ messageDays: 1, fileDays: 1 });
  await after(11);
  expect(await everything()).not.toContain('HELD-CANARY');
});

test('a new company keeps everything for ever; who changes it is on record, and so is what went', async () => {
  await say('FOREVER-CANARY');
  await after(13);
  expect(await everything()).toContain('FOREVER-CANARY');
  world.clock.now = start;
  expect((await corp.owner.call(keeping.getKeeping, {})).body).toEqual({
    messageDays: null,
    fileDays: null,
    hold: null,
  });
  await keep({ messageDays: 2 });
  await after(15);
  const entries = await world.house.db.asOwner<{ action: string; actor: string; detail: unknown }>(
    `select action, actor, detail from audit_entries where corp_id = $1 and action like 'keeping.%' order by no`,
    [corp.id],
  );
  expect(entries).toMatchObject([
    { action: 'keeping.changed', actor: corp.owner.id, detail: { after: { messageDays: 2 } } },
    { action: 'keeping.let_go', actor: 'system', detail: { messages: 1, files: 0 } },
  ]);
});

test('more than one batch', async () => {
  await keep({ messageDays: 1 });
  await Promise.all(Array.from({ length: 1_100 }, (_, i) => say(`BATCH-CANARY ${i}`)));
  await after(17);
  expect(await everything()).not.toContain('BATCH-CANARY');
});
