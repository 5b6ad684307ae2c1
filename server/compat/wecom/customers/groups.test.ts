// A program keeps customer groups in the vendor's shapes: it lists and reads them, opens join ways, counts, hands over and hears of changes.
import { callbacks } from '@teahouse/contract/callbacks';
import { customerGroups } from '@teahouse/contract/customer-groups';
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpCode } from '../../../modules/apps/index.ts';
import { type Receiver, receiveCallbacks } from '../../../testing/callback-receiver/receive-callbacks.ts';
import { phoneAt } from '../../../testing/phone.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let scrm: WecomClient;
let receiver: Receiver;
let outer: string;
let chatId: `chat_${string}`;

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  world.clock.now = new Date();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'lin' });
  await company.hire('周大山', { userid: 'zhou' });
  scrm = await wecomClient(world, company, 'customers');
  receiver = await receiveCallbacks(corpCode(company.id));
  const { url, token, aesKey } = receiver;
  const set = { appId: scrm.app.id, url, token, aesKey, format: 'xml' as const };
  expect((await company.owner.call(callbacks.setCallback, set)).status).toBe(200);
  for (const name of ['一群', '二群', '三群'])
    ({ chatId } = (await lin.call(customerGroups.createCustomerGroup, { name })).body);
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

const call = (name: string, body: object) => scrm.ask(`externalcontact/${name}`, body);
const heard = async () => {
  for (let round = 0; round < 3; round++) await world.settle();
  return receiver.told.splice(0).map((t) => t.plain);
};

test('groups are listed page by page, and their making was told', async () => {
  const created = (await heard()).filter((e) => e.includes('<ChangeType><![CDATA[create]]>'));
  expect(created).toHaveLength(3);
  const found: string[] = [];
  let cursor = '';
  do {
    const page = await call('groupchat/list', { limit: 2, ...(cursor ? { cursor } : {}) });
    const rows = page['group_chat_list'] as { chat_id: string; status: number }[];
    expect(rows.every((r) => r.status === 0)).toBe(true);
    found.push(...rows.map((r) => r.chat_id));
    cursor = (page['next_cursor'] as string | undefined) ?? '';
  } while (cursor);
  expect(new Set(found).size).toBe(3);
  expect(created.every((e) => found.some((id) => e.includes(id)))).toBe(true);
  outer = found.at(-1)!;
  const filter = { owner_filter: { userid_list: ['zhou'] } };
  expect(await call('groupchat/list', { limit: 2, ...filter })).toMatchObject({ group_chat_list: [] });
  expect(await call('groupchat/list', {})).toMatchObject({ errcode: 40058 });
  expect(await call('opengid_to_chatid', { opengid: 'x' })).toMatchObject({ errcode: 90511 });
});

