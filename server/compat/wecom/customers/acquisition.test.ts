// Acquisition links as a program makes and follows them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { phoneAt } from '../../../testing/phone.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { openWorld, type World } from '../../../testing/world.ts';

let world: World;
let scrm: WecomClient;
const ask = (name: string, said: object) => scrm.ask(`externalcontact/customer_acquisition/${name}`, said);

beforeAll(async () => {
  world = await openWorld();
  const company = await world.company('南山修车');
  await company.hire('林小雨', { userid: 'lin' });
  await company.hire('周大山', { userid: 'zhou' });
  scrm = await wecomClient(world, company, 'customers');
});
afterAll(() => world.close());

test('a link is made, brings customers to its members in turn, tells who came, and is closed', async () => {
  const range = { user_list: ['lin', 'zhou'], department_list: [] };
  const made = await ask('create_link', { link_name: '抖音', range, skip_verify: true });
  const { link_id, url } = made['link'] as { link_id: string; url: string };
  expect(made['link']).toMatchObject({ link_name: '抖音', create_time: expect.any(Number) });
  expect(await ask('list_link', {})).toMatchObject({ link_id_list: [link_id], next_cursor: '' });
  expect(await scrm.ask('externalcontact/list_contact_way', {})).toMatchObject({ contact_way: [] });

  const [first, second] = [phoneAt(world.house, url), phoneAt(world.house, url)];
  const here = await first.scan();
  await second.scan();
  await first.say(here.chatId, '在吗');
  await world.settle();
  const page = await ask('customer', { link_id, limit: 1 });
  const rest = await ask('customer', { link_id, limit: 1, cursor: page['next_cursor'] });
  const came = [page, rest].flatMap((p) => p['customer_list'] as { userid: string; chat_status: number }[]);
  expect(came.map((c) => c.userid).toSorted()).toEqual(['lin', 'zhou']);
  expect(came.map((c) => c.chat_status).toSorted()).toEqual([0, 1]);
  const now = Math.floor(Date.now() / 1_000);
  const days = { link_id, start_time: now - 86_400, end_time: now + 60 };
  expect(await ask('statistic', days)).toMatchObject({ click_link_customer_cnt: 2, new_customer_cnt: 2 });
  expect(await ask('statistic', { ...days, end_time: now - 90_000 })).toMatchObject({ errcode: 40058 });

  await ask('update_link', { link_id, link_name: '视频号', range: { user_list: ['zhou'] } });
  expect(await ask('get', { link_id })).toMatchObject({
    errcode: 0,
    link: { link_name: '视频号', skip_verify: true },
    range: { user_list: ['zhou'] },
  });
  expect(await ask('delete_link', { link_id })).toMatchObject({ errcode: 0 });
  expect(await ask('get', { link_id })).toMatchObject({ errcode: 41043 });
});

test('nothing is short, names and ranges are checked, and no chat ends by itself', async () => {
  const { total, balance } = await scrm.ask('externalcontact/customer_acquisition_quota');
  expect(balance).toBe(total);
  const range = { user_list: ['lin'] };
  expect(await ask('create_link', { link_name: '长'.repeat(31), range })).toMatchObject({ errcode: 40058 });
  expect(await ask('create_link', { link_name: '空', range: {} })).toMatchObject({ errcode: 40031 });
  const way = await scrm.ask('externalcontact/add_contact_way', { type: 1, scene: 2, user: ['lin'] });
  expect(await ask('get', { link_id: way['config_id'] })).toMatchObject({ errcode: 40058 });
  const nobody = { userid: 'lin', external_userid: 'wmnobody' };
  expect((await scrm.ask('externalcontact/close_temp_chat', nobody)).errcode).toBe(40096);
});
