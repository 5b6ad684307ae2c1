// Rule groups: what leaders see and do through every door, exactly within what they lead and with the rights they were given.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerGroups } from '@teahouse/contract/customer-groups';
import { customerRules, type CustomerRight } from '@teahouse/contract/customer-rules';
import { customerTransfers } from '@teahouse/contract/customer-transfers';
import { customers } from '@teahouse/contract/customers';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { CustomerRuleId } from '@teahouse/contract/ids';
import { outreach } from '@teahouse/contract/outreach';
import { groupPosts } from '@teahouse/contract/group-posts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phoneAt } from '../../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let [head, lin, zhou, far]: Person[] = [];
let shop: `dep_${string}`;
let rule: CustomerRuleId;
let chatId: `chat_${string}`;

const codeOf = async (who: Person) =>
  (await who.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } })).body;
const bring = async (who: Person) => await phoneAt(world.house, (await codeOf(who)).url).scan();
const seen = async (who: Person) =>
  (await who.call(customers.listCustomers, { whose: 'all', limit: 100 })).body.follows
    .map((f) => f.memberName)
    .toSorted();
const give = async (...rights: CustomerRight[]) => {
  const { status } = await company.owner.call(customerRules.changeCustomerRule, {
    ruleId: rule,
    name: '南山门店',
    leaderIds: [head!.id],
    departmentIds: [shop],
    rights,
  });
  expect(status).toBe(200);
};

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
  shop = await company.department('门店');
  [head, lin, zhou, far] = [
    await company.hire('陈店长'),
    await company.hire('林小雨', { departments: [shop] }),
    await company.hire('周大山', { departments: [shop] }),
    await company.hire('远方'),
  ];
  for (const who of [lin!, zhou!, far!]) await bring(who);
  ({ chatId } = (await lin!.call(customerGroups.createCustomerGroup, { name: '车友群' })).body);
  await world.settle();
});
afterAll(() => world.close());

test('nobody is led before; then a department is, with whoever comes into it later', async () => {
  expect(await seen(head!)).toEqual([]);
  expect((await head!.call(customerRules.myCustomerRights, {})).body).toEqual({ leads: false, rights: [] });
  const made = await company.owner.call(customerRules.createCustomerRule, {
    name: '南山门店',
    leaderIds: [head!.id],
    departmentIds: [shop],
    rights: [],
  });
  expect(made.body).toMatchObject({
    leaders: [{ name: '陈店长' }],
    departments: [{ name: '门店' }],
    members: [],
    parentId: null,
  });
  rule = made.body.id;
  expect((await head!.call(customerRules.myCustomerRights, {})).body).toEqual({ leads: true, rights: [] });
  expect(await seen(head!)).toEqual(['周大山', '林小雨']);
  const late = await company.hire('新人', { departments: [shop] });
  await bring(late);
  expect(await seen(head!)).toEqual(['周大山', '新人', '林小雨']);
  await company.owner.call(directoryAdmin.changeMember, {
    memberId: late.id,
    departments: [{ id: company.rootId }],
  });
  expect(await seen(head!)).toEqual(['周大山', '林小雨']);
  // Those who are led see no more than before, and a stranger's customer does not exist.
  expect(await seen(lin!)).toEqual(['林小雨']);
  const [theirs] = (await far!.call(customers.listCustomers, {})).body.follows;
  expect((await head!.call(customers.getCustomer, { customerId: theirs!.customerId })).status).toBe(404);
  const [ours] = (await lin!.call(customers.listCustomers, {})).body.follows;
  expect((await head!.call(customers.getCustomer, { customerId: ours!.customerId })).status).toBe(200);
});

test('customers are handed over, and taken along as a table, with the right to it alone', async () => {
  const hand = (from: Person, to: Person) =>
    head!.call(customerTransfers.startTransfer, { from: from.id, to: to.id, message: '' });
  const table = async () =>
    ((await head!.call(customers.exportCustomers, { whose: 'all' })).body as Buffer).toString();
  await give('inherit');
  expect((await hand(zhou!, lin!)).status).toBe(403);
  expect(await table()).not.toContain('周大山');
  await give('hand_over', 'export');
  expect((await hand(zhou!, far!)).status).toBe(403);
  expect((await hand(far!, zhou!)).status).toBe(403);
  expect(await table()).toContain('周大山');
  expect(await table()).not.toContain('远方');
  expect((await hand(zhou!, lin!)).status).toBe(200);
  for (let i = 0; i < 4; i++) await world.settle();
  expect(await seen(head!)).toEqual(['林小雨', '林小雨']);
  expect((await head!.call(customerTransfers.listTransfers, {})).body.transfers).toHaveLength(1);
});

