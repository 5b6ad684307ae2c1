// What apps hear, over real HTTP: a receiver that proves itself, listens, fails, hangs and lies.
import { randomUUID } from 'node:crypto';
import { apps } from '@teahouse/contract/apps';
import { callbacks } from '@teahouse/contract/callbacks';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { directorySettings } from '@teahouse/contract/directory-settings';
import { messaging } from '@teahouse/contract/messaging';
import { talk } from '@teahouse/contract/talk';
import type { AppId, ChatId } from '@teahouse/contract/ids';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { corpCode, createApp } from '../../../modules/apps/index.ts';
import { guestChat } from '../../../modules/messaging/index.ts';
import { type Receiver, receiveCallbacks } from '../../../testing/callback-receiver/receive-callbacks.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let receiver: Receiver;
let app: { id: AppId; no: number; name: string; secret: string };
let chatId: ChatId;
const receivers: Receiver[] = [];

const newReceiver = async () => {
  const made = await receiveCallbacks(corpCode(company.id));
  receivers.push(made);
  return made;
};
const newApp = (name: string) =>
  world.house.openWork(company.id, system, (work) =>
    createApp(work, world.house.ports.secret, { kind: 'self_built', name }),
  );
const listen = (appId: AppId, to: Receiver, format: 'xml' | 'json' = 'xml') =>
  company.owner.call(callbacks.setCallback, {
    appId,
    url: to.url,
    token: to.token,
    aesKey: to.aesKey,
    format,
  });
const chatWith = (id: { id: AppId; name: string }, who: Person) =>
  world.house.openWork(company.id, system, (work) => guestChat(work, id, 'app', who.id));
const say = (text: string, to = chatId) =>
  lin.call(messaging.postMessage, { chatId: to, cid: randomUUID(), draft: { k: 'text', b: { text } } });
const later = async (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
  await world.settle();
};
const deliveries = async (appId = app.id) =>
  (await company.owner.call(callbacks.listDeliveries, { appId })).body.deliveries;
const replies = async () =>
  (await lin.call(messaging.listMessages, { chatId, after: 0, limit: 500 })).body.events
    .filter((e) => e.u === app.id)
    .map((e) => (e.t === 'msg' ? (e.b as { text?: string }).text : ''));

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  world.clock.now = new Date();
  company = await world.company();
  lin = await company.hire('林小雨', { userid: '00123' });
  receiver = await newReceiver();
  app = await newApp('报销');
  expect((await listen(app.id, receiver)).status).toBe(200);
  chatId = await chatWith(app, lin);
});
afterEach(() => {
  for (const r of receivers) {
    r.told.length = 0;
    r.answer = undefined;
    r.prove = undefined;
  }
});
afterAll(async () => {
  for (const r of receivers) await r.close();
  await world.close();
});

test('an address that cannot prove itself is refused, and the old one stays', async () => {
  for (const prove of [
    ((plain, response) => response.end(`"${plain}"`)) satisfies Receiver['prove'],
    ((plain, response) => response.writeHead(500).end(plain)) satisfies Receiver['prove'],
    ((plain, response) => setTimeout(() => response.end(plain), 2_500)) as Receiver['prove'],
  ]) {
    receiver.prove = prove;
    expect((await listen(app.id, receiver)).body.error?.code).toBe('callbacks.not_proved');
  }
  const { callback } = (await company.owner.call(callbacks.getCallback, { appId: app.id })).body;
  expect(callback).toMatchObject({ url: receiver.url, token: receiver.token, aesKey: receiver.aesKey });
});

test('private addresses are refused where the operator has not named them', async () => {
  for (const url of [
    'http://127.0.0.2:8080/',
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://[::1]/x',
  ]) {
    const { token, aesKey } = receiver;
    const answer = await company.owner.call(callbacks.setCallback, { appId: app.id, url, token, aesKey });
    expect([url, answer.body.error?.code]).toEqual([url, 'callbacks.private_address']);
  }
});

