// A program has members publish a moment and follows what became of it, in the vendor's shapes.
import { contactCodes } from '@teahouse/contract/contact-codes';
import { moments } from '@teahouse/contract/moments';
import { outreach } from '@teahouse/contract/outreach';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Phone, phoneAt } from '../../../testing/phone.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let scrm: WecomClient;
const phones: Phone[] = [];

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'lin' });
  await company.hire('周大山', { userid: 'zhou' });
  scrm = await wecomClient(world, company, 'customers');
  const { url } = (await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } }))
    .body;
  for (let i = 0; i < 12; i++) {
    const phone = phoneAt(world.house, url);
    await phone.scan();
    phones.push(phone);
  }
});
afterAll(() => world.close());

const call = (name: string, body: object) => scrm.ask(`externalcontact/${name}`, body);
const seconds = () => Math.floor(Date.now() / 1000);

test('a task is published by its member; the program follows it by cursor and hears who spoke, not what', async () => {
  const { jobid } = await call('add_moment_task', {
    text: { content: '冬季保养开始了' },
    attachments: [{ msgtype: 'link', link: { title: '预约', url: 'https://example.com/book' } }],
    visible_range: {
      sender_list: { user_list: ['lin', 'nobody'] },
      external_contact_list: { tag_list: ['et0'] },
    },
  });
  await world.settle();
  const done = await scrm.ask(`externalcontact/get_moment_task_result?jobid=${String(jobid)}`);
  expect(done).toMatchObject({
    status: 3,
    type: 'add_moment_task',
    result: {
      errcode: 0,
      invalid_sender_list: { user_list: ['nobody'], department_list: [] },
      invalid_external_contact_list: { tag_list: ['et0'] },
    },
  });
  const id = (done['result'] as { moment_id: `mom_${string}` }).moment_id;
  expect((await call('get_moment_task', { moment_id: id }))['task_list']).toEqual([
    { userid: 'lin', publish_status: 0 },
  ]);
  await lin.call(moments.publishMoment, { momentId: id });
  for (let round = 0; round < 3; round++) await world.settle();
  expect((await call('get_moment_task', { moment_id: id }))['task_list']).toEqual([
    { userid: 'lin', publish_status: 1 },
  ]);

  const shownTo: string[] = [];
  let cursor = '';
  do {
    const page = await call('get_moment_customer_list', {
      moment_id: id,
      userid: 'lin',
      limit: 5,
      ...(cursor ? { cursor } : {}),
    });
    const rows = page['customer_list'] as { userid: string; external_userid: string }[];
    expect(rows.every((r) => r.userid === 'lin')).toBe(true);
    shownTo.push(...rows.map((r) => r.external_userid));
    cursor = page['next_cursor'] as string;
  } while (cursor);
  const feeds = await Promise.all(
    phones.map(async (p) => (await p.call(moments.customerMoments, {})).body.moments),
  );
  // Chance keeps some out: exactly those in whose feed it stands are named, each once.
  expect(new Set(shownTo).size).toBe(feeds.filter((f) => f.length > 0).length);
  expect(
    (await call('get_moment_send_result', { moment_id: id, userid: 'lin' }))['customer_list'],
  ).toHaveLength(shownTo.length);

  const reader = phones[feeds.findIndex((f) => f.length > 0)]!;
  await reader.call(moments.likeMoment, { momentId: id, liked: true });
  await reader.call(moments.commentMoment, { momentId: id, cid: crypto.randomUUID(), text: '周日开门吗' });
  const talk = await call('get_moment_comments', { moment_id: id, userid: 'lin' });
  expect(talk).toMatchObject({
    comment_list: [{ external_userid: expect.stringMatching(/^wm/), create_time: expect.any(Number) }],
    like_list: [{ external_userid: expect.stringMatching(/^wm/), create_time: expect.any(Number) }],
  });
  expect(JSON.stringify(talk)).not.toContain('周日');

  const listed = await call('get_moment_list', {
    start_time: seconds() - 3_600,
    end_time: seconds() + 3_600,
  });
  expect(listed['moment_list']).toEqual([
    {
      moment_id: id,
      create_time: expect.stringMatching(/^\d+$/),
      create_type: 0,
      visible_type: 1,
      text: { content: '冬季保养开始了' },
      link: { title: '预约', url: 'https://example.com/book' },
    },
  ]);
  // A moment is no mass message.
  const masses = await call('get_groupmsg_list_v2', {
    chat_type: 'single',
    start_time: seconds() - 60,
    end_time: seconds() + 60,
  });
  expect(masses['group_msg_list']).toEqual([]);
  await call('cancel_moment_task', { moment_id: id });
  expect((await reader.call(moments.customerMoments, {})).body.moments).toEqual([]);
  expect((await company.owner.call(outreach.listBroadcasts, {})).body.broadcasts).toEqual([]);
});

test('what is wrong with a task is said in numbers', async () => {
  const code = async (name: string, body: object) => (await call(name, body))['errcode'];
  const lins = { sender_list: { user_list: ['lin'] } };
  expect(await code('add_moment_task', { visible_range: lins })).toBe(41088);
  expect(
    await code('add_moment_task', {
      text: { content: 'x' },
      visible_range: { sender_list: { user_list: ['nobody'] } },
    }),
  ).toBe(41048);
  const link = { msgtype: 'link', link: { title: 'a', url: 'https://example.com' } };
  const image = { msgtype: 'image', image: { media_id: 'gone' } };
  expect(await code('add_moment_task', { attachments: [image], visible_range: lins })).toBe(40007);
  expect(
    await code('add_moment_task', {
      attachments: Array.from({ length: 10 }, () => link),
      visible_range: lins,
    }),
  ).toBe(41064);
  expect(await code('add_moment_task', { attachments: [{ msgtype: 'file' }], visible_range: lins })).toBe(
    41065,
  );
  expect(await code('get_moment_task', {})).toBe(41059);
  expect(await code('get_moment_task', { moment_id: 'mom_nothing' })).toBe(41060);
  expect(await code('get_moment_list', { start_time: 1, end_time: 1 + 31 * 86_400 })).toBe(40058);
});
