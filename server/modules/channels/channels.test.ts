// Accounts elsewhere, from the other side's callback to the answer that reaches the customer, against WeChat as it answers.
import { customers } from '@teahouse/contract/customers';
import { outreach } from '@teahouse/contract/outreach';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signatureOf } from '../callbacks/index.ts';
import {
  AES,
  HOUR,
  TOKEN,
  at,
  chatOf,
  closeStage,
  hooks,
  lin,
  linesIn,
  nextDay,
  openStage,
  says,
  seconds,
  tell,
  texts,
  world,
  writes,
  wx,
  xmlOf,
} from '../../testing/channel-stage.ts';

beforeAll(openStage, 30_000);
beforeEach(nextDay);
afterAll(closeStage);

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