test('a message reaches the app in the envelope, signed, once, with the userid as it is written', async () => {
  await say('茶🍵 ]]> <b>');
  await world.settle();
  expect(receiver.told).toHaveLength(1);
  const [{ outer, plain, receiver: whom, signed }] = receiver.told as [Receiver['told'][0]];
  expect({ whom, signed }).toEqual({ whom: corpCode(company.id), signed: true });
  expect(outer).toMatch(
    new RegExp(
      `^<xml><ToUserName><!\\[CDATA\\[${whom}\\]\\]></ToUserName><AgentID><!\\[CDATA\\[${app.no}\\]\\]></AgentID><Encrypt>`,
    ),
  );
  expect(plain).toMatch(
    new RegExp(
      `^<xml><ToUserName><!\\[CDATA\\[${whom}\\]\\]></ToUserName><FromUserName><!\\[CDATA\\[00123\\]\\]></FromUserName><CreateTime>\\d{10}</CreateTime><MsgType><!\\[CDATA\\[text\\]\\]></MsgType><Content>.*</Content><MsgId>\\d+</MsgId><AgentID>${app.no}</AgentID></xml>$`,
    ),
  );
  expect(plain).toContain('<Content><![CDATA[茶🍵 ]]]]><![CDATA[> <b>]]></Content>');
});

test('directory changes are told with what changed, to those who may see it', async () => {
  const { owner } = company;
  const made = await owner.call(directoryAdmin.createMember, {
    userid: '007',
    name: '周大山',
    departments: [{ id: company.rootId }],
    mobile: '13800000007',
  } as never);
  expect(made.status).toBe(200);
  await world.settle();
  const [created] = receiver.heard('create_user');
  expect(created).toContain(
    '<ChangeType><![CDATA[create_user]]></ChangeType><UserID><![CDATA[007]]></UserID>',
  );
  expect(created).toContain(
    '<Name><![CDATA[周大山]]></Name><Department><![CDATA[1]]></Department><MainDepartment>1</MainDepartment>',
  );
  expect(receiver.heard('[subscribe]')).toHaveLength(1);
  receiver.told.length = 0;
  const memberId = (made.body as { id: string }).id;
  const tag = (await owner.call(directorySettings.createTag, { name: '值班' })).body;
  await owner.call(directorySettings.changeTag, { tagId: tag.id, add: [memberId], remove: [] } as never);
  await world.settle();
  expect(receiver.heard('update_tag')[0]).toMatch(
    /<ChangeType><!\[CDATA\[update_tag\]\]><\/ChangeType><TagId>\d+<\/TagId><AddUserItems><!\[CDATA\[007\]\]><\/AddUserItems>/,
  );
  receiver.told.length = 0;
  await owner.call(directoryAdmin.changeMember, { memberId, position: '会计' } as never);
  await world.settle();
  expect(receiver.heard()).toHaveLength(1);
  expect(receiver.heard()[0]).toMatch(
    /<ChangeType><!\[CDATA\[update_user\]\]><\/ChangeType><UserID><!\[CDATA\[007\]\]><\/UserID><Position><!\[CDATA\[会计\]\]><\/Position><\/xml>$/,
  );
  receiver.told.length = 0;
  const dep = await owner.call(directoryAdmin.createDepartment, {
    parentId: company.rootId,
    name: '财务',
  } as never);
  await owner.call(directoryAdmin.leaveMember, { memberId } as never);
  await world.settle();
  expect(receiver.heard('create_party')[0]).toContain(
    '<Name><![CDATA[财务]]></Name><ParentId>1</ParentId><Order>',
  );
  expect(receiver.heard('delete_user')[0]).toContain('<UserID><![CDATA[007]]></UserID></xml>');
  expect(receiver.heard('[unsubscribe]')).toHaveLength(1);
  receiver.told.length = 0;
  const departmentId = (dep.body as { id: string }).id;
  await owner.call(directoryAdmin.removeDepartment, { departmentId } as never);
  await world.settle();
  expect(receiver.heard('delete_party')).toHaveLength(1);
});

