import { randomUUID } from 'node:crypto';
import { messaging } from '@teahouse/contract/messaging';
import { notices } from '@teahouse/contract/notices';
import type { ChatId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serveSmtp, type SmtpDouble } from '../../testing/smtp-double/serve-smtp.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let smtp: SmtpDouble;
let corp: Company;
let lin: Person;
let wang: Person;
let direct: ChatId;
let group: ChatId;

beforeAll(async () => {
  smtp = await serveSmtp();
  world = await openWorld({
    env: { SMTP_URL: smtp.url, MAIL_FROM: 'Teahouse <tea@tea.example>', PUBLIC_URL: 'https://tea.example' },
  });
});
afterAll(async () => {
  await world.close();
  await smtp.close();
});
beforeEach(async () => {
  clock('2026-11-24T01:00:00+08:00');
  corp = await world.company('春山茶业');
  lin = await corp.hire('林小满');
  wang = await corp.hire('王五', { email: `wang@${corp.id}.example` });
  direct = (await lin.call(messaging.openDirect, { memberId: wang.id })).body.id;
  group = (await lin.call(messaging.createGroup, { title: '采茶组', memberIds: [wang.id] })).body.id;
  await wang.call(notices.setNotices, { digest: 'hourly' });
  smtp.mails.length = 0;
});

const clock = (text: string) => {
  world.clock.now = new Date(text);
};
const say = async (text: string, chatId: ChatId, at: string[] = []) =>
  lin.call(messaging.postMessage, {
    chatId,
    cid: randomUUID(),
    draft: { k: 'text', b: { text } },
    ...(at.length ? { at: at as never } : {}),
  });
const mailsAt = async (text: string) => {
  clock(text);
  const before = smtp.mails.length;
  await world.settle();
  return smtp.mails.slice(before).filter((m) => m.to.includes(`wang@${corp.id}.example`));
};

test('direct messages and mentions left unread are mailed once, with a way out; other talk is not', async () => {
  clock('2026-11-24T10:00:00+08:00');
  await say('明早几点？', direct);
  await say('闲聊', group);
  await say('@王五 报价发一下', group, [wang.id]);
  expect(await mailsAt('2026-11-24T10:06:00+08:00')).toEqual([]);
  const [mail, ...others] = await mailsAt('2026-11-24T10:20:00+08:00');
  expect(others).toEqual([]);
  expect(mail!.from).toBe('tea@tea.example');
  expect(mail!.headers.get('subject')).toBe('春山茶业：你有 2 条未读消息');
  expect(mail!.text).toContain('林小满 发来私聊\n  明早几点？');
  expect(mail!.text).toContain('林小满 在“采茶组”中@了你\n  @王五 报价发一下');
  expect(mail!.text).not.toContain('闲聊');
  expect(mail!.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(await mailsAt('2026-11-24T12:00:00+08:00')).toEqual([]);
  await say('还有一件事', direct);
  expect((await mailsAt('2026-11-24T13:10:00+08:00'))[0]!.text).toContain('还有一件事');
});

test('what was read in time is not mailed', async () => {
  clock('2026-11-24T10:00:00+08:00');
  const { body } = await say('在吗', direct);
  await wang.call(messaging.markRead, { chatId: direct, n: body.n });
  expect(await mailsAt('2026-11-24T11:00:00+08:00')).toEqual([]);
});

test('daily mails go out once in the morning of the company', async () => {
  await wang.call(notices.setNotices, { digest: 'daily' });
  clock('2026-11-24T10:00:00+08:00');
  await say('昨天的事', direct);
  expect(await mailsAt('2026-11-25T08:00:00+08:00')).toEqual([]);
  expect(await mailsAt('2026-11-25T08:40:00+08:00')).toHaveLength(1);
  await say('今天的事', direct);
  expect(await mailsAt('2026-11-25T20:00:00+08:00')).toEqual([]);
  expect((await mailsAt('2026-11-26T08:40:00+08:00'))[0]!.text).toContain('今天的事');
});

test('content stays at home where it must, and quiet hours hold hourly mails back', async () => {
  await wang.call(notices.setNotices, {
    hideContent: true,
    quiet: { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5, 6, 7] },
  });
  clock('2026-11-24T22:30:00+08:00');
  await say('SECRET-CANARY', direct);
  expect(await mailsAt('2026-11-24T23:30:00+08:00')).toEqual([]);
  const [mail] = await mailsAt('2026-11-25T07:10:00+08:00');
  expect(mail!.text).toContain('1 个私聊，0 次@你');
  expect(JSON.stringify([...mail!.headers]) + mail!.text).not.toContain('CANARY');
});

test('the link asks before it acts, the button and the one-click of mail programs end the mails', async () => {
  clock('2026-11-24T10:00:00+08:00');
  await say('一', direct);
  const [mail] = await mailsAt('2026-11-24T11:00:00+08:00');
  const link = /<(https:\/\/tea\.example(\/api\/mail\/stop\/[\w-]+))>/.exec(
    mail!.headers.get('list-unsubscribe')!,
  )!;
  const asked = await world.house.http.inject({ url: link[2]! });
  expect([asked.statusCode, asked.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect((await wang.call(notices.getNotices, {})).body.digest).toBe('hourly');
  const stopped = await world.house.http.inject({
    method: 'POST',
    url: link[2]!,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  });
  expect(stopped.statusCode).toBe(200);
  expect((await wang.call(notices.getNotices, {})).body).toMatchObject({ digest: 'off', mailReady: true });
  await say('二', direct);
  expect(await mailsAt('2026-11-24T14:00:00+08:00')).toEqual([]);
  expect((await world.house.http.inject({ method: 'POST', url: '/api/mail/stop/guess' })).statusCode).toBe(
    404,
  );
});

test('an address no server takes keeps nobody else from their mail; a member who left gets none', async () => {
  const chen = await corp.hire('陈静', { email: `chen@${corp.id}.example` });
  await chen.call(notices.setNotices, { digest: 'hourly' });
  const other = (await lin.call(messaging.openDirect, { memberId: chen.id })).body.id;
  smtp.unknown.add(`chen@${corp.id}.example`);
  clock('2026-11-24T10:00:00+08:00');
  await say('给陈静', other);
  await say('给王五', direct);
  expect(await mailsAt('2026-11-24T11:00:00+08:00')).toHaveLength(1);
});
