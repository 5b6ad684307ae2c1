// Apps of Feishu's kind: a token, contacts, messages, groups and uploads, over the real door.
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { addressOf, createRobot } from '../../modules/robots/index.ts';
import { type FeishuClient, feishuClient } from '../../testing/feishu-client.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let app: FeishuClient;

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const open = (person: Person) => `ou_${person.id.slice(4)}`;
const text = (said: string) => JSON.stringify({ text: said });

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶馆');
  lin = await company.hire('林小雨', { userid: '00123', email: 'lin@a.example' });
  zhou = await company.hire('周大山', { userid: 'Zhou', mobile: '13800000001' });
  app = await feishuClient(world, company, { name: '飞书助手' });
});
afterAll(() => world.close());

/** The newest message a person has from the app, as their own client reads it. */
async function newest(person: Person) {
  const chat = (await person.call(messaging.listChats, {})).body.chats.find((c) => c.guest === app.app.id)!;
  const { events } = (await person.call(messaging.listMessages, { chatId: chat.id, limit: 1 })).body;
  return events[0]!;
}
const send = (query: string, body: object) => app.ask(`POST im/v1/messages?receive_id_type=${query}`, body);

test('a token is the same one while it is fresh, and both kinds are given', async () => {
  const ask = async (path: string, body: object) =>
    (await (
      await fetch(`${world.url}/open-apis/auth/v3/${path}/internal`, {
        method: 'POST',
        body: JSON.stringify(body),
      })
    ).json()) as Record<string, unknown>;
  const mine = { app_id: `cli_${app.app.no}`, app_secret: app.secret };
  expect(await ask('tenant_access_token', mine)).toMatchObject({
    code: 0,
    msg: 'success',
    tenant_access_token: app.token,
    expire: expect.any(Number),
  });
  expect(await ask('app_access_token', mine)).toMatchObject({ app_access_token: app.token });
  expect(await ask('tenant_access_token', { ...mine, app_secret: 'no' })).toMatchObject({ code: 10014 });
  expect(await ask('tenant_access_token', { ...mine, app_id: 'cli_1' })).toMatchObject({ code: 10014 });
  expect(await ask('tenant_access_token', {})).toMatchObject({ code: 10003 });
});

test('members are read by each kind of id, and by mail and mobile', async () => {
  const byUserid = await app.ask('GET contact/v3/users/00123?user_id_type=user_id');
  expect(byUserid).toMatchObject({
    code: 0,
    data: { user: { user_id: '00123', open_id: open(lin), name: '林小雨', email: 'lin@a.example' } },
  });
  expect(byUserid.data).toMatchObject({ user: { department_ids: ['0'] } });
  expect((await app.ask(`GET contact/v3/users/${open(lin)}`)).data).toEqual(byUserid.data);
  expect((await app.ask('GET contact/v3/users/none?user_id_type=user_id')).code).toBe(41012);
  const ids = await app.ask('POST contact/v3/users/batch_get_id?user_id_type=user_id', {
    emails: ['lin@a.example', 'none@a.example'],
    mobiles: ['+8613800000001'],
  });
  expect(ids.data).toMatchObject({
    user_list: [
      { user_id: 'Zhou', mobile: '+8613800000001' },
      { user_id: '00123', email: 'lin@a.example' },
      { email: 'none@a.example' },
    ],
  });
  const batch = await app.ask(`GET contact/v3/users/batch?user_ids=${open(lin)}&user_ids=${open(zhou)}`);
  expect(batch.data).toMatchObject({ items: [{ name: '林小雨' }, { name: '周大山' }] });
});

