// What programs send, and what members then see: over real HTTP on both sides.
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { cardPressed, talk } from '@teahouse/contract/talk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subscribe } from '../../../kernel/module.ts';
import { modules } from '../../../modules/all.ts';
import { system } from '../../../kernel/work.ts';
import { indexBatch } from '../../../modules/messaging/index.ts';
import { everybody } from '../../../modules/apps/visible-range.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let app: WecomClient;
let other: WecomClient;
let lin: Person;
let zhou: Person;
const pressed: { key: string; responseCode: string; selected: unknown; via: string; taskId: string }[] = [];
const listener = {
  ...modules[0]!,
  name: 'listener',
  handlers: [],
  jobs: [],
  subscribers: [subscribe('listener', cardPressed, async (_work, payload) => void pressed.push(payload))],
};

beforeAll(async () => {
  world = await openWorld({ modules: [...modules, listener] });
  company = await world.company('清风茶业');
  lin = await company.hire('林小雨', { userid: 'Lin' });
  zhou = await company.hire('周大山', { userid: 'zhou', mobile: '13800000001' });
  app = await wecomClient(world, company, { name: '报销助手' });
  other = await wecomClient(world, company, { name: '别的应用' });
});
afterAll(() => world.close());

const send = (message: object, as = app) =>
  as.ask('message/send', { touser: 'lin', agentid: as.app.no, ...message });

async function chatOf(person: Person, who = app): Promise<ChatId> {
  const { chats } = (await person.call(messaging.listChats, {})).body;
  return chats.find((c) => c.guest === who.app.id)!.id;
}
async function newest(person: Person, who = app): Promise<MessageEvent> {
  const chatId = await chatOf(person, who);
  const { events } = (await person.call(messaging.listMessages, { chatId })).body;
  return events.findLast((e) => e.t === 'msg') as MessageEvent;
}

test.each([
  [
    'text',
    { text: { content: '你好 <a href="https://tea.example.com/x">看这里</a>' } },
    'text',
    '你好 [看这里](https://tea.example.com/x)',
  ],
  ['text', { text: { content: '茶'.repeat(1_000) } }, 'text', '茶'.repeat(682)],
  [
    'text',
    { text: { content: '<a href="javascript:alert(1)">x</a><script>1</script>' } },
    'text',
    'x<script>1</script>',
  ],
  [
    'markdown',
    { markdown: { content: '**已通过** <font color="info">100</font>' }, text: { content: '' } },
    'markdown',
    '**已通过** <font color="info">100</font>',
  ],
])('%s arrives as a member reads it', async (msgtype, body, k, text) => {
  const answer = await send({ msgtype, ...body });
  expect(answer).toMatchObject({ errcode: 0, errmsg: 'ok', invaliduser: '' });
  expect(answer['msgid']).toMatch(/^out_/);
  const message = await newest(lin);
  expect(message).toMatchObject({ k, u: app.app.id, b: { text } });
});

test.each([
  [
    'textcard',
    {
      title: '报销',
      description: '<div class="gray">9月</div>正文<br>二<div class="highlight">请领取</div>',
      url: 'https://a.example/1',
      btntxt: '更多内容了',
    },
    {
      k: 'template',
      b: {
        title: '报销',
        open: '更多内容',
        url: 'https://a.example/1',
        lines: [
          { text: '9月', tone: 'grey' },
          { text: '正文', tone: 'normal' },
          { text: '二', tone: 'normal' },
          { text: '请领取', tone: 'highlight' },
        ],
      },
    },
  ],
  [
    'news',
    {
      articles: [
        { title: '一', description: '说明', url: 'https://a.example/1', picurl: 'https://a.example/1.png' },
      ],
    },
    {
      k: 'news',
      b: {
        articles: [
          { title: '一', text: '说明', url: 'https://a.example/1', picture: 'https://a.example/1.png' },
        ],
      },
    },
  ],
  [
    'miniprogram_notice',
    {
      appid: 'wx1',
      title: '会议室预定',
      emphasis_first_item: true,
      content_item: [
        { key: '会议室', value: '402' },
        { key: '时间', value: '9点' },
      ],
    },
    {
      k: 'template',
      b: {
        title: '会议室预定',
        emphasis: { title: '402', text: '会议室' },
        rows: [{ name: '时间', value: '9点' }],
      },
    },
  ],
])('%s becomes a card', async (msgtype, object, expected) => {
  expect((await send({ msgtype, [msgtype]: object })).errcode).toBe(0);
  expect(await newest(lin)).toMatchObject(expected);
});

