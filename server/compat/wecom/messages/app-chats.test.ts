// Groups that apps make: created, changed, spoken in, and out of reach of other apps.
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let app: WecomClient;
let other: WecomClient;
let zhou: Person;

beforeAll(async () => {
  world = await openWorld();
  const company = await world.company('清风茶业');
  await company.hire('林小雨', { userid: 'Lin' });
  zhou = await company.hire('周大山', { userid: 'zhou' });
  app = await wecomClient(world, company, { name: '报销助手' });
  other = await wecomClient(world, company, { name: '别的应用' });
});
afterAll(() => world.close());

test('an app makes a group, speaks in it, and no other app does', async () => {
  const made = await app.ask('appchat/create', {
    name: '项目群',
    owner: 'lin',
    userlist: ['lin', 'zhou'],
    chatid: 'P1',
  });
  expect(made).toMatchObject({ errcode: 0, chatid: 'P1' });
  expect(
    (await app.ask('appchat/create', { name: 'x', userlist: ['lin', 'zhou'], chatid: 'P1' })).errcode,
  ).toBe(86215);
  expect((await app.ask('appchat/create', { name: 'x', userlist: ['lin'] })).errcode).toBe(86006);
  expect((await app.ask('appchat/create', { name: 'x', userlist: ['lin', 'who'] })).errcode).toBe(86216);
  expect((await app.ask('appchat/get?chatid=P1'))['chat_info']).toEqual({
    chatid: 'P1',
    name: '项目群',
    owner: 'Lin',
    userlist: ['Lin', 'zhou'],
    chat_type: 0,
  });
  expect((await app.ask('appchat/update', { chatid: 'P1', name: '新名', owner: 'zhou' })).errcode).toBe(0);
  expect((await app.ask('appchat/get?chatid=P1'))['chat_info']).toMatchObject({
    name: '新名',
    owner: 'zhou',
  });
  const text = { chatid: 'P1', msgtype: 'text', text: { content: '开工', mentioned_list: ['zhou'] } };
  expect((await app.ask('appchat/send', text)).errcode).toBe(0);
  expect((await other.ask('appchat/send', text)).errcode).toBe(86008);
  expect((await app.ask('appchat/send', { ...text, chatid: 'nope' })).errcode).toBe(40050);
  const chat = (await zhou.call(messaging.listChats, {})).body.chats.find((c) => c.title === '新名');
  expect(chat).toMatchObject({ kind: 'group', preview: { b: { text: '开工\n@周大山' }, at: [zhou.id] } });
  expect(chat!.my.mentionN).toBeGreaterThan(0);
});