test('codes are made for those who are led, and changed where only they serve', async () => {
  const team = { name: '门店码', kind: 'team', welcome: { text: '' } } as const;
  const of = (...who: Person[]) => who.map((w) => ({ memberId: w.id, hours: null, dailyCap: null }));
  expect(
    (await head!.call(contactCodes.createContactCode, { ...team, members: of(lin!, far!) })).status,
  ).toBe(404);
  expect(
    (await head!.call(contactCodes.createContactCode, { ...team, members: of(lin!, zhou!) })).status,
  ).toBe(200);
  const [his, mixed] = [
    await codeOf(zhou!),
    (await company.owner.call(contactCodes.createContactCode, { ...team, members: of(lin!, far!) })).body,
  ];
  const rename = (codeId: typeof his.id) =>
    head!.call(contactCodes.changeContactCode, { codeId, welcome: { text: '您好' } } as never);
  await give();
  expect((await rename(his.id)).status).toBe(404);
  await give('codes');
  expect((await rename(his.id)).status).toBe(200);
  expect((await rename(mixed.id)).status).toBe(404);
});

test('groups of those who are led are seen, set with one right and given away with another once the owner left', async () => {
  const group = () => head!.call(customerGroups.getCustomerGroup, { chatId });
  const change = (more: object) => head!.call(customerGroups.changeCustomerGroup, { chatId, ...more });
  await give();
  expect((await group()).body).toMatchObject({ mayChange: false, mayGive: false, seated: false });
  expect((await far!.call(customerGroups.getCustomerGroup, { chatId })).status).toBe(404);
  expect((await change({ name: '新名' })).status).toBe(403);
  await give('group_rules');
  expect((await change({ name: '新名' })).body).toMatchObject({ name: '新名' });
  await give('give_groups');
  expect((await change({ ownerId: zhou!.id })).status).toBe(403);
  expect((await change({ name: '旧名' })).status).toBe(403);
  expect(
    (await head!.call(customerGroups.createGroupCode, { name: '海报', baseName: '群', chatIds: [chatId] }))
      .status,
  ).toBe(200);
});

test('broadcasts and posts go to the customers of those who are led, never beyond', async () => {
  const write = (more: object = {}) =>
    head!.call(outreach.createBroadcast, {
      name: '换季',
      contents: [{ k: 'text', b: { text: '机油八折' } }],
      holdOut: 0,
      audience: { whose: 'all', ...more },
    } as never);
  const post = () =>
    head!.call(groupPosts.previewGroupPost, {
      whose: 'all',
      chatIds: [],
      contents: [{ k: 'text', b: { text: '早' } }],
      holdOut: 0,
    } as never);
  await give();
  expect([(await write()).status, (await post()).status]).toEqual([403, 403]);
  await give('broadcast', 'group_posts');
  expect((await write({ memberIds: [far!.id] })).status).toBe(403);
  const { body } = await write();
  expect(body.audience.memberIds?.toSorted()).toEqual([lin!.id, zhou!.id].toSorted());
  const preview = await head!.call(outreach.previewBroadcast, { broadcastId: body.id });
  expect(preview.body.eligible).toBe(2);
  expect((await post()).status).toBe(200);
  // Without the right its draft goes nowhere any more.
  await give();
  expect((await head!.call(outreach.launchBroadcast, { broadcastId: body.id })).status).toBe(403);
});

test('who left without a successor is given to another, with the right to it', async () => {
  const gone = await company.hire('走了', { departments: [shop] });
  await bring(gone);
  await company.owner.call(directoryAdmin.leaveMember, { memberId: gone.id });
  const leavers = async () => (await head!.call(customerTransfers.listTransfers, {})).body.leavers;
  const inherit = () =>
    head!.call(customerTransfers.startTransfer, { from: gone.id, to: zhou!.id, message: '' });
  await give('hand_over');
  expect(await leavers()).toEqual([]);
  expect((await inherit()).status).toBe(403);
  await give('inherit');
  expect(await leavers()).toEqual([{ memberId: gone.id, name: '走了', customers: 1 }]);
  expect((await inherit()).body).toMatchObject({ reason: 'leaving', total: 1 });
  for (let i = 0; i < 4; i++) await world.settle();
  expect(await leavers()).toEqual([]);
});

test('a group below another lies within it, and keeps it from being removed', async () => {
  const below = (memberId: Person['id']) =>
    company.owner.call(customerRules.createCustomerRule, {
      name: '早班',
      parentId: rule,
      leaderIds: [zhou!.id],
      memberIds: [memberId],
      rights: ['broadcast'],
    });
  expect((await below(far!.id)).body).toMatchObject({ error: { code: 'customers.rule_outside_parent' } });
  const { id } = (await below(lin!.id)).body;
  const narrow = await company.owner.call(customerRules.changeCustomerRule, {
    ruleId: rule,
    name: '南山门店',
    leaderIds: [head!.id],
    memberIds: [zhou!.id],
    rights: [],
  });
  expect(narrow.body).toMatchObject({ error: { code: 'customers.rule_outside_parent' } });
  const remove = (ruleId: CustomerRuleId) => company.owner.call(customerRules.removeCustomerRule, { ruleId });
  expect((await remove(rule)).body).toMatchObject({ error: { code: 'customers.rule_has_others_below' } });
  expect((await remove(id)).status).toBe(200);
  expect((await remove(rule)).status).toBe(200);
  expect(await seen(head!)).toEqual([]);
  expect((await head!.call(customerRules.listCustomerRules, {})).status).toBe(403);
});
