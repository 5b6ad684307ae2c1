// Customers change hands: chats, notes and codes go along, each customer hears it once, and a crash in between repeats nothing.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { customerTransfers } from '@teahouse/contract/customer-transfers';
import { customers } from '@teahouse/contract/customers';
import { leaving } from '@teahouse/contract/leaving';
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { phoneAt } from '../../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';
import { moveCustomers } from './move-customers.ts';

let world: World;
let company: Company;
beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
});
afterAll(() => world.close());

const codeOf = async (who: Person) =>
  (await who.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } })).body;
const settle = async () => {
  for (let round = 0; round < 4; round++) await world.settle();
};
const mine = async (who: Person, more = {}) =>
  (await who.call(customers.listCustomers, { limit: 100, ...more })).body.follows;
const start = (body: object) =>
  company.owner.call(customerTransfers.startTransfer, { message: '我是{name}', ...body } as never);

test('all customers of a member, with chats, notes, tags and codes; each hears it once', async () => {
  const [lin, zhou] = [await company.hire('林小雨'), await company.hire('周大山')];
  const code = await codeOf(lin);
  const phones = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const phone = phoneAt(world.house, code.url);
      const { chatId } = await phone.scan();
      await phone.say(chatId, '刹车有异响');
      return { phone, chatId };
    }),
  );
  const [first] = await mine(lin);
  await lin.call(customers.changeFollow, {
    customerId: first!.customerId,
    remark: '老王',
    personal: ['熟客'],
  });
  const begun = await start({ from: lin.id, to: zhou.id });
  expect([begun.status, begun.body]).toMatchObject([200, { total: 30, reason: 'in_service' }]);
  await settle();
  const [transfer] = (await company.owner.call(customerTransfers.listTransfers, {})).body.transfers;
  expect(transfer).toMatchObject({ fromName: '林小雨', toName: '周大山', moved: 30, failed: 0, done: true });
  expect(await mine(lin)).toEqual([]);
  expect(await mine(zhou, { q: '老王' })).toMatchObject([{ remark: '老王', personal: ['熟客'] }]);
  for (const { phone, chatId } of phones) {
    const { messages } = (await phone.call(customerPage.customerHistory, { chatId })).body;
    expect(messages.map((m) => m.body['text'])).toEqual(['刹车有异响', '我是周大山']);
  }
  // Working a hand-over off once more changes nothing.
  const { id: transferId } = transfer!;
  await world.house.openWork(company.id, system, (work) => work.enqueue(moveCustomers, { transferId }));
  await settle();
  const { chatId, phone } = phones[0]!;
  expect((await phone.call(customerPage.customerHistory, { chatId })).body.messages).toHaveLength(2);
  // The new member reads what was said before and answers in the same chat; the old one sits there no more.
  const events = (await zhou.call(messaging.listMessages, { chatId, after: 0, limit: 50 })).body.events;
  expect(events.some((e) => e.t === 'msg' && e.b['text'] === '刹车有异响')).toBe(true);
  expect((await lin.call(messaging.getChat, { chatId })).status).toBe(404);
  // Whoever scans the code tomorrow reaches the new one.
  const late = await phoneAt(world.house, code.url).scan();
  expect(late.chats).toMatchObject([{ memberName: '周大山' }]);
});

test('a filter hands over a part; whom both have keeps one chat open, and a mute is respected', async () => {
  const [he, wu] = [await company.hire('何'), await company.hire('吴')];
  const [a, b] = [await codeOf(he), await codeOf(wu)];
  const both = phoneAt(world.house, a.url);
  const old = await both.scan();
  both.key = b.url.split('/').at(-1)!;
  const kept = await both.scan();
  const quiet = phoneAt(world.house, a.url);
  const { chatId } = await quiet.scan();
  await quiet.call(customerPage.muteMember, { chatId, muted: true });
  const stays = phoneAt(world.house, a.url);
  await stays.scan();
  const [last] = await mine(he);
  await he.call(customers.changeFollow, { customerId: last!.customerId, stage: 'won' });
  for (const f of (await mine(he)).filter((x) => x.stage === 'new'))
    await he.call(customers.changeFollow, { customerId: f.customerId, company: '南山' });
  expect((await start({ from: he.id, to: wu.id, only: { stage: 'new' } })).body.total).toBe(2);
  await settle();
  expect((await mine(he)).filter((f) => f.state === 'following')).toMatchObject([{ stage: 'won' }]);
  expect(await mine(wu)).toHaveLength(2);
  expect((await mine(wu)).map((f) => f.company)).toEqual(['南山', '南山']);
  const here = (await both.call(customerPage.customerHere, {})).body;
  expect(here.chats.find((c) => c.chatId === old.chatId)?.state).toBe('refused');
  const told = (await both.call(customerPage.customerHistory, { chatId: kept.chatId })).body.messages;
  expect(told.map((m) => m.body['text'])).toEqual(['我是吴']);
  expect((await quiet.call(customerPage.customerHistory, { chatId })).body.messages).toEqual([]);
});

test('a leaver’s customers are counted and go with the leaving', async () => {
  const [lin, zhou] = [await company.hire('林二'), await company.hire('周二')];
  const code = await codeOf(lin);
  for (let n = 0; n < 3; n++) await phoneAt(world.house, code.url).scan();
  const behind = await company.owner.call(leaving.leftBehind, { memberId: lin.id });
  expect(behind.body.customers).toBe(3);
  const left = await company.owner.call(leaving.leave, {
    memberId: lin.id,
    to: { customers: zhou.id },
    message: '我是{name}',
  });
  expect([left.status, left.body.customers]).toEqual([200, 3]);
  await settle();
  expect(await mine(zhou)).toHaveLength(3);
});

test('who may: administrators of both, not members, not to oneself, not to who has left', async () => {
  const [lin, zhou] = [await company.hire('林三'), await company.hire('周三')];
  const of = async (who: Person, body: object) =>
    (await who.call(customerTransfers.startTransfer, { message: '', ...body } as never)).body.error?.code;
  expect(await of(lin, { from: lin.id, to: zhou.id })).toBe('directory.outside_scope');
  expect(await of(company.owner, { from: lin.id, to: lin.id })).toBe('customers.same_member');
  expect(await of(company.owner, { from: lin.id, to: zhou.id })).toBe('customers.nobody_to_hand_over');
  await company.owner.call(leaving.leave, { memberId: zhou.id, to: {} });
  expect(await of(company.owner, { from: lin.id, to: zhou.id })).toBe('directory.member_not_found');
  const other = await world.company('别家');
  expect(await of(other.owner, { from: lin.id, to: lin.id })).toBe('directory.member_not_found');
});
