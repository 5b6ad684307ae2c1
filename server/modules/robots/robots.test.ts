// Robots of the three kinds: who may add them, what their addresses take, and what members then see.
import { createHash, createHmac } from 'node:crypto';
import type { ChatId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { type Robot, type RobotKind, robots } from '@teahouse/contract/robots';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let chatId: ChatId;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company();
  lin = await company.hire('林小雨', { userid: 'lin' });
  zhou = await company.hire('周大山', { userid: 'Zhou', mobile: '13800000001' });
  chatId = (await lin.call(messaging.createGroup, { title: '告警', memberIds: [zhou.id] })).body.id;
});
afterAll(() => world.close());

const add = async (kind: RobotKind, extra: object = {}): Promise<Robot> =>
  (await lin.call(robots.addRobot, { chatId, name: `${kind}机器人`, kind, ...extra })).body;
async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url.replace(/^https?:\/\/[^/]+/, world.url), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}
async function newest(): Promise<MessageEvent> {
  const { events } = (await zhou.call(messaging.listMessages, { chatId })).body;
  return events.findLast((e) => e.t === 'msg') as MessageEvent;
}

test.each<[string, object, object]>([
  [
    'text',
    {
      msgtype: 'text',
      text: {
        content: '磁盘满了',
        mentioned_list: ['zhou', '@all'],
        mentioned_mobile_list: ['13800000001', '13900000000'],
      },
    },
    { k: 'text', b: { text: '磁盘满了\n@周大山 @所有人' }, at: expect.arrayContaining(['all']) },
  ],
  [
    'markdown',
    { msgtype: 'markdown', markdown: { content: '<@zhou>请看 <font color="warning">超时</font>' } },
    { k: 'markdown', b: { text: '@周大山 请看 <font color="warning">超时</font>' } },
  ],
  [
    'markdown_v2',
    { msgtype: 'markdown_v2', markdown_v2: { content: '| a | b |\n|--|--|\n| 1 | 2 |' } },
    { k: 'markdown' },
  ],
  [
    'news',
    { msgtype: 'news', news: { articles: [{ title: '周报', url: 'https://a.example/w' }] } },
    { k: 'news', b: { articles: [{ title: '周报', url: 'https://a.example/w' }] } },
  ],
  [
    'template_card',
    {
      msgtype: 'template_card',
      template_card: {
        card_type: 'text_notice',
        main_title: { title: '部署完成' },
        card_action: { type: 1, url: 'https://a.example' },
      },
    },
    { k: 'template', b: { title: '部署完成' } },
  ],
])('a WeCom robot says %s', async (_type, body, expected) => {
  const robot = await add('wecom');
  expect(await post(robot.url!, body)).toMatchObject({ errcode: 0, errmsg: 'ok' });
  expect(await newest()).toMatchObject({ u: robot.id, ...expected });
  const { speakers } = (await zhou.call(messaging.getSpeakers, { ids: robot.id })).body;
  expect(speakers).toEqual([{ id: robot.id, kind: 'robot', name: 'wecom机器人', avatar: null }]);
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
});

test("a WeCom robot sends pictures and its own files, and nobody else's", async () => {
  const robot = await add('wecom');
  const other = await add('wecom');
  const png = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const image = (bytes: Buffer, md5?: string) =>
    post(robot.url!, {
      msgtype: 'image',
      image: { base64: bytes.toString('base64'), md5: md5 ?? createHash('md5').update(bytes).digest('hex') },
    });
  expect((await image(png))['errcode']).toBe(0);
  expect(await newest()).toMatchObject({ k: 'image', b: { width: 8, height: 6 } });
  expect((await image(png, 'f'.repeat(32)))['errcode']).toBe(301019);
  expect((await image(Buffer.from('<svg onload=alert(1)>')))['errcode']).toBe(40004);
  const form = new FormData();
  form.set('media', new Blob(['报表内容,1,2,3']), '报表.csv');
  const upload = robot
    .url!.replace('webhook/send', 'webhook/upload_media')
    .replace(/^https?:\/\/[^/]+/, world.url);
  const kept = (await (await fetch(`${upload}&type=file`, { method: 'POST', body: form })).json()) as Record<
    string,
    unknown
  >;
  expect(kept).toMatchObject({ errcode: 0, type: 'file', created_at: expect.any(String) });
  const file = { msgtype: 'file', file: { media_id: kept['media_id'] } };
  expect((await post(other.url!, file))['errcode']).toBe(40007);
  expect((await post(robot.url!, file))['errcode']).toBe(0);
  expect(await newest()).toMatchObject({ k: 'file', b: { name: '报表.csv' } });
  for (const { id } of [robot, other]) await lin.call(robots.removeRobot, { chatId, robotId: id });
});