test('departments are made, changed, walked and removed; pages lead on', async () => {
  const directory = await feishuClient(world, company, 'contacts');
  const made = await directory.ask('POST contact/v3/departments?department_id_type=department_id', {
    name: '销售',
    parent_department_id: '0',
    department_id: '70',
  });
  expect(made).toMatchObject({ code: 0, data: { department: { department_id: '70', name: '销售' } } });
  const { department } = made.data as unknown as { department: { open_department_id: string } };
  const sales = department.open_department_id;
  expect(sales).toMatch(/^od-/);
  await directory.ask(`POST contact/v3/departments`, { name: '华东', parent_department_id: sales });
  const under = await app.ask('GET contact/v3/departments/0/children?fetch_child=true&page_size=1');
  expect(under.data).toMatchObject({ has_more: true, items: [{ name: '销售', parent_department_id: '0' }] });
  const { page_token: token } = under.data as unknown as { page_token: string };
  const rest = await app.ask(
    `GET contact/v3/departments/0/children?fetch_child=true&page_size=1&page_token=${token}`,
  );
  expect(rest.data).toMatchObject({
    has_more: false,
    items: [{ name: '华东', parent_department_id: sales }],
  });
  expect((await app.ask('GET contact/v3/departments/0/children?page_token=made-up')).code).toBe(40012);
  expect((await app.ask(`PATCH contact/v3/departments/${sales}`, { name: 'x' })).code).toBe(99991672);
  await directory.ask(`PATCH contact/v3/departments/${sales}`, { name: '营销' });
  expect((await app.ask(`GET contact/v3/departments/${sales}`)).data).toMatchObject({
    department: { name: '营销', member_count: 0 },
  });
  expect((await directory.ask(`DELETE contact/v3/departments/${sales}`)).code).toBe(40160);
  expect((await app.ask('GET contact/v3/departments/od-none00')).code).toBe(40008);
  const first = await app.ask('GET contact/v3/users/find_by_department?department_id=0&page_size=2');
  expect(first.data).toMatchObject({ has_more: true, items: [{}, {}] });
  const second = first.data as unknown as { page_token: string };
  const left = await app.ask(
    `GET contact/v3/users/find_by_department?department_id=0&page_size=2&page_token=${second.page_token}`,
  );
  expect(left.data).toMatchObject({ has_more: false, items: [{}] });
});

test('a message to a member is read, answered, written anew and taken back', async () => {
  const sent = await send('user_id', { receive_id: '00123', msg_type: 'text', content: text('你好') });
  expect(sent).toMatchObject({
    code: 0,
    data: {
      msg_type: 'text',
      deleted: false,
      sender: { id: `cli_${app.app.no}`, sender_type: 'app' },
      body: { content: text('你好') },
    },
  });
  const { message_id: id, chat_id: chatId } = sent.data as unknown as Record<string, string>;
  expect(await newest(lin)).toMatchObject({ k: 'text', b: { text: '你好' } });
  const answered = await app.ask(`POST im/v1/messages/${id}/reply`, {
    msg_type: 'post',
    content: JSON.stringify({ zh_cn: { title: '标题', content: [[{ tag: 'text', text: '正文' }]] } }),
  });
  expect(answered).toMatchObject({ code: 0, data: { parent_id: id, msg_type: 'post' } });
  expect(await newest(lin)).toMatchObject({ k: 'markdown', b: { title: '标题', text: '正文' } });
  await app.ask(`PUT im/v1/messages/${id}`, { msg_type: 'text', content: text('你好呀') });
  expect((await app.ask(`GET im/v1/messages/${id}`)).data).toMatchObject({
    items: [{ body: { content: text('你好呀') }, updated: true }],
  });
  expect((await app.ask(`PATCH im/v1/messages/${id}`, { content: '{"elements":[{"tag":"hr"}]}' })).code).toBe(
    230054,
  );
  const read = await app.ask(
    `GET im/v1/messages?container_id_type=chat&container_id=${chatId}&page_size=1&sort_type=ByCreateTimeDesc`,
  );
  expect(read.data).toMatchObject({ has_more: true, items: [{ parent_id: id }] });
  expect((await app.ask(`DELETE im/v1/messages/${id}`)).code).toBe(0);
  expect((await app.ask(`GET im/v1/messages/${id}`)).data).toMatchObject({ items: [{ deleted: true }] });
  expect((await send('email', { receive_id: 'lin@a.example', msg_type: 'text', content: '{' })).code).toBe(
    230001,
  );
});

test('the same uuid within an hour says it once', async () => {
  const say = () =>
    send('open_id', { receive_id: open(zhou), msg_type: 'text', content: text('一次'), uuid: 'u-1' });
  const first = await say();
  expect((await say()).data).toEqual(first.data);
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 3_700_000);
  expect((await say()).data['message_id']).not.toBe(first.data['message_id']);
  world.clock.now = now;
});

test('a card is sent and changed', async () => {
  const card = (title: string) =>
    JSON.stringify({
      header: { title: { content: title }, template: 'red' },
      elements: [{ tag: 'markdown', content: '**详情**' }],
    });
  const sent = await send('open_id', {
    receive_id: open(lin),
    msg_type: 'interactive',
    content: card('告警'),
  });
  expect(sent.code).toBe(0);
  expect(await newest(lin)).toMatchObject({ k: 'template', b: { title: '告警', band: 'red' } });
  const path = `PATCH im/v1/messages/${sent.data['message_id']}`;
  expect((await app.ask(path, { content: card('已恢复') })).code).toBe(0);
  expect(await newest(lin)).toMatchObject({ b: { title: '已恢复' } });
});

