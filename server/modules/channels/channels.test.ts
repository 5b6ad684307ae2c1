// Accounts elsewhere, from the other side's callback to the answer that reaches the customer, against WeChat as it answers.
import { channels } from '@teahouse/contract/channels';
import { customers } from '@teahouse/contract/customers';
import { messaging } from '@teahouse/contract/messaging';
import { outreach } from '@teahouse/contract/outreach';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { type ImapDouble, serveImap } from '../../testing/imap-double/serve-imap.ts';
import { serveSmtp, type SmtpDouble } from '../../testing/smtp-double/serve-smtp.ts';
import { serveWechat, type WechatDouble } from '../../testing/wechat-double/serve-wechat.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { openAdapter } from './open-adapter.ts';
import { encryptText, signatureOf } from '../callbacks/index.ts';

const TOKEN = 'token-of-the-hook';
const AES = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const HOUR = 3_600_000;

let world: World;
let company: Company;
let lin: Person;
let owner: Person;
let wx: WechatDouble;
let smtp: SmtpDouble;
let mailbox: ImapDouble;
const texted: { to: string; code: string }[] = [];
let gateway: Server;
let day = Date.parse('2026-11-24T04:00:00Z');
let hooks: { wechat: string; kf: string };
let oaId: string;

beforeAll(async () => {
  smtp = await serveSmtp();
  gateway = createServer((request, reply) => {
    void json(request).then((body) => {
      texted.push(body as { to: string; code: string });
      reply.end('{}');
    });
  });
  await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready));
  world = await openWorld({
    env: {
      OUTSIDE_ALLOW: '127.0.0.1',
      SMTP_URL: smtp.url,
      SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`,
      SMS_SECRET: 'shared',
    },
  });
  world.clock.now = new Date(day);
  mailbox = await serveImap(world.clock);
  wx = await serveWechat(world.clock);
  company = await world.company('南山修车');
  lin = await company.hire('林小雨');
  const add = async (kind: string, fields: Record<string, string>) => {
    const { status, body } = await company.owner.call(channels.addChannel, {
      kind,
      name: kind,
      fields: { token: TOKEN, aesKey: AES, server: wx.url, ...fields },
      memberIds: [lin.id],
    });
    expect(status).toBe(200);
    return body;
  };
  const oa = await add('wechat', { ...wx.account });
  const kf = await add('wechat_kf', { ...wx.corp });
  oaId = oa.id;
  hooks = { wechat: new URL(oa.hookUrl!).pathname, kf: new URL(kf.hookUrl!).pathname };
}, 30_000);
beforeEach(async () => {
  day += 10 * 24 * HOUR;
  world.clock.now = new Date(day);
  wx.delivered.length = 0;
  // Nobody stays signed in for ten days without coming by.
  lin = await world.signIn(company, lin.id);
  owner = await world.signIn(company, company.owner.id);
});
afterAll(async () => {
  await wx.close();
  await mailbox.close();
  await smtp.close();
  gateway.close();
  await world.close();
});

const at = (ms: number) => (world.clock.now = new Date(day + ms));
const xmlOf = (fields: Record<string, string | number>) =>
  `<xml>${Object.entries(fields)
    .map(([k, v]) => `<${k}><![CDATA[${v}]]></${k}>`)
    .join('')}</xml>`;

/** What WeChat posts in safe mode. */
async function tell(
  path: string,
  receiver: string,
  fields: Record<string, string | number>,
  { token = TOKEN, key = AES } = {},
) {
  const encrypted = encryptText({ token, aesKey: key, receiver }, xmlOf(fields));
  const timestamp = String(Math.floor(world.clock.now.getTime() / 1_000));
  const query = new URLSearchParams({
    timestamp,
    nonce: 'n1',
    encrypt_type: 'aes',
    msg_signature: signatureOf(token, timestamp, 'n1', encrypted),
  });
  return await world.house.http.inject({
    method: 'POST',
    url: `${path}?${query}`,
    headers: { 'content-type': 'text/xml' },
    payload: xmlOf({ ToUserName: 'gh_1', Encrypt: encrypted }),
  });
}
const seconds = () => Math.floor(world.clock.now.getTime() / 1_000);
const writes = async (from: string, text: string, id: string = randomUUID()) => {
  wx.writes(from);
  const answer = await tell(hooks.wechat, wx.account.appId, {
    ToUserName: 'gh_1',
    FromUserName: from,
    CreateTime: seconds(),
    MsgType: 'text',
    Content: text,
    MsgId: id,
  });
  await world.settle();
  return answer;
};
const chatOf = async (outsideId: string) => {
  const [row] = await world.house.openWork(company.id, { kind: 'system', id: 'system' }, (work) =>
    work.sql<{ chatId: ChatId; customerId: CustomerId }>(
      'select chat_id "chatId", customer_id "customerId" from channel_contacts where corp_id = $1 and outside_id = $2',
      [work.corpId, outsideId],
    ),
  );
  return row!;
};
const linesIn = async (chatId: ChatId) =>
  (await lin.call(messaging.listMessages, { chatId })).body.events.flatMap((e) =>
    e.t === 'msg' ? [String(e.b['code'] ?? e.b['text'] ?? e.k)] : [],
  );
const says = async (chatId: ChatId, text: string) => {
  await lin.call(messaging.postMessage, { chatId, cid: randomUUID(), draft: { k: 'text', b: { text } } });
  await world.settle();
};
const texts = (to: string) =>
  wx.delivered
    .filter((d) => d.to === to)
    .map((d) => (d.body['text'] as { content: string } | undefined)?.content);

test('the double takes the requests of two public SDKs, and refuses what is wrong', async () => {
  wx.writes('sdk-1');
  const load = createRequire(import.meta.url);
  const Wechat = load('wechat-api') as new (
    id: string,
    secret: string,
  ) => {
    sendText(to: string, text: string, done: (error: Error | null, said: unknown) => void): void;
  };
  const old = new Wechat(wx.account.appId, wx.account.appSecret);
  Object.assign(old, { endpoint: wx.url, prefix: `${wx.url}/cgi-bin/` });
  const said = await new Promise((taken, refused) =>
    old.sendText('sdk-1', 'first', (error, answer) => (error ? refused(error) : taken(answer))),
  );
  expect(said).toMatchObject({ errcode: 0 });

  const CoWechat = load('co-wechat-api') as new (
    id: string,
    secret: string,
  ) => { prefix: string; endpoint: string; sendText(to: string, text: string): Promise<{ errcode: number }> };
  const co = new CoWechat(wx.account.appId, wx.account.appSecret);
  Object.assign(co, { endpoint: wx.url, prefix: `${wx.url}/cgi-bin/` });
  expect(await co.sendText('sdk-1', 'co')).toMatchObject({ errcode: 0 });
  expect(texts('sdk-1')).toEqual(['first', 'co']);
  const wrong = new CoWechat(wx.account.appId, 'not the secret');
  Object.assign(wrong, { endpoint: wx.url, prefix: `${wx.url}/cgi-bin/` });
  await expect(wrong.sendText('sdk-1', 'no')).rejects.toThrow(/invalid/);
});

test('signatures: the vector WeChat publishes holds, and nothing unsigned, foreign or altered gets in', async () => {
  expect(
    signatureOf(
      'QDG6eK',
      '1409659813',
      '1372623149',
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
    ),
  ).toBe('477715d11cdb4164915debcba66cb864d751f3e6');
  const fields = { FromUserName: 'evil', CreateTime: seconds(), MsgType: 'text', Content: 'x', MsgId: '1' };
  expect((await tell(hooks.wechat, wx.account.appId, fields, { token: 'other' })).statusCode).toBe(403);
  expect((await tell(hooks.wechat, 'wxother', fields)).statusCode).toBe(403);
  const key = `${AES.slice(0, -1)}A`.split('').toReversed().join('');
  expect((await tell(hooks.wechat, wx.account.appId, fields, { key })).statusCode).toBe(403);
  // An account in safe mode takes no plain message, though its signature is right.
  const timestamp = '1';
  const plain = await world.house.http.inject({
    method: 'POST',
    url: `${hooks.wechat}?timestamp=1&nonce=n&signature=${signatureOf(TOKEN, timestamp, 'n', '')}`,
    headers: { 'content-type': 'text/xml' },
    payload: xmlOf(fields),
  });
  expect(plain.statusCode).toBe(403);
  const proof = await world.house.http.inject({
    url: `${hooks.wechat}?timestamp=1&nonce=n&echostr=hello&signature=${signatureOf(TOKEN, timestamp, 'n', '')}`,
  });
  expect(proof.body).toBe('hello');
  expect(await chatOf('evil')).toBeUndefined();
});

test('who writes to the account is a customer with one chat, and is answered there; a repeated callback is one message', async () => {
  expect((await writes('o-anna', '刹车响', 'm-1')).body).toBe('success');
  await writes('o-anna', '刹车响', 'm-1');
  const { chatId, customerId } = await chatOf('o-anna');
  expect(await linesIn(chatId)).toEqual(['刹车响']);
  expect((await lin.call(customers.getCustomer, { customerId })).status).toBe(200);
  await says(chatId, '请来店里看看');
  expect(texts('o-anna')).toEqual(['请来店里看看']);
});

test('the 48 hours and the five answers hold to the second, and staff hear when something did not arrive', async () => {
  await writes('o-ben', '在吗');
  const { chatId } = await chatOf('o-ben');
  at(48 * HOUR - 1_000);
  await says(chatId, 'a second before');
  at(48 * HOUR);
  await says(chatId, 'at the end');
  at(48 * HOUR + 1_000);
  await says(chatId, 'a second after');
  expect(texts('o-ben')).toEqual(['a second before']);
  expect((await linesIn(chatId)).filter((l) => l === 'channels.window_closed')).toHaveLength(2);
  await writes('o-ben', '还在吗');
  for (const n of [1, 2, 3, 4, 5, 6]) await says(chatId, `n${n}`);
  expect(texts('o-ben').slice(1)).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
  expect(await linesIn(chatId)).toContain('channels.count_used');
  // Late news of an old message opens nothing.
  await tell(hooks.wechat, wx.account.appId, {
    FromUserName: 'o-ben',
    CreateTime: seconds() - 100,
    MsgType: 'text',
    Content: 'late',
    MsgId: 'late',
  });
  await world.settle();
  await says(chatId, 'n7');
  expect(texts('o-ben')).not.toContain('n7');
});

test('following lets us say three things for a minute; leaving ends it', async () => {
  const event = (Event: string) =>
    tell(hooks.wechat, wx.account.appId, {
      FromUserName: 'o-cai',
      CreateTime: seconds(),
      MsgType: 'event',
      Event,
    });
  wx.enters('o-cai');
  await event('subscribe');
  await world.settle();
  const { chatId } = await chatOf('o-cai');
  at(59_000);
  for (const n of [1, 2, 3, 4]) await says(chatId, `w${n}`);
  expect(texts('o-cai')).toEqual(['w1', 'w2', 'w3']);
  at(60_000);
  await says(chatId, 'w5');
  expect(await linesIn(chatId)).toContain('channels.window_closed');
  wx.writes('o-cai');
  await writes('o-cai', 'hi');
  await event('unsubscribe');
  await world.settle();
  await says(chatId, 'gone');
  expect(await linesIn(chatId)).toContain('channels.not_connected');
});

test('a token that has ended is replaced; 5xx is tried again; an answer that got lost is not sent twice', async () => {
  await writes('o-dan', 'x');
  const { chatId } = await chatOf('o-dan');
  at(7_201_000);
  await says(chatId, 'after two hours');
  wx.forgetTokens();
  await says(chatId, 'after all tokens went');
  wx.fail('/cgi-bin/message/custom/send', 503);
  await says(chatId, 'at the second try');
  expect(texts('o-dan')).toEqual(['after two hours', 'after all tokens went']);
  at(7_300_000);
  await world.settle();
  expect(texts('o-dan')).toHaveLength(3);
  wx.fail('/cgi-bin/message/custom/send', 'hang');
  await says(chatId, 'taken, and nobody says so');
  at(7_900_000);
  await world.settle();
  expect(texts('o-dan')).toHaveLength(4);
  expect(await linesIn(chatId)).toContain('channels.unsure');
});

test('a broadcast over the account passes the gateway with its window, and stands in the chat once', async () => {
  await writes('o-eve', 'hello');
  await writes('o-fay', 'hello');
  const { chatId } = await chatOf('o-eve');
  at(22 * HOUR);
  const { id: broadcastId } = (
    await lin.call(outreach.createBroadcast, {
      name: 'x',
      channel: 'wechat',
      holdOut: 0,
      contents: [{ k: 'text', b: { text: '冬季轮胎到货' } }],
    })
  ).body;
  await lin.call(outreach.launchBroadcast, { broadcastId });
  for (let i = 0; i < 3; i++) await world.settle();
  const { counts } = (await lin.call(outreach.getBroadcast, { broadcastId })).body;
  const byReason = Object.fromEntries(counts.map((c) => [c.reason, c.n]));
  expect(byReason).toMatchObject({ sent: 2 });
  expect(byReason['window_closed']).toBeGreaterThan(0);
  expect(texts('o-eve')).toHaveLength(1);
  expect((await linesIn(chatId)).filter((l) => l.includes('冬季轮胎'))).toHaveLength(1);
});

test('WeChat KF: an event brings messages by cursor, and one person of both accounts has one chat', async () => {
  wx.kf.says('wm-one-gus', '第一句');
  wx.kf.says('wm-one-gus', '第二句');
  wx.kf.says('wm-two-hal', '别人');
  const event = {
    ToUserName: wx.corp.corpId,
    CreateTime: seconds(),
    MsgType: 'event',
    Event: 'kf_msg_or_event',
    Token: wx.kf.eventToken,
    OpenKfId: wx.corp.openKfid,
  };
  expect((await tell(hooks.kf, wx.corp.corpId, event)).body).toBe('success');
  await tell(hooks.kf, wx.corp.corpId, event);
  await world.settle();
  const { chatId } = await chatOf('wm-one-gus');
  expect(await linesIn(chatId)).toEqual(['第一句', '第二句']);
  at(48 * HOUR - 1_000);
  await says(chatId, '好的');
  expect(texts('wm-one-gus')).toEqual(['好的']);
  at(48 * HOUR);
  await says(chatId, '太晚');
  expect(texts('wm-one-gus')).toEqual(['好的']);
  wx.kf.says('wm-two-hal', '还有');
  wx.kf.state.set('wm-two-hal', 3);
  await tell(hooks.kf, wx.corp.corpId, event);
  await world.settle();
  await says((await chatOf('wm-two-hal')).chatId, '由真人接待');
  expect(texts('wm-two-hal')).toEqual([]);
  // The same union id at the Official Account.
  wx.writes('o-gus');
  await tell(hooks.wechat, wx.account.appId, {
    FromUserName: 'o-gus',
    CreateTime: seconds(),
    MsgType: 'text',
    Content: '换个地方',
    MsgId: 'u1',
    UnionId: 'union-gus',
  });
  await world.settle();
  expect((await chatOf('o-gus')).chatId).toBe(chatId);
  await says(chatId, '看到了');
  expect(texts('o-gus')).toEqual(['看到了']);
});

test('a mailbox: mail becomes a chat without what it quotes, and the answer stands in its thread', async () => {
  const { body: box } = await owner.call(channels.addChannel, {
    kind: 'email',
    name: '客服邮箱',
    fields: {
      address: 'service@shop.example',
      imapHost: '127.0.0.1',
      imapPort: String(mailbox.port),
      smtpHost: '127.0.0.1',
      smtpPort: new URL(smtp.url).port,
      security: 'none',
      user: mailbox.user,
      password: mailbox.password,
    },
    memberIds: [lin.id],
  });
  mailbox.put('From: old@example.com\nSubject: before\nMessage-ID: <0@x>\n\nlong ago');
  expect((await owner.call(channels.checkChannel, { accountId: box.id })).body).toMatchObject({
    state: 'ok',
  });
  const read = async (ms: number) => {
    at(ms);
    await world.settle();
  };
  await read(31_000);
  mailbox.put(
    'From: "Ivy Wu" <Ivy@Example.com>\nTo: service@shop.example\nSubject: Invoice\nMessage-ID: <1@example.com>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nPlease send it again\n\nOn Mon, 2 Nov 2026 at 10:00, Shop <service@shop.example> wrote:\n> old words\n\n--b\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\nhello\n--b--',
  );
  mailbox.put(
    'From: robot@example.com\nAuto-Submitted: auto-replied\nSubject: away\nMessage-ID: <2@x>\n\nI am away',
  );
  await read(62_000);
  const { chatId } = await chatOf('ivy@example.com');
  expect(await linesIn(chatId)).toEqual(['Invoice\n\nPlease send it again', 'file']);
  expect(await chatOf('robot@example.com')).toBeUndefined();
  expect(await chatOf('old@example.com')).toBeUndefined();
  smtp.mails.length = 0;
  await says(chatId, 'Here it is');
  expect(smtp.mails).toHaveLength(1);
  expect(smtp.mails[0]).toMatchObject({
    to: ['ivy@example.com'],
    text: expect.stringContaining('Here it is') as string,
  });
  const { headers } = smtp.mails[0]!;
  expect([headers.get('subject'), headers.get('in-reply-to'), headers.get('references')]).toEqual([
    'Re: Invoice',
    '<1@example.com>',
    '<1@example.com>',
  ]);
  mailbox.put(
    `From: ivy@example.com\nSubject: Re: Invoice\nIn-Reply-To: ${headers.get('message-id')}\nMessage-ID: <3@example.com>\n\nThanks`,
  );
  await read(93_000);
  expect((await linesIn(chatId)).at(-1)).toBe('Thanks');
  smtp.unknown.add('ivy@example.com');
  await says(chatId, 'to nobody');
  expect((await linesIn(chatId)).at(-1)).toBe('channels.refused');
});

test('whoever proves the same mailbox or phone on another phone is the same person; codes work once and are not guessed', async () => {
  const { body: code } = await lin.call(contactCodes.createContactCode, {
    name: '门店',
    welcome: { text: '你好' },
  });
  const key = code.url.split('/').at(-1)!;
  const phone = async () => {
    const answer = await world.house.http.inject({
      method: 'POST',
      url: `/api/c/${key}/scan`,
      payload: { device: randomUUID(), locale: 'en' },
    });
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
    const ask = async (method: 'GET' | 'POST', path: string, payload: object = {}) => {
      const got = await world.house.http.inject({
        method,
        url: `/api${path.replace(':key', key)}`,
        headers: { cookie },
        ...(method === 'POST' ? { payload } : {}),
      });
      return { status: got.statusCode, body: got.json() as Record<string, unknown> };
    };
    return { chatId: (answer.json() as { chatId: ChatId }).chatId, ask };
  };
  const send = customerPage.sendSignInCode.path;
  const enter = customerPage.enterSignInCode.path;
  const [one, two, three] = [await phone(), await phone(), await phone()];
  expect((await one.ask('GET', customerPage.signInWays.path)).body).toEqual({ sms: true, email: true });
  const mailed = async (p: typeof one) => {
    smtp.mails.length = 0;
    expect(
      (await p.ask('POST', send, { way: 'email', address: 'Kim@Example.com', locale: 'en' })).status,
    ).toBe(200);
    return /\d{6}/.exec(smtp.mails[0]!.text)![0];
  };
  const first = await mailed(one);
  expect((await one.ask('POST', enter, { way: 'email', code: first })).status).toBe(200);
  expect((await one.ask('POST', enter, { way: 'email', code: first })).body['error']).toMatchObject({
    code: 'customers.wrong_code',
  });
  // Another phone: the code of one is nothing to another, five wrong ones end it, and it ends by itself.
  const second = await mailed(two);
  expect((await three.ask('POST', enter, { way: 'email', code: second })).status).toBe(400);
  const wrong = second === '000000' ? '000001' : '000000';
  for (let i = 0; i < 5; i++)
    expect((await two.ask('POST', enter, { way: 'email', code: wrong })).status).toBe(400);
  expect((await two.ask('POST', enter, { way: 'email', code: second })).status).toBe(400);
  const late = await mailed(two);
  at(600_000);
  expect((await two.ask('POST', enter, { way: 'email', code: late })).status).toBe(400);
  const right = await mailed(two);
  const here = (await two.ask('POST', enter, { way: 'email', code: right })).body as {
    chats: { chatId: string }[];
  };
  expect(here.chats.map((c) => c.chatId).toSorted()).toEqual([one.chatId, two.chatId].toSorted());
  // By phone, however it is spelt; and the fifth code in an hour is the last.
  expect((await three.ask('POST', send, { way: 'sms', address: '138 0013 8000' })).status).toBe(200);
  expect(texted.at(-1)!.to).toBe('+8613800138000');
  expect((await three.ask('POST', enter, { way: 'sms', code: texted.at(-1)!.code })).status).toBe(200);
  const stored = await world.house.openWork(company.id, { kind: 'system', id: 'system' }, (work) =>
    work.sql<{ hash: string }>('select code_hash hash from customer_codes where corp_id = $1', [work.corpId]),
  );
  expect(JSON.stringify(stored)).not.toContain(late);
  for (let i = 0; i < 4; i++) await three.ask('POST', send, { way: 'sms', address: '+8613800138000' });
  expect((await three.ask('POST', send, { way: 'sms', address: '+8613800138000' })).status).toBe(429);
});

test('a toy channel lies in one place: opened there, it takes part in everything', async () => {
  const sent: string[] = [];
  openAdapter({
    kind: 'toy',
    fields: [{ name: 'password', secret: true }],
    windows: { afterMessage: { forMs: 1_000, most: 1 } },
    kinds: new Set(['text']),
    hook: async (line, { body }) => {
      const said = JSON.parse(body) as { password: string; from: string; text: string };
      return said.password === line.fields['password']
        ? {
            status: 200,
            body: 'ok',
            arrivals: [{ key: said.text, from: said.from, at: line.now, what: 'message', text: said.text }],
          }
        : { status: 403, body: '' };
    },
    async send(_line, { draft }) {
      if (draft.k === 'text') sent.push(draft.b.text);
      return { ref: 'toy' };
    },
    check: async () => undefined,
  });
  const { body: toy } = await owner.call(channels.addChannel, {
    kind: 'toy',
    name: 'toy',
    fields: { password: 'p' },
    memberIds: [lin.id],
  });
  const payload = { password: 'p', from: 'toy-1', text: 'hi' };
  const url = new URL(toy.hookUrl!).pathname;
  expect(
    (await world.house.http.inject({ method: 'POST', url, payload: { ...payload, password: 'x' } }))
      .statusCode,
  ).toBe(403);
  await world.house.http.inject({ method: 'POST', url, payload });
  const { chatId } = await chatOf('toy-1');
  at(999);
  await says(chatId, 'one');
  await says(chatId, 'two');
  expect(sent).toEqual(['one']);
});

test('administrators see the state and never a secret; another company sees nothing', async () => {
  const list = await owner.call(channels.listChannels, {});
  expect(JSON.stringify(list.body)).not.toContain(wx.account.appSecret);
  expect(list.body.accounts[0]).toMatchObject({ secrets: ['appSecret', 'token', 'aesKey'] });
  const accountId = list.body.accounts.find((a) => a.id === oaId)!.id;
  expect((await owner.call(channels.checkChannel, { accountId })).body.state).toBe('ok');
  await owner.call(channels.changeChannel, { accountId, fields: { appSecret: 'wrong' } });
  expect((await owner.call(channels.checkChannel, { accountId })).body).toMatchObject({
    state: 'failing',
    lastError: expect.stringContaining('40125') as string,
  });
  const other = await world.company('别家');
  expect((await other.owner.call(channels.listChannels, {})).body.accounts).toEqual([]);
  expect((await other.owner.call(channels.removeChannel, { accountId })).status).toBe(404);
  await owner.call(channels.removeChannel, { accountId });
  expect((await world.house.http.inject({ method: 'POST', url: hooks.wechat })).statusCode).toBe(404);
});
