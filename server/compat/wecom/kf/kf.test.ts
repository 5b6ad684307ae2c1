// A program that serves customers talks to us as it talks to WeChat's customer service: it sets up a desk, hears, answers, hands over.
import { callbacks } from '@teahouse/contract/callbacks';
import { customerPage } from '@teahouse/contract/customer-page';
import { desk } from '@teahouse/contract/desk';
import { deskPage } from '@teahouse/contract/desk-page';
import { messaging } from '@teahouse/contract/messaging';
import type { ChatId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpCode } from '../../../modules/apps/index.ts';
import { type Receiver, receiveCallbacks } from '../../../testing/callback-receiver/receive-callbacks.ts';
import { type Phone, phoneAt } from '../../../testing/phone.ts';
import { type Reply, type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let bot: WecomClient;
let receiver: Receiver;
let kfid: string;
let link: string;

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  world.clock.now = new Date();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'lin' });
  zhou = await company.hire('周大山', { userid: 'zhou' });
  bot = await wecomClient(world, company, 'customers');
  receiver = await receiveCallbacks(corpCode(company.id));
  const { url, token, aesKey } = receiver;
  const set = { appId: bot.app.id, url, token, aesKey, format: 'xml' as const };
  expect((await company.owner.call(callbacks.setCallback, set)).status).toBe(200);
  const made = await bot.ask('kf/account/add', { name: '修车客服' });
  kfid = made['open_kfid'] as string;
  link = (await bot.ask('kf/add_contact_way', { open_kfid: kfid, scene: 'poster-7' }))['url'] as string;
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

const quiet = async () => {
  for (let round = 0; round < 4; round++) await world.settle();
};
const later = (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
};

interface Item {
  msgid: string;
  origin: number;
  msgtype: string;
  external_userid: string;
  servicer_userid: string;
  text?: { content: string; menu_id?: string };
  event?: Record<string, string | number>;
}
let cursor = '';
/** What came since the last look. */
async function news(): Promise<Item[]> {
  await quiet();
  const got = await bot.ask('kf/sync_msg', { open_kfid: kfid, cursor });
  expect(got).toMatchObject({ errcode: 0, has_more: 0 });
  cursor = got['next_cursor'] as string;
  return got['msg_list'] as Item[];
}

interface Guest {
  phone: Phone;
  chatId: ChatId;
  external: string;
  welcome: string;
  lines(): Promise<unknown[]>;
  state(): Promise<Reply>;
  trans(to: number, servicer?: string): Promise<Reply>;
  send(message: object): Promise<Reply>;
}
async function visit(more: object = {}): Promise<Guest> {
  const phone = phoneAt(world.house, new URL(link).pathname);
  const entered = await phone.call(deskPage.enterDesk, { device: phone.device, scene: 'poster-7', ...more });
  const { chatId } = entered.body.here;
  const came = (await news()).find((i) => i.event?.['event_type'] === 'enter_session')!;
  const external = came.event!['external_userid'] as string;
  const one = { open_kfid: kfid, external_userid: external };
  return {
    phone,
    chatId,
    external,
    welcome: came.event!['welcome_code'] as string,
    lines: async () =>
      (await phone.call(customerPage.customerHistory, { chatId })).body.messages.map((m) => m.body['text']),
    state: () => bot.ask('kf/service_state/get', one),
    trans: (to, servicer_userid) =>
      bot.ask('kf/service_state/trans', { ...one, service_state: to, servicer_userid }),
    send: (message) => bot.ask('kf/send_msg', { touser: external, open_kfid: kfid, ...message }),
  };
}
const text = (content: string) => ({ msgtype: 'text', text: { content } });