test('a failure is tried after 5 s, 30 s and 5 min, in order, and then laid aside until somebody replays it', async () => {
  receiver.answer = (_told, response) => response.writeHead(503).end();
  await say('第一');
  await say('第二');
  await world.settle();
  const words = () => receiver.heard().map((p) => /CDATA\[(第.)/.exec(p)![1]);
  expect(words()).toEqual(['第一']);
  await later(4_000);
  expect(words()).toHaveLength(1);
  await later(1_001);
  await later(30_000);
  expect(words()).toEqual(['第一', '第一', '第一']);
  receiver.answer = undefined;
  await later(100_000);
  expect(words()).toHaveLength(3);
  receiver.answer = (told, response) => response.writeHead(told.plain.includes('第一') ? 500 : 200).end();
  await later(200_001);
  expect(words()).toEqual(['第一', '第一', '第一', '第一', '第二']);
  const [second, first] = await deliveries();
  expect(second).toMatchObject({ state: 'done', attempts: 1 });
  expect(first).toMatchObject({ state: 'dead', attempts: 4, error: 'HTTP 500' });
  receiver.answer = undefined;
  expect((await company.owner.call(callbacks.replayDeliveries, { appId: app.id })).body).toEqual({
    replayed: 1,
  });
  await world.settle();
  expect(words().at(-1)).toBe('第一');
  expect((await deliveries())[1]).toMatchObject({ state: 'done' });
});

test('a receiver that hangs delays nobody else', async () => {
  const stuck = await newReceiver();
  const other = await newApp('考勤');
  await listen(other.id, stuck);
  const theirs = await chatWith(other, lin);
  let released: () => void = () => undefined;
  stuck.answer = (_told, response) => (released = () => void response.end());
  await say('等待', theirs);
  await expect.poll(() => stuck.heard('等待').length).toBe(1);
  await say('不等待');
  await expect.poll(() => receiver.heard('不等待').length).toBe(1);
  // It answers late, but in time: had anybody waited for it, the line above would have waited too.
  released();
  await world.settle();
  expect((await deliveries(other.id))[0]).toMatchObject({ state: 'done' });
  stuck.answer = () => undefined;
  await say('永远', theirs);
  await world.settle();
  expect((await deliveries(other.id))[0]).toMatchObject({
    state: 'waiting',
    attempts: 1,
    error: /^time/ as never,
  });
});

/** The app sends a card with buttons to its member, over the vendor's interface. */
async function sendCard(task_id: string, title: string, button_list: object[]): Promise<void> {
  const asked = await fetch(
    `${world.url}/cgi-bin/gettoken?corpid=${corpCode(company.id)}&corpsecret=${app.secret}`,
  );
  const { access_token } = (await asked.json()) as { access_token: string };
  const card_type = 'button_interaction';
  const template_card = { card_type, main_title: { title }, task_id, button_list };
  const sent = await fetch(`${world.url}/cgi-bin/message/send?access_token=${access_token}`, {
    method: 'POST',
    body: JSON.stringify({ touser: '00123', msgtype: 'template_card', agentid: app.no, template_card }),
  });
  expect(await sent.json()).toMatchObject({ errcode: 0 });
}

test('entering an app is told, and a pressed card, whose buttons the answer replaces', async () => {
  await lin.call(apps.openAppChat, { appId: app.id });
  await world.settle();
  expect(receiver.heard()[0]).toContain(
    `<Event><![CDATA[enter_agent]]></Event><EventKey><![CDATA[]]></EventKey><AgentID>${app.no}</AgentID></xml>`,
  );
  await sendCard('task-1', '报销单', [
    { text: '同意', style: 1, key: 'agree' },
    { text: '驳回', style: 2, key: 'reject' },
  ]);
  receiver.answer = (told, response) =>
    told.plain.includes('template_card_event')
      ? response.end(
          receiver.sealed(
            '<xml><MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已同意]]></ReplaceName></Button></xml>',
          ),
        )
      : response.end();
  const card = async () =>
    (await lin.call(messaging.listMessages, { chatId, after: 0, limit: 500 })).body.events
      .filter((e) => e.t === 'msg' && e.k === 'template')
      .at(-1) as { s: number; b: { done?: unknown } };
  const pressed = await lin.call(talk.pressCard, { chatId, seq: (await card()).s, key: 'agree' });
  expect(pressed.status).toBe(200);
  await world.settle();
  expect(receiver.heard('template_card_event')[0]).toMatch(
    /<EventKey><!\[CDATA\[agree\]\]><\/EventKey><TaskId><!\[CDATA\[task-1\]\]><\/TaskId><CardType><!\[CDATA\[button_interaction\]\]><\/CardType><ResponseCode>.+<\/ResponseCode><AgentID>/,
  );
  expect((await card()).b.done).toEqual({ key: 'agree', text: '已同意' });
});

test('a pressed card is answered with another card, in the vendor’s own spelling', async () => {
  await sendCard('task-2', '出差申请', [{ text: '同意', key: 'agree' }]);
  await world.settle();
  receiver.answer = (told, response) =>
    told.plain.includes('template_card_event')
      ? response.end(
          receiver.sealed(
            `<xml><MsgType><![CDATA[update_template_card]]></MsgType><TemplateCard><CardType><![CDATA[button_interaction]]></CardType>
             <MainTitle><Title><![CDATA[出差申请：待财务]]></Title></MainTitle>
             <HorizontalContentList><KeyName><![CDATA[天数]]></KeyName><Value><![CDATA[3]]></Value></HorizontalContentList>
             <ButtonList><Text><![CDATA[打款]]></Text><Style>1</Style><Key><![CDATA[pay]]></Key></ButtonList>
             <ButtonList><Text><![CDATA[退回]]></Text><Style>2</Style><Key><![CDATA[back]]></Key></ButtonList></TemplateCard></xml>`,
          ),
        )
      : response.end();
  const card = async () =>
    (await lin.call(messaging.listMessages, { chatId, after: 0, limit: 500 })).body.events
      .filter((e) => e.t === 'msg' && e.k === 'template')
      .at(-1) as unknown as { s: number; b: { title: string; rows: unknown[]; buttons: { text: string }[] } };
  await lin.call(talk.pressCard, { chatId, seq: (await card()).s, key: 'agree' });
  await world.settle();
  await world.settle();
  const { b } = await card();
  expect([b.title, b.rows, b.buttons.map((x) => x.text)]).toEqual([
    '出差申请：待财务',
    [expect.objectContaining({ name: '天数', value: '3' })],
    ['打款', '退回'],
  ]);
});

test('an answer in the envelope is said in the chat', async () => {
  receiver.answer = (_told, response) =>
    response.end(
      receiver.sealed(
        `<xml><ToUserName><![CDATA[00123]]></ToUserName><FromUserName><![CDATA[x]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[收到 & 谢谢]]></Content></xml>`,
      ),
    );
  await say('在吗');
  await world.settle();
  expect((await replies()).at(-1)).toBe('收到 & 谢谢');
});

test('an answer that is replayed, truncated, forged or a bomb says nothing', async () => {
  const before = await replies();
  const inner = (text: string) =>
    `<xml><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content></xml>`;
  const good = receiver.sealed(inner('一次'));
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><xml><MsgType>text</MsgType><Content>&b;</Content></xml>`;
  const external = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><MsgType>text</MsgType><Content>&e;</Content></xml>`;
  const answers = [
    good,
    good,
    good.slice(0, -40),
    good.replace(/<Encrypt><!\[CDATA\[.{64}/, '<Encrypt><![CDATA['),
    receiver.sealed(inner('给别人'), { receiver: 'ww0000000000000000' }),
    receiver.sealed(inner('旧的'), { timestamp: Math.floor(Date.now() / 1000) - 2 * 86_400 }),
    receiver.sealed(bomb),
    receiver.sealed(external),
    bomb,
    external,
    `<xml>${'<a>'.repeat(10_000)}`,
    receiver.sealed(`<xml>${'<a>'.repeat(200)}</xml>`),
    'x'.repeat(1_000),
  ];
  for (const [i, answer] of answers.entries()) {
    receiver.answer = (_told, response) => response.end(answer);
    await say(`问 ${i}`);
    await world.settle();
  }
  expect((await replies()).slice(before.length)).toEqual(['一次']);
  expect((await deliveries()).slice(0, answers.length).map((d) => d.state)).toEqual(
    answers.map(() => 'done'),
  );
  const errors = (await deliveries())
    .slice(0, answers.length)
    .map((d) => d.error)
    .reverse();
  expect(errors[1]).toMatch('seen before');
  expect(errors[3]).toMatch('wrong signature');
  expect(errors[4]).toMatch('cannot be decrypted');
});

test('an app that asked for JSON is told in JSON and answers in it', async () => {
  const json = await newReceiver();
  const other = await newApp('JSON');
  await listen(other.id, json, 'json');
  const theirs = await chatWith(other, lin);
  json.answer = (_told, response) =>
    response.end(json.sealed(JSON.stringify({ MsgType: 'text', Content: '好' }), { format: 'json' }));
  await say('你好', theirs);
  await world.settle();
  const [told] = json.told;
  expect(JSON.parse(told!.outer)).toEqual({
    tousername: corpCode(company.id),
    encrypt: expect.any(String),
    agentid: String(other.no),
  });
  expect(JSON.parse(told!.plain)).toMatchObject({
    FromUserName: '00123',
    MsgType: 'text',
    Content: '你好',
    AgentID: other.no,
  });
  const { events } = (await lin.call(messaging.listMessages, { chatId: theirs, after: 0, limit: 9 })).body;
  expect(events.at(-1)).toMatchObject({ u: other.id, b: { text: '好' } });
});

test('what is not an administrator’s stays closed', async () => {
  expect((await lin.call(callbacks.listDeliveries, { appId: app.id })).status).toBe(403);
  const stranger = await world.company();
  const asked = await stranger.owner.call(callbacks.getCallback, { appId: app.id });
  expect(asked.body.error?.code).toBe('apps.app_not_found');
});
