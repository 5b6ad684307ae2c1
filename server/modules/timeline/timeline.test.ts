// Groups in the timeline of a customer: told to whoever sits in them, with the broadcasts the customer got there.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerGroups } from '@teahouse/contract/customer-groups';
import { customerTimeline } from '@teahouse/contract/customer-timeline';
import { customers } from '@teahouse/contract/customers';
import { groupPosts } from '@teahouse/contract/group-posts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

const HOUR = 3_600_000;
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

test('joining, leaving and broadcasts of a group stand in the timeline of those who sit in it', async () => {
  const later = () => {
    world.clock.now = new Date(world.clock.now.getTime() + HOUR / 4);
  };
  const settle = async () => {
    for (let i = 0; i < 3; i++) await world.settle();
  };
  const asked = { name: '前台', welcome: { text: '' } };
  const mine = (await lin.call(contactCodes.createContactCode, asked)).body.url;
  const theirs = (await zhou.call(contactCodes.createContactCode, asked)).body.url;
  const phone = phoneAt(world.house, mine);
  await phone.scan();
  await Object.assign(phoneAt(world.house, theirs), { cookie: phone.cookie, device: phone.device }).scan();
  const { customerId } = (await lin.call(customers.listCustomers, { limit: 1 })).body.follows[0]!;
  const group = (await lin.call(customerGroups.createCustomerGroup, { name: '车友群' })).body;
  later();
  const post = { name: '早到', contents: [{ k: 'text' as const, b: { text: '八折' } }], holdOut: 0 };
  // Before they came: none of theirs, and an empty group gets nothing either.
  await lin.call(groupPosts.createGroupPost, post);
  await settle();
  later();
  await lin.call(customerGroups.addGroupCustomers, { chatId: group.chatId, customerIds: [customerId] });
  later();
  await lin.call(groupPosts.createGroupPost, { ...post, name: '换季' });
  await settle();
  later();
  await lin.call(customerGroups.removeGroupCustomer, { chatId: group.chatId, customerId });
  const told = async (who: Person) =>
    (await who.call(customerTimeline.listTimeline, { customerId, limit: 100 })).body.rows
      .filter((r) => r.kind.startsWith('group_'))
      .map((r) => [r.kind, r.title, r.state, r.memberName]);
  expect(await told(lin)).toEqual([
    ['group_left', '车友群', 'removed', ''],
    ['group_post', '换季 · 车友群', '', '林小雨'],
    ['group_joined', '车友群', 'invited', '林小雨'],
  ]);
  expect(await told(zhou)).toEqual([]);
});
