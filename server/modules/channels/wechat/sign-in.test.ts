// Inside WeChat a customer is known by the account they follow: the same person here and there, whoever else tries the way back.
import { channels } from '@teahouse/contract/channels';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customers } from '@teahouse/contract/customers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeStage, company, lin, openStage, world, writes, wx } from '../../../testing/channel-stage.ts';
import { type Phone, phoneAt } from '../../../testing/phone.ts';
import { wecomClient } from '../../../testing/wecom-client.ts';

let link: string;
beforeAll(async () => {
  await openStage();
  link = (await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } })).body.url;
}, 30_000);
afterAll(closeStage);

const get = (phone: Phone, path: string) =>
  world.house.http.inject({ url: `/api/c/${phone.key}/wechat${path}`, headers: { cookie: phone.cookie } });
const ask = async (phone: Phone, page = 'c') => {
  const answer = await get(phone, `/ask?page=${page}`);
  expect(answer.statusCode).toBe(302);
  return new URL(String(answer.headers.location));
};
const back = (phone: Phone, code: string, state: string) =>
  get(phone, `/said?${new URLSearchParams({ code, state }).toString()}`);
const persons = async () =>
  new Set((await lin.call(customers.listCustomers, { limit: 100 })).body.follows.map((f) => f.rootId)).size;

test('the follower of the account and the phone that scanned are one person', async () => {
  await writes('openid-zhao', '在吗');
  const phone = phoneAt(world.house, link);
  await phone.scan();
  expect((await phone.call(channels.wechatSignIn, {})).body).toEqual({ offered: true });
  const before = await persons();
  const to = await ask(phone);
  expect(to.origin + to.pathname).toBe('https://open.weixin.qq.com/connect/oauth2/authorize');
  expect(to.hash).toBe('#wechat_redirect');
  expect(Object.fromEntries(to.searchParams)).toMatchObject({
    appid: wx.account.appId,
    response_type: 'code',
    scope: 'snsapi_base',
  });
  expect(new URL(to.searchParams.get('redirect_uri')!).pathname).toBe(`/api/c/${phone.key}/wechat/said`);
  const state = to.searchParams.get('state')!;
  const code = wx.opens('openid-zhao');
  const came = await back(phone, code, state);
  expect([came.statusCode, came.headers.location]).toEqual([302, `/c/${phone.key}`]);
  expect(await persons()).toBe(before - 1);
  // The same code is good once, and changes nothing the second time.
  expect((await back(phone, code, state)).json()).toMatchObject({ error: { code: 'customers.wrong_code' } });
  // On another phone the same WeChat is the same person.
  const other = phoneAt(world.house, link);
  await other.scan();
  const again = await ask(other, 's');
  const there = await back(other, wx.opens('openid-zhao'), again.searchParams.get('state')!);
  expect(there.headers.location).toBe(`/s/${other.key}`);
  expect(await persons()).toBe(before - 1);
});

test('a program finds the person by the id WeChat knows them by', async () => {
  const scrm = await wecomClient(world, company, 'customers');
  const asked = { unionid: 'union-of-nobody', openid: 'openid-zhao' };
  const found = await scrm.ask('idconvert/unionid_to_external_userid', asked);
  expect(found).toMatchObject({ errcode: 0, pending_id: '' });
  expect(await scrm.ask('externalcontact/unionid_to_external_userid', asked)).toMatchObject({
    external_userid: found['external_userid'],
  });
  const external = { external_userid: found['external_userid'] };
  expect(await scrm.ask('externalcontact/to_service_external_userid', external)).toMatchObject(external);
  expect(await scrm.ask('externalcontact/get', external)).toMatchObject({ errcode: 0 });
  const nobody = { unionid: 'union-of-nobody', openid: 'openid-nobody' };
  expect((await scrm.ask('idconvert/unionid_to_external_userid', nobody)).errcode).toBe(84061);
});

test('nobody comes back on the way of somebody else, too late, or with a code that is old', async () => {
  const [mine, theirs] = [phoneAt(world.house, link), phoneAt(world.house, link)];
  await mine.scan();
  await theirs.scan();
  const before = await persons();
  const state = (await ask(theirs)).searchParams.get('state')!;
  for (const [phone, code, said] of [
    [mine, wx.opens('openid-qian'), state],
    [theirs, wx.opens('openid-qian'), `${state}x`],
    [theirs, '', state],
    [theirs, 'guessed', state],
  ] as const)
    expect((await back(phone, code, said)).json()).toMatchObject({ error: { code: 'customers.wrong_code' } });
  const old = wx.opens('openid-qian');
  world.clock.now = new Date(world.clock.now.getTime() + 5 * 60_000);
  expect((await back(theirs, old, state)).statusCode).toBe(400);
  world.clock.now = new Date(world.clock.now.getTime() + 5 * 60_000);
  expect((await back(theirs, wx.opens('openid-qian'), state)).statusCode).toBe(400);
  expect(await persons()).toBe(before);
});