test.each([
  ['not JSON', '{"msgtype":', 40058],
  ['no type', {}, 40008],
  ['empty', { msgtype: 'text', text: { content: '' } }, 44004],
  [
    'a card that is pressed',
    { msgtype: 'template_card', template_card: { card_type: 'button_interaction', task_id: 'x' } },
    42028,
  ],
  [
    'a script link',
    { msgtype: 'news', news: { articles: [{ title: 'x', url: 'javascript:alert(1)' }] } },
    40094,
  ],
  ['too long', { msgtype: 'markdown', markdown: { content: 'x'.repeat(4_097) } }, 45002],
  ['too large', `{"msgtype":"text","text":{"content":"${'x'.repeat(1024 * 1024)}"}}`, 40206],
])('a WeCom robot refuses %s', async (_what, body, errcode) => {
  const robot = await add('wecom');
  expect((await post(robot.url!, body))['errcode']).toBe(errcode);
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
});

test('twenty messages a minute, then it waits', async () => {
  const robot = await add('wecom');
  const say = () => post(robot.url!, { msgtype: 'text', text: { content: '一' } });
  for (let i = 0; i < 20; i++) expect((await say())['errcode']).toBe(0);
  expect((await say())['errcode']).toBe(45009);
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
});

test('an address is stopped, renewed and taken away; a guessed key is not tried for ever', async () => {
  const robot = await add('wecom');
  const say = (url: string) => post(url, { msgtype: 'text', text: { content: '一' } });
  await lin.call(robots.changeRobot, { chatId, robotId: robot.id, enabled: false });
  expect((await say(robot.url!))['errcode']).toBe(93004);
  await lin.call(robots.changeRobot, { chatId, robotId: robot.id, enabled: true });
  const renewed = (await lin.call(robots.renewRobot, { chatId, robotId: robot.id })).body;
  expect((await say(robot.url!))['errcode']).toBe(93000);
  expect((await say(renewed.url!))['errcode']).toBe(0);
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
  expect((await say(renewed.url!))['errcode']).toBe(93000);
  const guesses = await Promise.all(
    Array.from({ length: 40 }, () => say(`${world.url}/cgi-bin/webhook/send?key=${crypto.randomUUID()}`)),
  );
  expect(guesses.map((g) => g['errcode'])).toContain(45009);
  // One address that guesses is not asked again in any of the three tongues.
  const ding = `${world.url}/robot/send?access_token=${'0'.repeat(64)}`;
  expect((await say(ding))['errcode']).toBe(130101);
  const feishu = `${world.url}/open-apis/bot/v2/hook/${crypto.randomUUID()}`;
  expect((await post(feishu, { msg_type: 'text', content: { text: '一' } }))['code']).toBe(11232);
  world.clock.now = new Date(Date.now() + 120_000);
});

test('members who neither lead nor added it see a robot without its address', async () => {
  const robot = await add('dingtalk', { signed: true });
  const seen = (await zhou.call(robots.listRobots, { chatId })).body.robots.find((r) => r.id === robot.id);
  expect(seen).toMatchObject({ name: 'dingtalk机器人', url: null, secret: null });
  expect((await zhou.call(robots.renewRobot, { chatId, robotId: robot.id })).body.error?.code).toBe(
    'messaging.needs_admin',
  );
  expect((await zhou.call(robots.removeRobot, { chatId, robotId: robot.id })).body.error?.code).toBe(
    'messaging.needs_admin',
  );
  const direct = (await lin.call(messaging.openDirect, { memberId: zhou.id })).body.id;
  expect((await lin.call(robots.addRobot, { chatId: direct, name: 'x' })).body.error?.code).toBe(
    'messaging.needs_admin',
  );
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
});