test.each([
  ['unknown type', { msgtype: 'poem', poem: {} }, 40008],
  ['empty text', { msgtype: 'text', text: { content: '' } }, 44004],
  ['long markdown', { msgtype: 'markdown', markdown: { content: '茶'.repeat(700) } }, 45002],
  [
    'safe news',
    { msgtype: 'news', safe: 1, news: { articles: [{ title: 'x', url: 'https://a.example' }] } },
    40074,
  ],
  [
    'nine articles',
    {
      msgtype: 'news',
      news: { articles: Array.from({ length: 9 }, () => ({ title: 'x', url: 'https://a.example' })) },
    },
    45008,
  ],
  [
    'javascript link',
    { msgtype: 'textcard', textcard: { title: 'x', description: 'y', url: 'javascript:alert(1)' } },
    40094,
  ],
  ['data link', { msgtype: 'news', news: { articles: [{ title: 'x', url: 'data:text/html,x' }] } }, 40094],
  ['no media', { msgtype: 'image', image: { media_id: 'none' } }, 40007],
  ['nobody named', { touser: '', msgtype: 'text', text: { content: 'x' } }, 82001],
  ['nobody known', { touser: 'Nobody', msgtype: 'text', text: { content: 'x' } }, 81013],
  [
    'too many parties',
    {
      toparty: Array.from({ length: 101 }, (_, i) => i + 1).join('|'),
      msgtype: 'text',
      text: { content: 'x' },
    },
    82002,
  ],
  ['an unknown agent', { agentid: 7, msgtype: 'text', text: { content: 'x' } }, 40056],
  [
    'card without action',
    { msgtype: 'template_card', template_card: { card_type: 'text_notice', main_title: { title: 'x' } } },
    42031,
  ],
  ['card of no kind', { msgtype: 'template_card', template_card: { card_type: 'poem' } }, 42028],
])('%s is refused with its number', async (_what, message, errcode) => {
  expect((await send(message)).errcode).toBe(errcode);
});

test('an app speaks for itself alone', async () => {
  const text = { msgtype: 'text', text: { content: 'x' } };
  expect((await send({ ...text, agentid: other.app.no })).errcode).toBe(301002);
  expect((await send({ ...text, agentid: String(app.app.no), safe: '0' })).errcode).toBe(0);
});

test('some recipients unknown: the lists say who, in lower case, and the rest get it', async () => {
  const answer = await send({
    touser: 'LIN|Nobody',
    toparty: '99',
    msgtype: 'text',
    text: { content: '部分' },
  });
  expect(answer).toMatchObject({ errcode: 0, invaliduser: 'nobody', invalidparty: '99', invalidtag: '' });
  expect((await newest(lin)).b['text']).toBe('部分');
});

test('an app reaches no further than it may see', async () => {
  const narrow = await wecomClient(world, company, {
    name: '只给周',
    visible: { ...everybody, all: false, memberIds: [zhou.id] },
  });
  const text = { msgtype: 'text', text: { content: '@all' } };
  expect((await send({ ...text, touser: 'lin' }, narrow)).errcode).toBe(81013);
  expect((await send({ ...text, touser: '@all' }, narrow)).errcode).toBe(0);
  expect((await zhou.call(messaging.listChats, {})).body.chats.map((c) => c.title)).toContain('只给周');
  expect((await lin.call(messaging.listChats, {})).body.chats.map((c) => c.title)).not.toContain('只给周');
});

