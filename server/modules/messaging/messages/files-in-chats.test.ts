import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatId, FileId } from '@teahouse/contract/ids';
import { files } from '@teahouse/contract/files';
import { messaging } from '@teahouse/contract/messaging';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let tea: Company;
let lin: Person;
let wu: Person;
let out: Person;
let chatId: ChatId;
beforeAll(async () => {
  world = await openWorld();
  tea = await world.company();
  [lin, wu, out] = [await tea.hire('林小雨'), await tea.hire('吴刚'), await tea.hire('外人')];
  chatId = (await lin.call(messaging.createGroup, { title: '图纸', memberIds: [wu.id] })).body.id;
});
afterAll(() => world.close());

async function upload(who: Person, name: string, text: string): Promise<FileId> {
  const bytes = Buffer.from(text);
  const started = (await who.call(files.startUpload, { name, size: bytes.length })).body;
  const done = await world.house.http.inject({
    method: 'PATCH',
    url: `/api/uploads/${started.uploadId}`,
    headers: { cookie: who.cookie, 'content-type': 'application/octet-stream', 'upload-offset': '0' },
    payload: bytes,
  });
  return done.json().file.fileId;
}
const fileDraft = (fileId: FileId) => ({
  k: 'file' as const,
  b: { fileId, name: '假的名字.exe', size: 1, mime: 'image/png' },
});
const canSee = async (who: Person, fileId: FileId) =>
  (await world.house.http.inject({ url: `/api/files/${fileId}`, headers: { cookie: who.cookie } }))
    .statusCode === 200;

test('whoever sits in the chat opens its files, with the facts the server found; others never learn of them', async () => {
  const fileId = await upload(lin, '合同.txt', '甲方乙方');
  expect([await canSee(lin, fileId), await canSee(wu, fileId)]).toEqual([true, false]);
  const posted = await lin.call(messaging.postMessage, {
    chatId,
    cid: crypto.randomUUID(),
    draft: fileDraft(fileId),
  });
  expect(posted.status).toBe(200);
  const page = (await wu.call(messaging.listMessages, { chatId })).body.events.at(-1)!;
  expect(page).toMatchObject({ k: 'file', b: { name: '合同.txt', size: Buffer.byteLength('甲方乙方') } });
  expect([await canSee(wu, fileId), await canSee(out, fileId)]).toEqual([true, false]);
  await lin.call(messaging.removeChatMember, { chatId, memberId: wu.id });
  expect(await canSee(wu, fileId)).toBe(false);
  await lin.call(messaging.addChatMembers, { chatId, memberIds: [wu.id] });
});

test('nobody posts a file they may not see', async () => {
  const fileId = await upload(out, '私人.txt', '只给自己');
  const stolen = await lin.call(messaging.postMessage, {
    chatId,
    cid: crypto.randomUUID(),
    draft: fileDraft(fileId),
  });
  expect(stolen.body.error?.code).toBe('files.not_found');
});

test('a forwarded file opens in the chat it was forwarded to', async () => {
  const fileId = await upload(lin, '报价.txt', '一千');
  const { seq } = (
    await lin.call(messaging.postMessage, { chatId, cid: crypto.randomUUID(), draft: fileDraft(fileId) })
  ).body;
  const other = (await wu.call(messaging.createGroup, { title: '客户', memberIds: [out.id] })).body.id;
  for (const merged of [true, false])
    await wu.call(messaging.forwardMessages, {
      chatId,
      seqs: [seq],
      to: [other],
      merged,
      cid: crypto.randomUUID(),
    });
  expect(await canSee(out, fileId)).toBe(true);
});

test('a record of what others said cannot be made up', async () => {
  const forged = await lin.call(messaging.postMessage, {
    chatId,
    cid: crypto.randomUUID(),
    draft: {
      k: 'forward',
      b: {
        title: '假的',
        from: chatId,
        items: [{ u: wu.id, name: '吴刚', ts: 1, k: 'text', b: { text: '我同意' } }],
      },
    },
  });
  expect(forged.status).toBe(403);
});