test('accounts and those who serve: made, found, changed, closed', async () => {
  const made = await bot.ask('kf/account/add', { name: '售后' });
  const one = { open_kfid: made['open_kfid'] };
  expect(one.open_kfid).toMatch(/^wk[0-9A-Za-z]{20,}$/);
  expect(await bot.ask('kf/account/update', { ...one, name: '售后二组' })).toMatchObject({ errcode: 0 });
  expect((await bot.ask('kf/account/list'))['account_list']).toContainEqual({
    ...one,
    name: '售后二组',
    avatar: '',
    manage_privilege: true,
  });
  expect((await bot.ask('kf/account/list', { offset: 1, limit: 1 }))['account_list']).toHaveLength(1);
  const served = await bot.ask('kf/servicer/add', { ...one, userid_list: ['lin', 'nobody'] });
  expect(served['result_list']).toMatchObject([
    { userid: 'lin', errcode: 0, errmsg: 'success' },
    { userid: 'nobody', errcode: 60111 },
  ]);
  expect(
    (await bot.ask('kf/servicer/add', { ...one, userid_list: ['lin'], department_id_list: [1] }))[
      'result_list'
    ],
  ).toMatchObject([
    { userid: 'lin', errmsg: 'ignored' },
    { department_id: 1, errmsg: 'success' },
  ]);
  const list = async () =>
    (
      (await bot.ask(`kf/servicer/list?open_kfid=${made['open_kfid'] as string}`))['servicer_list'] as {
        userid: string;
      }[]
    ).map((s) => s.userid);
  expect((await list()).toSorted()).toEqual(expect.arrayContaining(['lin', 'zhou']));
  await bot.ask('kf/servicer/del', { ...one, userid_list: ['zhou'] });
  expect(await list()).not.toContain('zhou');
  expect(await bot.ask('kf/account/del', one)).toMatchObject({ errcode: 0 });
  const wrong: [string, object, number][] = [
    ['account/update', { ...one, name: 'x' }, 95004],
    ['account/update', { open_kfid: 'wkx', name: 'x' }, 95000],
    ['account/add', { name: '一二三四五六七八九十一二三四五六七' }, 95006],
    ['account/add', {}, 95006],
    ['servicer/add', { open_kfid: kfid }, 40031],
    ['add_contact_way', { open_kfid: kfid, scene: '不行' }, 40058],
  ];
  for (const [path, body, errcode] of wrong)
    expect(await bot.ask(`kf/${path}`, body), path).toMatchObject({ errcode });
});