test('customers come by a join way; the group, its figures and the events tell of them', async () => {
  const way = { scene: 2, remark: '门店', room_base_name: '车友', room_base_id: 7, state: 'shop-1' };
  const { config_id } = await call('groupchat/add_join_way', { ...way, chat_id_list: [outer] });
  const { join_way } = await call('groupchat/get_join_way', { config_id });
  expect(join_way).toMatchObject({ config_id, ...way, auto_create_room: 1, chat_id_list: [outer] });
  const picture = (join_way as { qr_code: string }).qr_code;
  expect((await fetch(picture)).headers.get('content-type')).toBe('image/png');
  const phone = phoneAt(world.house, picture.replace('/qr.png', ''));
  expect((await phone.call(customerGroups.joinGroup, { device: phone.device })).body.chatId).toBe(chatId);
  await phone.say(chatId, '你好');
  const came = (await heard()).find((e) => e.includes('add_member'));
  expect(came).toContain('<JoinScene>3</JoinScene><MemChangeCnt>1</MemChangeCnt><MemChangeList><Item>');

  const { group_chat } = await call('groupchat/get', { chat_id: outer, need_name: 1 });
  expect(group_chat).toMatchObject({
    chat_id: outer,
    name: '三群',
    owner: 'lin',
    notice: '',
    admin_list: [],
  });
  const { member_list } = group_chat as { member_list: Record<string, unknown>[] };
  expect(member_list).toEqual([
    expect.objectContaining({ userid: 'lin', type: 1, join_scene: 1, name: '林小雨' }),
    expect.objectContaining({
      type: 2,
      join_scene: 3,
      state: 'shop-1',
      name: expect.stringMatching(/^客户/),
    }),
  ]);
  expect(came).toContain(`<![CDATA[${String(member_list[1]!['userid'])}]]>`);

  const today = {
    day_begin_time: Math.floor(Date.now() / 1000),
    day_end_time: 0,
    owner_filter: { userid_list: ['lin', 'zhou'] },
  };
  const data = {
    new_chat_cnt: 3,
    chat_total: 3,
    chat_has_msg: 1,
    new_member_cnt: 1,
    member_total: 1,
    msg_total: 1,
  };
  const { items, total } = await call('groupchat/statistic', { ...today, limit: 1 });
  expect([total, items]).toEqual([2, [{ owner: 'lin', data: expect.objectContaining(data) }]]);
  expect((await call('groupchat/statistic_group_by_day', today))['items']).toEqual([
    { stat_time: today.day_begin_time, data: expect.objectContaining(data) },
  ]);

  expect(await call('groupchat/update_join_way', { config_id, scene: 2, auto_create_room: 0 })).toMatchObject(
    {
      errcode: 0,
    },
  );
  expect((await call('groupchat/get_join_way', { config_id }))['join_way']).toMatchObject({
    auto_create_room: 0,
    state: 'shop-1',
  });
  expect(await call('groupchat/del_join_way', { config_id })).toMatchObject({ errcode: 0 });
  expect(await call('groupchat/get_join_way', { config_id })).toMatchObject({ errcode: 41043 });
  const six = Array.from({ length: 6 }, () => outer);
  expect(await call('groupchat/add_join_way', { scene: 2, chat_id_list: six })).toMatchObject({
    errcode: 41091,
  });
  expect((await fetch(picture)).status).toBe(404);
});

test('a group gets another owner while the first is here; each that cannot says why', async () => {
  const ask = { chat_id_list: [outer, 'wrong'], new_owner: 'zhou' };
  expect((await call('groupchat/transfer', ask))['failed_chat_list']).toEqual([
    { chat_id: outer, errcode: 90500, errmsg: 'the owner of this chat is not resigned' },
    { chat_id: 'wrong', errcode: 86003, errmsg: 'chat not exists' },
  ]);
  expect((await call('groupchat/onjob_transfer', ask))['failed_chat_list']).toMatchObject([
    { errcode: 86003 },
  ]);
  expect((await call('groupchat/onjob_transfer', ask))['failed_chat_list']).toMatchObject([
    { errcode: 90504 },
    { errcode: 86003 },
  ]);
  expect((await call('groupchat/get', { chat_id: outer }))['group_chat']).toMatchObject({ owner: 'zhou' });
  expect((await heard()).some((e) => e.includes('<UpdateDetail><![CDATA[change_owner]]>'))).toBe(true);
  const others = (await lin.call(customerGroups.listCustomerGroups, {})).body.groups;
  const mine = others.find((g) => g.ownerId === lin.id)!.chatId;
  await lin.call(messaging.dissolveChat, { chatId: mine });
  expect((await heard()).some((e) => e.includes('<ChangeType><![CDATA[dismiss]]>'))).toBe(true);
});

test('a kept welcome is read back, changed and dropped; owners find it', async () => {
  const body = { text: { content: '欢迎%NICKNAME%' }, link: { title: '价目', url: 'https://a.example' } };
  const { template_id } = await call('group_welcome_template/add', {
    ...body,
    // What clients with fixed structures leave empty is not there.
    notify: 0,
    image: { media_id: '', pic_url: '' },
    file: { media_id: '' },
  });
  expect(await call('group_welcome_template/get', { template_id })).toMatchObject(body);
  expect((await lin.call(customerGroups.listGroupWelcomes, {})).body.welcomes).toEqual([
    { id: template_id, text: '欢迎{name}' },
  ]);
  const changed = { text: { content: '你好' } };
  expect(await call('group_welcome_template/edit', { template_id, ...changed })).toMatchObject({
    errcode: 0,
  });
  expect((await call('group_welcome_template/get', { template_id }))['text']).toEqual(changed.text);
  expect(await call('group_welcome_template/del', { template_id })).toMatchObject({ errcode: 0 });
  expect(await call('group_welcome_template/get', { template_id })).toMatchObject({ errcode: 40058 });
  expect(await call('group_welcome_template/add', {})).toMatchObject({ errcode: 41088 });
});
