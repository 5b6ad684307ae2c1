// The other kinds of channels, and customers who are known again.
import { channels } from '@teahouse/contract/channels';
import type { ChatId } from '@teahouse/contract/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customerPage } from '@teahouse/contract/customer-page';
import { openAdapter } from './open-adapter.ts';
import {
  HOUR,
  at,
  chatOf,
  closeStage,
  company,
  hooks,
  lin,
  linesIn,
  mailbox,
  nextDay,
  oaId,
  openStage,
  owner,
  says,
  seconds,
  smtp,
  tell,
  texted,
  texts,
  world,
  wx,
} from '../../testing/channel-stage.ts';

beforeAll(openStage, 30_000);
beforeEach(nextDay);
afterAll(closeStage);

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
