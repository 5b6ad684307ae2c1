// Rule groups as a program sets them up: what it writes is what binds.
import { customers } from '@teahouse/contract/customers';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp } from '../../../modules/apps/index.ts';
import { phoneAt } from '../../../testing/phone.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let scrm: WecomClient;
let branch: WecomClient;
let head: Person;
const ask = (name: string, said: object) => scrm.ask(`externalcontact/customer_strategy/${name}`, said);

beforeAll(async () => {
  world = await openWorld();
  const company = await world.company('南山修车');
  const shop = await company.department('门店');
  head = await company.hire('陈店长', { userid: 'chen' });
  const lin = await company.hire('林小雨', { userid: 'lin', departments: [shop] });
  const { url } = (await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } }))
    .body;
  await phoneAt(world.house, url).scan();
  await company.hire('周大山', { userid: 'zhou' });
  scrm = await wecomClient(world, company, 'customers');
  branch = await wecomClient(world, company, {
    name: '门店助手',
    visible: { all: false, memberIds: [], departmentIds: [shop], tagIds: [] },
  });
  await world.house.openWork(company.id, system, (work) =>
    changeApp(work, branch.app.id, { scopes: ['customers.read', 'customers.write'] }),
  );
});
afterAll(() => world.close());

test('a group is made, read with its range and privileges, changed and removed; its leader leads meanwhile', async () => {
  const made = await ask('create', {
    parent_id: 0,
    strategy_name: '门店',
    admin_list: ['chen'],
    privilege: { send_customer_msg: false, share_customer: true },
    range: [
      { type: 1, userid: 'zhou' },
      { type: 2, partyid: 2 },
    ],
  });
  expect(made).toMatchObject({ errcode: 0, strategy_id: 1 });
  const { strategy_id } = made;
  expect(await ask('list', { limit: 1 })).toMatchObject({ strategy: [{ strategy_id: 1 }], next_cursor: '' });
  const { strategy } = (await ask('get', { strategy_id })) as unknown as {
    strategy: { privilege: Record<string, boolean> };
  };
  expect(strategy).toMatchObject({
    parent_id: 0,
    strategy_name: '门店',
    admin_list: ['chen'],
    create_time: expect.any(Number),
  });
  expect(Object.keys(strategy.privilege)).toHaveLength(21);
  // What nothing here corresponds to is not said to be granted.
  expect(strategy.privilege).toMatchObject({
    view_customer_list: true,
    onjob_customer_transfer: true,
    send_customer_msg: false,
    share_customer: false,
    view_behavior_data: false,
  });
  expect(await ask('get_range', { strategy_id, limit: 1 })).toMatchObject({
    range: [{ type: 1, userid: 'zhou' }],
    next_cursor: '1',
  });
  expect(await ask('get_range', { strategy_id, cursor: '1' })).toMatchObject({
    range: [{ type: 2, partyid: 2 }],
    next_cursor: '',
  });
  const seen = async () => (await head.call(customers.listCustomers, { whose: 'all' })).body.follows.length;
  expect(await seen()).toBe(1);

  const inner = await ask('create', {
    parent_id: strategy_id,
    strategy_name: '早班',
    admin_list: ['lin'],
    range: [{ type: 1, userid: 'lin' }],
  });
  expect(inner).toMatchObject({ errcode: 0, strategy_id: 2 });
  expect(await ask('get', { strategy_id: 2 })).toMatchObject({ strategy: { parent_id: 1 } });
  expect(await ask('del', { strategy_id })).toMatchObject({ errcode: 60006 });
  expect(await ask('del', { strategy_id: 2 })).toMatchObject({ errcode: 0 });

  const edited = {
    strategy_id,
    privilege: { send_customer_msg: true },
    range_del: [{ type: 2, partyid: 2 }],
  };
  expect(await ask('edit', edited)).toMatchObject({ errcode: 0 });
  expect(await ask('get_range', { strategy_id })).toMatchObject({ range: [{ type: 1, userid: 'zhou' }] });
  expect(await ask('get', { strategy_id })).toMatchObject({
    strategy: {
      strategy_name: '门店',
      privilege: { send_customer_msg: true, onjob_customer_transfer: true },
    },
  });
  expect(await seen()).toBe(0);
  expect(await ask('del', { strategy_id })).toMatchObject({ errcode: 0 });
  expect(await ask('get', { strategy_id })).toMatchObject({ errcode: 40058 });
});

test('what is wrong has its number, and an app of a branch sets up nothing', async () => {
  const group = { strategy_name: '门店', admin_list: ['chen'], range: [{ type: 1, userid: 'lin' }] };
  expect(await ask('create', { ...group, strategy_name: '长'.repeat(31) })).toMatchObject({ errcode: 40058 });
  expect(await ask('create', { ...group, admin_list: [] })).toMatchObject({ errcode: 40058 });
  expect(await ask('create', { ...group, admin_list: ['nobody'] })).toMatchObject({ errcode: 60111 });
  expect(await ask('create', { ...group, range: [] })).toMatchObject({ errcode: 40031 });
  expect(await ask('create', { ...group, range: [{ type: 2, partyid: 99 }] })).toMatchObject({
    errcode: 60003,
  });
  expect(await ask('create', { ...group, range: [{ type: 3 }] })).toMatchObject({ errcode: 40058 });
  expect(await branch.ask('externalcontact/customer_strategy/create', group)).toMatchObject({
    errcode: 60011,
  });
  expect(await branch.ask('externalcontact/customer_strategy/list', {})).toMatchObject({ errcode: 60011 });
});
