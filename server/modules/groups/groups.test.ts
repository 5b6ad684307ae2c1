// Customer groups from the code that is scanned to the customer who is removed, with members and customers in one chat.
import { customerGroups } from '@teahouse/contract/customer-groups';
import { customerPage } from '@teahouse/contract/customer-page';
import type { SentInputOf } from '@teahouse/contract/define';
import type { ChatId } from '@teahouse/contract/ids';
import { files } from '@teahouse/contract/files';
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Phone, phoneAt } from '../../testing/phone.ts';
import { upload } from '../../testing/upload.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { faultOf, replyTo } from './group-rules.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-11-24T02:00:00Z');
  company = await world.company('南山修车');
  lin = await company.hire('林小雨');
  zhou = await company.hire('周大山');
});
afterAll(() => world.close());

const codeOf = async (more: Partial<SentInputOf<typeof customerGroups.createGroupCode>> = {}) => {
  const asked = { name: '门店海报', baseName: '车友群', ...more };
  const { status, body } = await lin.call(customerGroups.createGroupCode, asked);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
async function join(url: string, again = false) {
  const phone = phoneAt(world.house, url);
  return await joinAs(phone, again);
}
async function joinAs(phone: Phone, again = false) {
  const { status, body } = await phone.call(customerGroups.joinGroup, { device: phone.device, again });
  return Object.assign(phone, { status, error: body.error?.code, chatId: body.chatId, here: body });
}
const seenBy = async (phone: Phone, chatId: ChatId) =>
  (await phone.call(customerPage.customerHistory, { chatId })).body.messages;
const textsOf = async (phone: Phone, chatId: ChatId) =>
  (await seenBy(phone, chatId)).map((m) => String(m.body['text']));
const speak = (who: Person, chatId: ChatId, text: string) =>
  who.call(messaging.postMessage, {
    chatId,
    cid: crypto.randomUUID(),
    draft: { k: 'text', b: { text } },
  });
const groupOf = async (chatId: ChatId, who = lin) =>
  (await who.call(customerGroups.getCustomerGroup, { chatId })).body;

test('twenty who scan at once fill groups of five, one after the other', async () => {
  const code = await codeOf({ cap: 5 });
  const phones = await Promise.all(Array.from({ length: 20 }, () => join(code.url)));
  expect(phones.map((p) => p.error)).toEqual(phones.map(() => undefined));
  const { codes } = (await lin.call(customerGroups.listGroupCodes, {})).body;
  const now = codes.find((c) => c.id === code.id)!;
  expect(now.groups.map((g) => [g.name, g.customers])).toEqual([
    ['车友群1', 5],
    ['车友群2', 5],
    ['车友群3', 5],
    ['车友群4', 5],
  ]);
  expect(now.scans).toBe(20);
  // The same phone again is where it was; one that opens no more groups says so.
  const first = phones[0]!;
  const { chatId } = first;
  expect((await joinAs(first)).chatId).toBe(chatId);
  await lin.call(customerGroups.changeGroupCode, { codeId: code.id, opens: false });
  expect((await join(code.url)).error).toBe('groups.full');
  await lin.call(customerGroups.changeGroupCode, { codeId: code.id, closed: true });
  expect((await join(code.url)).error).toBe('groups.closed');
  expect((await zhou.call(customerGroups.listGroupCodes, {})).body.codes).toEqual([]);
});

test('members and customers talk; a newcomer reads nothing from before, and names alone', async () => {
  const code = await codeOf();
  const { chatId } = code.groups[0]!;
  await lin.call(messaging.addChatMembers, { chatId, memberIds: [zhou.id] });
  const early = await join(code.url);
  await early.call(customerPage.changeMe, { name: '王小明' });
  await early.say(chatId, '轮胎什么时候到？');
  await speak(zhou, chatId, '明天上午');
  const late = await join(code.url);
  await speak(lin, chatId, '欢迎新朋友');
  expect((await seenBy(early, chatId)).map((m) => [m.from, m.body['text']])).toEqual([
    [undefined, '轮胎什么时候到？'],
    ['周大山', '明天上午'],
    ['林小雨', '欢迎新朋友'],
  ]);
  expect(await textsOf(late, chatId)).toEqual(['欢迎新朋友']);
  expect((await late.call(customerPage.customerHistory, { chatId, before: 4 })).body.messages).toEqual([]);
  expect(JSON.stringify(await seenBy(late, chatId))).not.toMatch(/mbr_|cus_/);
  const { people } = (await late.call(customerGroups.groupPeople, { chatId })).body;
  expect(people.slice(0, 2)).toEqual([
    { name: '林小雨', kind: 'owner' },
    { name: '周大山', kind: 'member' },
  ]);
  expect(people).toContainEqual({ name: '王小明', kind: 'customer' });
  expect(late.here.chats).toMatchObject([{ chatId, memberName: '车友群1', people: 4 }]);
  const stranger = await join((await codeOf()).url);
  expect((await stranger.call(customerPage.customerHistory, { chatId })).status).toBe(404);
  expect((await stranger.call(customerGroups.groupPeople, { chatId })).status).toBe(404);
  // Whoever leaves reads nothing more, and comes back only when they say so.
  await late.call(customerGroups.leaveGroup, { chatId });
  expect((await late.call(customerPage.customerHistory, { chatId })).status).toBe(404);
  expect((await joinAs(late)).error).toBe('groups.left');
  expect((await joinAs(late, true)).chatId).toBe(chatId);
  expect(await textsOf(late, chatId)).toEqual([]);
});

test('a group greets newcomers together and answers keywords', async () => {
  const code = await codeOf();
  const { chatId } = code.groups[0]!;
  const settings = {
    welcome: '欢迎{name}！',
    welcomeGap: 5,
    replies: [{ words: ['地址'], how: 'contains' as const, text: '南山区科技路 1 号' }],
  };
  expect((await lin.call(customerGroups.changeCustomerGroup, { chatId, settings })).status).toBe(200);
  const a = await join(code.url);
  await world.settle();
  const [greeting] = await textsOf(a, chatId);
  expect(greeting).toMatch(/^欢迎客户....！$/);
  await join(code.url);
  await join(code.url);
  await world.settle();
  expect(await textsOf(a, chatId)).toHaveLength(1);
  world.clock.now = new Date(world.clock.now.getTime() + 5 * 60_000);
  await world.settle();
  expect((await textsOf(a, chatId)).at(-1)).toMatch(/^欢迎客户....、客户....！$/);
  await a.say(chatId, '请问地址在哪');
  await world.settle();
  const said = (await seenBy(a, chatId)).at(-1)!;
  expect([said.from, said.body['text']]).toEqual(['群助手', '南山区科技路 1 号']);
});

test('files follow the welcome, in groups the code opens too; whoever looks after the group sees them there', async () => {
  const file = await upload(world.house, lin, '价目表.txt', Buffer.from('oil 100'));
  const code = await codeOf({ cap: 1 });
  const { chatId } = code.groups[0]!;
  const settings = { welcome: '欢迎{name}', welcomeFiles: [file.fileId] };
  expect((await zhou.call(customerGroups.changeCustomerGroup, { chatId, settings })).status).toBe(404);
  expect((await lin.call(customerGroups.changeCustomerGroup, { chatId, settings })).status).toBe(200);
  expect((await groupOf(chatId, company.owner)).settings.welcomeFiles).toEqual([file.fileId]);
  expect((await company.owner.call(files.describeFile, { fileId: file.fileId })).status).toBe(200);
  expect((await zhou.call(files.describeFile, { fileId: file.fileId })).status).toBe(404);
  const first = await join(code.url);
  const second = await join(code.url);
  await world.settle();
  for (const phone of [first, second])
    expect((await seenBy(phone, phone.chatId)).map((m) => m.body['text'] ?? m.body['name'])).toEqual([
      expect.stringMatching(/^欢迎/),
      '价目表.txt',
    ]);
  expect(second.chatId).not.toBe(chatId);
  // Somebody else's file is nobody's welcome.
  const strange = await upload(world.house, zhou, 'x.txt', Buffer.from('x'));
  const wrong = { ...settings, welcomeFiles: [strange.fileId] };
  const refused = await lin.call(customerGroups.changeCustomerGroup, { chatId, settings: wrong });
  expect(refused.body).toMatchObject({ error: { code: 'files.not_found' } });
});

test('whoever breaks a rule is warned, then removed, and the owner hears of it; members may', async () => {
  const code = await codeOf();
  const { chatId } = code.groups[0]!;
  const rules = { links: true, banned: ['代开发票'], flood: 5, warnings: 1 };
  await lin.call(customerGroups.changeCustomerGroup, { chatId, settings: { rules } });
  const bad = await join(code.url);
  const good = await join(code.url);
  await speak(lin, chatId, '看这里 https://example.com');
  const cid = crypto.randomUUID();
  const stopped = await bad.call(customerPage.customerPost, {
    chatId,
    cid,
    draft: { k: 'text', b: { text: '代 开 发-票' } },
  });
  expect(stopped.body.error).toMatchObject({ code: 'groups.word_stopped' });
  // The answer got lost and is asked for again: still one warning.
  expect(
    (
      await bad.call(customerPage.customerPost, {
        chatId,
        cid,
        draft: { k: 'text', b: { text: '代开发票' } },
      })
    ).status,
  ).toBe(403);
  await world.settle();
  // Nobody ever saw it.
  expect(await textsOf(good, chatId)).toEqual(['看这里 https://example.com']);
  expect((await groupOf(chatId)).customers).toHaveLength(2);
  await expect(bad.say(chatId, '加我 www.shop.top')).rejects.toThrow('groups.removed');
  await world.settle();
  expect((await groupOf(chatId)).customers).toHaveLength(1);
  expect((await bad.call(customerPage.customerHistory, { chatId })).status).toBe(404);
  expect((await joinAs(bad, true)).error).toBe('groups.removed');
  const told = (await lin.call(messaging.listChats, {})).body.chats.find((c) => c.guest === 'groups');
  expect(told?.preview?.b['text']).toBe('群内不允许发送链接');
  // A member removes by hand; a stranger may not even see the group.
  const [left] = (await groupOf(chatId)).customers;
  const gone = { chatId, customerId: left!.customerId };
  expect((await zhou.call(customerGroups.removeGroupCustomer, gone)).status).toBe(404);
  expect((await lin.call(customerGroups.removeGroupCustomer, gone)).status).toBe(200);
  const { days } = (await lin.call(customerGroups.listGroupDays, { chatId, days: 2 })).body;
  expect(days).toMatchObject([
    { joined: 0, left: 0, messages: 0, active: 0 },
    { day: '2026-11-24', joined: 2, left: 2, messages: 1, active: 0 },
  ]);
  expect((await groupOf(chatId)).group).toMatchObject({ joined: 2, left: 2, messages: 1, customers: 0 });
});

test('a group is handed over, while its owner is here and after', async () => {
  const { body: group } = await lin.call(customerGroups.createCustomerGroup, { name: '老客户' });
  const { chatId } = group;
  const give = { chatId, ownerId: zhou.id };
  expect((await zhou.call(customerGroups.changeCustomerGroup, give)).status).toBe(404);
  expect((await lin.call(customerGroups.changeCustomerGroup, give)).body).toMatchObject({
    ownerName: '周大山',
  });
  expect((await lin.call(customerGroups.changeCustomerGroup, give)).body.error?.code).toBe(
    'groups.not_yours',
  );
  expect((await groupOf(chatId)).mayChange).toBe(false);
  const boss = company.owner;
  expect((await groupOf(chatId, boss)).mayChange).toBe(true);
  await boss.call(customerGroups.changeCustomerGroup, { chatId, ownerId: lin.id });
  expect((await groupOf(chatId)).mayChange).toBe(true);
  expect((await lin.call(messaging.dissolveChat, { chatId })).status).toBe(200);
  expect((await groupOf(chatId)).group.dissolved).toBe(true);
  expect((await lin.call(customerGroups.changeCustomerGroup, { chatId, name: '新' })).body.error?.code).toBe(
    'groups.dissolved',
  );
});

test.each([
  ['看 ｗｗｗ．abc.ｃom', 'link'],
  ['价格 3.14 元', undefined],
  ['加 V 信', 'banned'],
])('%s is judged as %s', (text, fault) => {
  expect(faultOf({ links: true, banned: ['加V'], flood: 3, warnings: 0 }, { text, inMinute: 3 })).toBe(fault);
  expect(faultOf({ links: false, banned: [], flood: 3, warnings: 0 }, { text, inMinute: 4 })).toBe('flood');
});

test('an exact keyword answers that word alone', () => {
  const replies = [{ words: ['价格'], how: 'exact' as const, text: '见菜单' }];
  expect([replyTo(replies, ' 价格 '), replyTo(replies, '价格多少')]).toEqual(['见菜单', undefined]);
});