test('a bot greets, answers in state 1, hands over to the queue, and reads what people do', async () => {
  await bot.ask('kf/servicer/add', { open_kfid: kfid, userid_list: ['lin'] });
  const guest = await visit({ sceneParam: 'plate=粤B' });
  await quiet();
  const told = receiver.told.splice(0).at(-1)?.plain;
  expect(told).toContain('<Event><![CDATA[kf_msg_or_event]]></Event>');
  expect(told).toContain(`<OpenKfId><![CDATA[${kfid}]]></OpenKfId>`);
  const token = /<Token><!\[CDATA\[(.+?)\]\]>/.exec(told!)![1];
  expect(await bot.ask('kf/sync_msg', { token, cursor })).toMatchObject({ errcode: 0 });
  expect(await bot.ask('kf/sync_msg', { token: 'made-up', open_kfid: kfid })).toMatchObject({
    errcode: 95007,
  });

  const menu = {
    head_content: '想问什么？',
    list: [
      { type: 'click', click: { id: 'price', content: '价目' } },
      { type: 'view', view: { url: 'https://a.example/', content: '官网' } },
    ],
    tail_content: '也可以直接写',
  };
  const greeting = { code: guest.welcome, msgtype: 'msgmenu', msgmenu: menu };
  expect(await bot.ask('kf/send_msg_on_event', greeting)).toMatchObject({ errcode: 0 });
  expect(await bot.ask('kf/send_msg_on_event', greeting)).toMatchObject({ errcode: 95007 });
  // Nothing was asked yet: there is no session, and nobody may be written to.
  expect(await guest.state()).toMatchObject({ service_state: 4, servicer_userid: '' });
  expect(await guest.send(text('在吗'))).toMatchObject({ errcode: 95002 });

  await guest.phone.say(guest.chatId, '价目');
  const [asked] = await news();
  expect(asked).toMatchObject({
    origin: 3,
    msgtype: 'text',
    text: { content: '价目', menu_id: 'price' },
    external_userid: guest.external,
  });
  expect(await guest.state()).toMatchObject({ service_state: 0 });
  expect(await guest.trans(1)).toMatchObject({ errcode: 0 });
  const sent = await guest.send({ ...text('保养三百起'), msgid: 'a1' });
  expect(sent).toMatchObject({ errcode: 0, msgid: 'a1' });
  expect(await guest.send({ ...text('保养三百起'), msgid: 'a1' })).toMatchObject({ errcode: 0 });
  expect((await guest.lines()).filter((l) => l === '保养三百起')).toHaveLength(1);
  expect(await guest.state()).toMatchObject({ service_state: 1 });

  for (const n of [2, 3, 4, 5]) expect(await guest.send(text(`第 ${n} 条`))).toMatchObject({ errcode: 0 });
  expect(await guest.send(text('第六条'))).toMatchObject({ errcode: 95001 });
  await guest.phone.say(guest.chatId, '转人工');
  await quiet();
  expect(await guest.send(text('又可以了'))).toMatchObject({ errcode: 0 });

  const way = await bot.ask('externalcontact/add_contact_way', { type: 1, scene: 2, user: ['lin'] });
  expect(way).toMatchObject({ errcode: 0 });
  expect(await bot.ask('kf/customer/get_upgrade_service_config')).toMatchObject({
    member_range: { userid_list: ['lin'] },
  });
  const one = { open_kfid: kfid, external_userid: guest.external };
  const offer = { ...one, type: 1, member: { userid: 'lin', wording: '加我，随时问' } };
  expect(await bot.ask('kf/customer/upgrade_service', offer)).toMatchObject({ errcode: 0 });
  expect(await guest.lines()).toContain('加我，随时问');
  expect(await bot.ask('kf/customer/upgrade_service', { ...one, type: 2 })).toMatchObject({ errcode: 40058 });
  expect(await bot.ask('kf/customer/cancel_upgrade_service', one)).toMatchObject({ errcode: 0 });
  expect(await guest.lines()).not.toContain('加我，随时问');

  const over = await guest.trans(2);
  expect(over).toMatchObject({ errcode: 0, msg_code: expect.any(String) });
  expect(
    await bot.ask('kf/send_msg_on_event', { code: over['msg_code'], ...text('马上来人') }),
  ).toMatchObject({ errcode: 0 });
  await quiet();
  expect(await guest.state()).toMatchObject({ service_state: 3, servicer_userid: 'lin' });
  expect(await guest.send(text('我还在'))).toMatchObject({ errcode: 95018 });
  expect(await guest.trans(1)).toMatchObject({ errcode: 95016 });
  expect(await guest.trans(3, 'zhou')).toMatchObject({ errcode: 95014 });
  await bot.ask('kf/servicer/add', { open_kfid: kfid, userid_list: ['zhou'] });
  const { desks } = (await zhou.call(desk.listMyDesks, {})).body;
  const deskId = desks.find((d) => d.name === '修车客服')!.id;
  await zhou.call(desk.setDeskDuty, { deskId, onDuty: false });
  expect(await guest.trans(3, 'zhou')).toMatchObject({ errcode: 95019 });
  await zhou.call(desk.setDeskDuty, { deskId, onDuty: true });
  expect(await guest.trans(3, 'zhou')).toMatchObject({ errcode: 0 });
  const draft = { k: 'text' as const, b: { text: '你好，我是周大山' } };
  await zhou.call(messaging.postMessage, { chatId: guest.chatId, cid: crypto.randomUUID(), draft });
  const [mine] = (await zhou.call(desk.listDeskSessions, { box: 'mine' })).body.sessions;
  await zhou.call(desk.transferDeskSession, { sessionId: mine!.id, memberId: lin.id });
  await lin.call(desk.closeDeskSession, { sessionId: mine!.id });
  const items = await news();
  const events = items.flatMap((i) => (i.event ? [i.event] : []));
  expect(events).toMatchObject([
    {
      event_type: 'session_status_change',
      change_type: 1,
      old_servicer_userid: '',
      new_servicer_userid: 'lin',
    },
    { event_type: 'servicer_status_change', servicer_userid: 'zhou', status: 1 },
    { event_type: 'servicer_status_change', servicer_userid: 'zhou', status: 2 },
    { event_type: 'servicer_status_change', servicer_userid: 'zhou', status: 1 },
    {
      event_type: 'session_status_change',
      change_type: 2,
      old_servicer_userid: 'zhou',
      new_servicer_userid: 'lin',
    },
    {
      event_type: 'session_status_change',
      change_type: 3,
      old_servicer_userid: 'lin',
      msg_code: expect.any(String),
    },
  ]);
  expect(items.filter((i) => i.msgtype === 'text')).toMatchObject([
    { origin: 3, text: { content: '转人工' } },
    { origin: 5, servicer_userid: 'zhou', text: { content: '你好，我是周大山' } },
  ]);
  expect(await guest.state()).toMatchObject({ service_state: 4 });
  expect(await guest.trans(3, 'lin')).toMatchObject({ errcode: 95013 });
  expect(await guest.send(text('再见'))).toMatchObject({ errcode: 95018 });

  const customers = await bot.ask('kf/customer/batchget', {
    external_userid_list: [guest.external, 'wm-nobody'],
    need_enter_session_context: 1,
  });
  expect(customers).toMatchObject({
    customer_list: [
      {
        external_userid: guest.external,
        nickname: expect.stringMatching(/^客户/),
        enter_session_context: { scene: 'poster-7', scene_param: 'plate=粤B' },
      },
    ],
    invalid_external_userid: ['wm-nobody'],
  });
});

