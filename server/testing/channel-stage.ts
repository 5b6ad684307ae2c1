// A company with accounts at WeChat, WeChat KF and a mailbox, all answered by doubles; what the tests of channels play on.
import { channels } from '@teahouse/contract/channels';
import { messaging } from '@teahouse/contract/messaging';
import type { ChatId, CustomerId } from '@teahouse/contract/ids';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type ImapDouble, serveImap } from './imap-double/serve-imap.ts';
import { serveSmtp, type SmtpDouble } from './smtp-double/serve-smtp.ts';
import { serveWechat, type WechatDouble } from './wechat-double/serve-wechat.ts';
import { type Company, openWorld, type Person, type World } from './world.ts';
import { encryptText, signatureOf } from '../modules/callbacks/index.ts';

export const TOKEN = 'token-of-the-hook';
export const AES = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
export const HOUR = 3_600_000;

export let world: World;
export let company: Company;
export let lin: Person;
export let owner: Person;
export let wx: WechatDouble;
export let smtp: SmtpDouble;
export let mailbox: ImapDouble;
export const texted: { to: string; code: string }[] = [];
let gateway: Server;
export let day = Date.parse('2026-11-24T04:00:00Z');
export let hooks: { wechat: string; kf: string };
export let oaId: string;

/** Opens the company with its accounts elsewhere; closed by `closeStage`. */
export async function openStage(): Promise<void> {
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
    if (status !== 200) throw new Error(`${kind} was not opened: ${status}`);
    return body;
  };
  const oa = await add('wechat', { ...wx.account });
  const kf = await add('wechat_kf', { ...wx.corp });
  oaId = oa.id;
  hooks = { wechat: new URL(oa.hookUrl!).pathname, kf: new URL(kf.hookUrl!).pathname };
}
/** Ten days later than before, so that no window of an earlier test is open. */
export async function nextDay(): Promise<void> {
  day += 10 * 24 * HOUR;
  world.clock.now = new Date(day);
  wx.delivered.length = 0;
  // Nobody stays signed in for ten days without coming by.
  lin = await world.signIn(company, lin.id);
  owner = await world.signIn(company, company.owner.id);
}
export async function closeStage(): Promise<void> {
  await wx.close();
  await mailbox.close();
  await smtp.close();
  gateway.close();
  await world.close();
}

export const at = (ms: number) => (world.clock.now = new Date(day + ms));
export const xmlOf = (fields: Record<string, string | number>) =>
  `<xml>${Object.entries(fields)
    .map(([k, v]) => `<${k}><![CDATA[${v}]]></${k}>`)
    .join('')}</xml>`;

/** What WeChat posts in safe mode. */
export async function tell(
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
    url: `${path}?${query.toString()}`,
    headers: { 'content-type': 'text/xml' },
    payload: xmlOf({ ToUserName: 'gh_1', Encrypt: encrypted }),
  });
}
export const seconds = () => Math.floor(world.clock.now.getTime() / 1_000);
export const writes = async (from: string, text: string, id: string = randomUUID()) => {
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
export const chatOf = async (outsideId: string) => {
  const [row] = await world.house.openWork(company.id, { kind: 'system', id: 'system' }, (work) =>
    work.sql<{ chatId: ChatId; customerId: CustomerId }>(
      'select chat_id "chatId", customer_id "customerId" from channel_contacts where corp_id = $1 and outside_id = $2',
      [work.corpId, outsideId],
    ),
  );
  return row!;
};
export const linesIn = async (chatId: ChatId) =>
  (await lin.call(messaging.listMessages, { chatId })).body.events.flatMap((e) =>
    e.t === 'msg' ? [[e.b['code'], e.b['text']].find((x) => typeof x === 'string') ?? e.k] : [],
  );
export const says = async (chatId: ChatId, text: string) => {
  await lin.call(messaging.postMessage, { chatId, cid: randomUUID(), draft: { k: 'text', b: { text } } });
  await world.settle();
};
export const texts = (to: string) =>
  wx.delivered
    .filter((d) => d.to === to)
    .map((d) => (d.body['text'] as { content: string } | undefined)?.content);