test('a repeat is dropped only when the app asks for that', async () => {
  const text = { msgtype: 'text', text: { content: '告警' } };
  const count = async () => (await lin.call(messaging.getChat, { chatId: await chatOf(lin) })).body.n;
  await send(text);
  const before = await count();
  await send(text);
  expect(await count()).toBe(before + 1);
  const first = await send({ ...text, text: { content: '一次' }, enable_duplicate_check: 1 });
  const again = await send({ ...text, text: { content: '一次' }, enable_duplicate_check: '1' });
  expect(again['msgid']).toBe(first['msgid']);
  expect(await count()).toBe(before + 2);
});

test('a message is taken back for a day, and only by its app', async () => {
  const { msgid } = await send({ touser: 'lin|zhou', msgtype: 'text', text: { content: '发错了' } });
  expect((await other.ask('message/recall', { msgid })).errcode).toBe(40008);
  expect((await app.ask('message/recall', { msgid })).errcode).toBe(0);
  expect((await newest(lin)).rc).toBe(app.app.id);
  expect((await newest(zhou)).rc).toBe(app.app.id);
  expect((await app.ask('message/recall')).errcode).toBe(43002);
});

const buttons = {
  card_type: 'button_interaction',
  task_id: 'task-1',
  main_title: { title: '请假申请', desc: '林小雨' },
  horizontal_content_list: [
    { keyname: '天数', value: '3' },
    { keyname: '人', type: 3, userid: 'zhou' },
  ],
  button_list: [
    { text: '同意', style: 1, key: 'yes' },
    { text: '拒绝', style: 4, key: 'no' },
  ],
  action_menu: { desc: '更多', action_list: [{ text: '不再提醒', key: 'mute' }] },
};

test('a button is pressed once, the app hears of it and changes the card with its code', async () => {
  const sent = await send({ touser: 'lin|zhou', msgtype: 'template_card', template_card: buttons });
  expect(sent).toMatchObject({ errcode: 0, response_code: expect.any(String) });
  expect((await send({ msgtype: 'template_card', template_card: buttons })).errcode).toBe(42014);
  const chatId = await chatOf(lin);
  const { s: seq } = await newest(lin);
  const press = (key: string, extra: object = {}) => lin.call(talk.pressCard, { chatId, seq, key, ...extra });
  expect((await press('made up')).body.error?.code).toBe('talk.no_such_button');
  expect((await zhou.call(talk.pressCard, { chatId, seq, key: 'yes' })).body.error?.code).toBe(
    'messaging.chat_not_found',
  );
  expect((await press('mute', { via: 'menu' })).status).toBe(200);
  expect((await press('yes')).status).toBe(200);
  expect((await press('no')).body.error?.code).toBe('talk.card_done');
  expect((await newest(lin)).b).toMatchObject({ done: { key: 'yes' } });
  expect((await newest(zhou)).b['done']).toBeUndefined();
  await world.settle();
  expect(pressed).toMatchObject([
    { via: 'menu', key: 'mute', taskId: 'task-1' },
    {
      via: 'button',
      key: 'yes',
      taskId: 'task-1',
      appId: app.app.id,
      memberId: lin.id,
      cardType: 'button_interaction',
      selected: [],
    },
  ]);
  const update = (code: unknown, extra: object = {}) =>
    app.ask('message/update_template_card', {
      userids: ['lin', 'nobody'],
      agentid: app.app.no,
      response_code: code,
      button: { replace_name: '已同意' },
      ...extra,
    });
  expect((await update('wrong')).errcode).toBe(60140);
  expect(await update(pressed[1]!.responseCode)).toMatchObject({ errcode: 0, invaliduser: ['nobody'] });
  expect((await update(pressed[1]!.responseCode)).errcode).toBe(60140);
  expect((await newest(lin)).b).toMatchObject({ done: { key: 'yes', text: '已同意' } });
  const whole = {
    button: undefined,
    atall: 1,
    template_card: { ...buttons, main_title: { title: '已归档' }, replace_text: '完' },
  };
  expect((await update(sent['response_code'], whole)).errcode).toBe(0);
  expect((await newest(zhou)).b).toMatchObject({ title: '已归档', done: { text: '完' }, taskId: 'task-1' });
});