const dingSign = (secret: string, at: number) =>
  encodeURIComponent(createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64'));

test('signatures are made as the vendors document them', () => {
  expect(decodeURIComponent(dingSign('SECtest', 1577262236757))).toBe(
    'Za/ne6w2koB8B4ROVlgTNd/X+/FbyDpZrXLz57xNZSA=',
  );
  expect(feishuSign('demo', 1599360473)).toBe('l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=');
});
const feishuSign = (secret: string, at: number) =>
  createHmac('sha256', `${at}\n${secret}`).update('').digest('base64');

test.each<[string, object, object]>([
  [
    'text',
    {
      msgtype: 'text',
      text: { content: '@13800000001 看一下' },
      at: { atMobiles: ['13800000001'], isAtAll: false },
    },
    { k: 'text', b: { text: '@周大山  看一下' } },
  ],
  ['text without at', { msgtype: 'text', text: { content: '好' }, at: {} }, { k: 'text', b: { text: '好' } }],
  [
    'markdown under the name of text',
    { msgtype: 'text', markdown: { title: '标题', text: '**一**' } },
    { k: 'markdown', b: { title: '标题', text: '**一**' } },
  ],
  [
    'link',
    { msgtype: 'link', link: { title: '标题', text: '说明', messageUrl: 'https://a.example', picUrl: '' } },
    { k: 'news', b: { articles: [{ title: '标题', text: '说明' }] } },
  ],
  [
    'actionCard',
    {
      msgtype: 'actionCard',
      actionCard: {
        title: '标题',
        text: '### 内容',
        btnOrientation: '1',
        btns: [
          {
            title: '去',
            actionURL: 'dingtalk://dingtalkclient/page/link?url=https%3A%2F%2Fa.example%2Fgo&pc_slide=false',
          },
        ],
      },
    },
    {
      k: 'template',
      b: { title: '标题', markdown: '### 内容', buttons: [{ text: '去', url: 'https://a.example/go' }] },
    },
  ],
  [
    'feedCard',
    {
      msgtype: 'feedCard',
      feedCard: {
        links: [
          { title: '一', messageURL: 'https://a.example/1', picURL: 'https://a.example/1.png' },
          { title: '二', messageURL: 'https://a.example/2' },
        ],
      },
    },
    { k: 'news', b: { articles: [{ title: '一' }, { title: '二' }] } },
  ],
])('a DingTalk robot says %s', async (_type, body, expected) => {
  const robot = await add('dingtalk');
  expect(await post(robot.url!, body)).toMatchObject({ errcode: 0, errmsg: 'ok' });
  expect(await newest()).toMatchObject({ u: robot.id, ...expected });
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
});

test('a DingTalk robot holds its callers to signature, time and words', async () => {
  const robot = await add('dingtalk', { signed: true });
  const now = world.clock.now.getTime();
  const text = { msgtype: 'text', text: { content: '好' } };
  const say = (at: number, sign: string) => post(`${robot.url}&timestamp=${at}&sign=${sign}`, text);
  const sign = dingSign(robot.secret!, now);
  expect(await say(now, sign)).toMatchObject({ errcode: 0, errmsg: 'ok' });
  expect(await say(now, encodeURIComponent(sign))).toMatchObject({ errcode: 0 });
  expect(await say(now, dingSign('SECother', now))).toMatchObject({
    errcode: 310000,
    errmsg: 'sign not match',
  });
  const old = now - 3_700_000;
  expect(await say(old, dingSign(robot.secret!, old))).toMatchObject({
    errcode: 310000,
    errmsg: 'invalid timestamp',
  });
  expect(await post(robot.url!, text)).toMatchObject({ errcode: 310000 });
  await lin.call(robots.changeRobot, { chatId, robotId: robot.id, signed: false, keywords: ['告警'] });
  expect(await post(robot.url!, text)).toMatchObject({ errcode: 310000, errmsg: 'keywords not in content' });
  expect(await post(robot.url!, { msgtype: 'text', text: { content: '告警：一' } })).toMatchObject({
    errcode: 0,
  });
  expect(
    await post(robot.url!, {
      msgtype: 'link',
      link: { title: '告警', text: 'x', messageUrl: 'javascript:alert(1)' },
    }),
  ).toMatchObject({ errcode: 40035 });
  expect(await post(`${world.url}/robot/send?access_token=none`, text)).toMatchObject({ errcode: 300001 });
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
});

test.each<[string, object, object]>([
  [
    'text',
    { msg_type: 'text', content: { text: '<at user_id="all">所有人</at> 开会' } },
    { k: 'text', b: { text: '@所有人  开会' }, at: ['all'] },
  ],
  [
    'post',
    {
      msg_type: 'post',
      content: {
        post: {
          zh_cn: {
            title: '标题',
            content: [
              [
                { tag: 'text', text: '第一 ' },
                { tag: 'a', text: '链接', href: 'https://a.example/x' },
                { tag: 'a', text: '坏', href: 'javascript:alert(1)' },
              ],
              [{ tag: 'at', user_id: 'zhou' }],
            ],
          },
        },
      },
    },
    { k: 'markdown', b: { title: '标题', text: '第一 [链接](https://a.example/x)坏\n@周大山' } },
  ],
  [
    'a card',
    {
      msg_type: 'interactive',
      card: {
        header: { title: { tag: 'plain_text', content: '监控' }, template: 'red' },
        elements: [
          { tag: 'div', text: { tag: 'lark_md', content: '**宕机**' } },
          { tag: 'hr' },
          {
            tag: 'action',
            actions: [
              {
                tag: 'button',
                text: { tag: 'plain_text', content: '查看' },
                type: 'primary',
                url: 'https://a.example',
              },
              { tag: 'button', text: { content: '坏' }, url: 'javascript:alert(1)' },
            ],
          },
        ],
      },
    },
    {
      k: 'template',
      b: {
        title: '监控',
        band: 'red',
        markdown: '**宕机**\n\n---',
        buttons: [{ text: '查看', url: 'https://a.example' }],
      },
    },
  ],
  [
    'a card of the second generation',
    {
      msg_type: 'interactive',
      card: {
        schema: '2.0',
        header: { title: { content: '二' } },
        body: { elements: [{ tag: 'markdown', content: '内容' }] },
      },
    },
    { k: 'template', b: { title: '二', markdown: '内容' } },
  ],
])('a Feishu robot says %s', async (_type, body, expected) => {
  const robot = await add('feishu');
  expect(await post(`${robot.url}/`, body)).toMatchObject({ code: 0, msg: 'success', StatusCode: 0 });
  const message = await newest();
  expect({
    ...message,
    b: { ...message.b, ...(typeof message.b['text'] === 'string' ? { text: message.b['text'].trim() } : {}) },
  }).toMatchObject({ u: robot.id, ...expected });
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
});

test('a Feishu robot holds its callers to signature, time and size', async () => {
  const robot = await add('feishu', { signed: true });
  const now = Math.floor(world.clock.now.getTime() / 1_000);
  const say = (timestamp: number, sign: string, text = '好') =>
    post(robot.url!, { timestamp: String(timestamp), sign, msg_type: 'text', content: { text } });
  expect((await say(now, feishuSign(robot.secret!, now)))['code']).toBe(0);
  expect((await say(now, feishuSign('other', now)))['code']).toBe(19021);
  expect((await say(now - 3_700, feishuSign(robot.secret!, now - 3_700)))['code']).toBe(19021);
  expect((await say(now, feishuSign(robot.secret!, now), 'x'.repeat(21_000)))['code']).toBe(9499);
  expect((await post(`${world.url}/open-apis/bot/v2/hook/none`, {}))['code']).toBe(19001);
  const key = robot.url!.split('/').at(-1)!;
  expect((await post(`${world.url}/cgi-bin/webhook/send?key=${key}`, {}))['errcode']).toBe(93000);
  await lin.call(robots.removeRobot, { chatId, robotId: robot.id });
});