test('a group is made, spoken in with a call by name, and changed; others cannot reach it', async () => {
  const made = await app.ask('POST im/v1/chats?user_id_type=user_id', {
    name: '项目',
    user_id_list: ['00123', 'Zhou'],
  });
  expect(made).toMatchObject({ code: 0, data: { name: '项目', user_count: '2', owner_id: '00123' } });
  const chatId = (made.data as unknown as { chat_id: string }).chat_id;
  const said = await send('chat_id', {
    receive_id: chatId,
    msg_type: 'text',
    content: text(`<at user_id="${open(zhou)}">山</at>请看`),
  });
  expect(said.data).toMatchObject({
    body: { content: text('@周大山 请看') },
    mentions: [{ id: open(zhou), name: '周大山' }],
  });
  const chat = (await zhou.call(messaging.listChats, {})).body.chats.find((c) => c.title === '项目')!;
  await lin.call(messaging.postMessage, {
    chatId: chat.id,
    cid: crypto.randomUUID(),
    draft: { k: 'text', b: { text: '同事之间' } },
  });
  const list = await app.ask(`GET im/v1/messages?container_id_type=chat&container_id=${chatId}`);
  expect(JSON.stringify(list.data)).not.toContain('同事之间');
  expect((await app.ask(`GET im/v1/chats/${chatId}/members?member_id_type=user_id`)).data).toMatchObject({
    member_total: 2,
    items: [{ member_id: '00123' }, { member_id: 'Zhou' }],
  });
  const path = `im/v1/chats/${chatId}/members?member_id_type=user_id`;
  expect((await app.ask(`DELETE ${path}`, { id_list: ['Zhou'] })).code).toBe(0);
  expect((await app.ask(`PUT im/v1/chats/${chatId}`, { name: '项目二' })).code).toBe(0);
  expect((await app.ask('GET im/v1/chats')).data).toMatchObject({
    items: [{ chat_id: chatId, name: '项目二', user_count: '1' }],
  });
  const other = await feishuClient(world, company, { name: '另一个' });
  const strange = { receive_id: chatId, msg_type: 'text', content: text('闯入') };
  expect((await other.ask('POST im/v1/messages?receive_id_type=chat_id', strange)).code).toBe(230002);
});

test('a picture is uploaded without a file name, sent, and fetched from the message; a robot shows it too', async () => {
  const form = new FormData();
  form.append('image_type', 'message');
  form.append('image', new Blob([picture]));
  const uploaded = (await (await app.raw('POST im/v1/images', { body: form })).json()) as {
    data: { image_key: string };
  };
  const { image_key: key } = uploaded.data;
  expect(key).toMatch(/^img_v3_/);
  const sent = await send('open_id', {
    receive_id: open(lin),
    msg_type: 'image',
    content: JSON.stringify({ image_key: key }),
  });
  expect(await newest(lin)).toMatchObject({ k: 'image' });
  const { image_key: shown } = JSON.parse(
    (sent.data as unknown as { body: { content: string } }).body.content,
  );
  const bytes = await app.raw(`GET im/v1/messages/${sent.data['message_id']}/resources/${shown}?type=image`);
  expect(Buffer.from(await bytes.arrayBuffer())).toEqual(picture);
  const direct = await app.raw(`GET im/v1/images/${key}`);
  expect(direct.headers.get('content-type')).toBe('image/png');

  const made = await lin.call(messaging.createGroup, { title: '机器人群', memberIds: [zhou.id] });
  const chatId = made.body.id;
  const url = await world.house.openWork(company.id, system, async (work) => {
    const robot = await createRobot(work, world.house.ports.secret, {
      chatId,
      kind: 'feishu',
      name: '机',
      by: lin.id,
    });
    return addressOf(world.house.ports.secret, world.url, robot).url;
  });
  const post = async (content: object) =>
    (await (
      await fetch(url, { method: 'POST', body: JSON.stringify({ msg_type: 'image', content }) })
    ).json()) as { code: number };
  expect((await post({ image_key: key })).code).toBe(0);
  expect((await post({ image_key: 'img_v3_madeupmadeup' })).code).toBe(9499);
  const { events } = (await zhou.call(messaging.listMessages, { chatId, limit: 1 })).body;
  expect(events[0]).toMatchObject({ k: 'image' });

  const words = new FormData();
  words.append('image_type', 'message');
  words.append('image', new Blob(['not a picture']));
  expect(await (await app.raw('POST im/v1/images', { body: words })).json()).toMatchObject({ code: 234011 });
});