test('pages of what came follow the cursor, each thing once, three days back', async () => {
  const guest = await visit();
  for (const word of ['一', '二', '三']) await guest.phone.say(guest.chatId, word);
  await quiet();
  const page = (at: string) => bot.ask('kf/sync_msg', { open_kfid: kfid, cursor: at, limit: 2 });
  const first = await page(cursor);
  const second = await page(first['next_cursor'] as string);
  expect([first['has_more'], second['has_more']]).toEqual([1, 0]);
  const words = [first, second].flatMap((p) => (p['msg_list'] as Item[]).map((i) => i.text?.content));
  expect(words).toEqual(['一', '二', '三']);
  expect(await page(second['next_cursor'] as string)).toMatchObject({
    msg_list: [],
    next_cursor: second['next_cursor'],
  });
  cursor = second['next_cursor'] as string;
  const now = world.clock.now;
  later(73 * 3_600_000);
  bot = await wecomClient(world, company, 'customers');
  expect(await page('')).toMatchObject({ msg_list: [] });
  // The session died of silence, and two days are over.
  await quiet();
  expect(await guest.send(text('还在吗'))).toMatchObject({ errcode: 95002 });
  world.clock.now = now;
  bot = await wecomClient(world, company, 'customers');
});

test('a program that keeps silent loses no customer: after a minute people are asked', async () => {
  const guest = await visit();
  await guest.phone.say(guest.chatId, '有人吗');
  await quiet();
  expect(await guest.state()).toMatchObject({ service_state: 0 });
  later(61_000);
  await quiet();
  expect(await guest.state()).toMatchObject({ service_state: 3 });
  const from = Math.floor(world.clock.now.getTime() / 1000) - 86_400;
  const figures = await bot.ask('kf/get_corp_statistic', {
    open_kfid: kfid,
    start_time: from,
    end_time: from + 86_400,
  });
  const sum = (figures['statistic_list'] as { statistic: Record<string, number> }[]).reduce(
    (n, d) => n + d.statistic['session_cnt']!,
    0,
  );
  expect(sum).toBe(3);
  const people = { start_time: from, end_time: from + 86_400 };
  expect(await bot.ask('kf/get_servicer_statistic', people)).toMatchObject({
    errcode: 0,
    statistic_list: [{ statistic: { session_cnt: expect.any(Number) } }],
  });
  expect(await bot.ask('kf/get_servicer_statistic', { ...people, servicer_userid: 'lin' })).toMatchObject({
    errcode: 48002,
  });
  expect(await bot.ask('kf/get_corp_statistic', { start_time: 1, end_time: 40 * 86_400 })).toMatchObject({
    errcode: 40058,
  });
});