test.each([
  [
    'vote',
    {
      card_type: 'vote_interaction',
      task_id: 'v1',
      main_title: { title: '团建' },
      checkbox: {
        question_key: 'q',
        mode: 1,
        option_list: [
          { id: 'a', text: '爬山' },
          { id: 'b', text: '喝茶' },
        ],
      },
      submit_button: { text: '提交', key: 'go' },
    },
    [{ questionKey: 'q', optionIds: ['a', 'b'] }],
  ],
  [
    'multiple choice',
    {
      card_type: 'multiple_interaction',
      task_id: 'm1',
      main_title: { title: '问卷' },
      select_list: [
        {
          question_key: 'q1',
          title: '一',
          option_list: [
            { id: '1', text: '甲' },
            { id: '2', text: '乙' },
          ],
        },
      ],
      submit_button: { text: '提交', key: 'go' },
    },
    [{ questionKey: 'q1', optionIds: ['2'] }],
  ],
])('a %s is handed in whole, and remembered', async (_what, card, selected) => {
  expect((await send({ msgtype: 'template_card', template_card: card })).errcode).toBe(0);
  const chatId = await chatOf(lin);
  const { s: seq } = await newest(lin);
  const press = (chosen: typeof selected) =>
    lin.call(talk.pressCard, { chatId, seq, key: 'go', selected: chosen });
  expect((await press([])).body.error?.code).toBe('talk.choose_first');
  expect(
    (await press([{ questionKey: selected[0]!.questionKey, optionIds: ['zzz'] }])).body.error?.code,
  ).toBe('talk.no_such_button');
  expect((await press(selected)).status).toBe(200);
  expect((await newest(lin)).b).toMatchObject({
    done: { key: 'go' },
    questions: [{ chosen: selected[0]!.optionIds }],
  });
  await world.settle();
  expect(pressed.at(-1)).toMatchObject({ key: 'go', selected, taskId: card.task_id });
});

test('a card passed on is a notice, and both are found by their words', async () => {
  await send({
    msgtype: 'template_card',
    template_card: { ...buttons, task_id: 'task-9', main_title: { title: '龙井采购单' } },
  });
  const chatId = await chatOf(lin);
  const { s } = await newest(lin);
  const group = (await lin.call(messaging.createGroup, { title: '采购', memberIds: [zhou.id] })).body.id;
  const forward = { chatId, seqs: [s], to: [group], merged: false, cid: crypto.randomUUID() };
  expect((await lin.call(messaging.forwardMessages, forward)).status).toBe(200);
  const { events } = (await zhou.call(messaging.listMessages, { chatId: group })).body;
  const copy = events.at(-1) as MessageEvent;
  expect(copy).toMatchObject({ k: 'template', u: lin.id, b: { title: '龙井采购单', buttons: [] } });
  expect(copy.b['taskId']).toBeUndefined();
  expect((await zhou.call(talk.pressCard, { chatId: group, seq: copy.s, key: 'yes' })).body.error?.code).toBe(
    'talk.no_such_button',
  );
  while (await world.house.openWork(company.id, system, (work) => indexBatch(work, undefined)));
  const found = (await lin.call(messaging.search, { q: '龙井' })).body.hits.map((h) => h.message.k);
  expect(found).toContain('template');
});

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

test('what was sent is counted by app', async () => {
  const { statistics } = (await app.ask('message/get_statistics', { time_type: 0 })) as unknown as {
    statistics: { agentid: number; app_name: string; count: number }[];
  };
  expect(statistics.find((s) => s.agentid === app.app.no)).toMatchObject({ app_name: '报销助手' });
});
