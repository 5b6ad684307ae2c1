// A program learns who sits before the browser: codes that work once, in the right hands, and signatures of pages.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appsAdmin } from '@teahouse/contract/apps';
import { corpCode, pageSignature } from '../../../modules/apps/index.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let app: WecomClient;
let other: WecomClient;
const back = 'https://oa.example.com/login?from=tea#top';

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date();
  company = await world.company();
  lin = await company.hire('林小雨', { userid: '00123', mobile: '13800000001', email: 'lin@example.com' });
  app = await wecomClient(world, company, { name: '报销' });
  other = await wecomClient(world, company, { name: '考勤' });
  const changed = await company.owner.call(appsAdmin.changeApp, {
    appId: app.app.id,
    trustedDomain: 'example.com',
  });
  expect(changed.status).toBe(200);
});
afterAll(() => world.close());

const open = (path: string, who?: Person, headers: Record<string, string> = {}) =>
  fetch(`${world.url}${path}`, {
    redirect: 'manual',
    headers: { ...headers, ...(who ? { cookie: who.cookie } : {}) },
  });
const authorize = (more: Record<string, string> = {}) =>
  `/connect/oauth2/authorize?${new URLSearchParams({ appid: corpCode(company.id), redirect_uri: back, response_type: 'code', scope: 'snsapi_base', state: 'St4te', agentid: String(app.app.no), ...more }).toString()}`;
const newCode = async (more: Record<string, string> = {}) => {
  const to = new URL((await open(authorize(more), lin)).headers.get('location')!);
  return to.searchParams.get('code')!;
};

test('a signed-in member goes back with a code and the state, and the code names them once', async () => {
  const answer = await open(authorize(), lin);
  expect(answer.status).toBe(302);
  const location = answer.headers.get('location')!;
  expect(location).toMatch(/^https:\/\/oa\.example\.com\/login\?from=tea&code=[\w-]+&state=St4te#top$/);
  const code = new URL(location).searchParams.get('code')!;
  expect(code.length).toBeLessThanOrEqual(512);
  expect(await app.ask(`user/getuserinfo?code=${code}`)).toMatchObject({
    errcode: 0,
    UserId: '00123',
    userid: '00123',
  });
  expect(await app.ask(`auth/getuserinfo?code=${code}`)).toMatchObject({ errcode: 40029 });
});

test('a code is no good to another app, after five minutes, or made up', async () => {
  expect(await other.ask(`auth/getuserinfo?code=${await newCode()}`)).toMatchObject({ errcode: 40029 });
  const code = await newCode();
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 300_001);
  expect(await app.ask(`auth/getuserinfo?code=${code}`)).toMatchObject({ errcode: 42003 });
  world.clock.now = now;
  expect(await app.ask('auth/getuserinfo?code=guessed')).toMatchObject({ errcode: 40029 });
  expect(await app.ask('auth/getuserinfo')).toMatchObject({ errcode: 40029 });
});

test('what is personal is told with a ticket, for half an hour', async () => {
  const code = await newCode({ scope: 'snsapi_privateinfo' });
  const { user_ticket, expires_in } = await app.ask(`auth/getuserinfo?code=${code}`);
  expect(expires_in).toBe(1800);
  const detail = { userid: '00123', mobile: '13800000001', email: 'lin@example.com', gender: '0' };
  expect(await app.ask('auth/getuserdetail', { user_ticket: user_ticket })).toMatchObject(detail);
  expect(await app.ask('user/getuserdetail', { user_ticket: user_ticket })).toMatchObject(detail);
  expect(await other.ask('auth/getuserdetail', { user_ticket: user_ticket })).toMatchObject({
    errcode: 84015,
  });
  expect(await app.ask('auth/getuserdetail', { user_ticket: 'x' })).toMatchObject({ errcode: 84015 });
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 1_800_001);
  expect(await app.ask('auth/getuserdetail', { user_ticket: user_ticket })).toMatchObject({ errcode: 84014 });
  world.clock.now = now;
});

test.each([
  [{ redirect_uri: 'https://example.com.evil.test/' }, '50001'],
  [{ redirect_uri: 'https://evilexample.com/' }, '50001'],
  [{ redirect_uri: 'https://example.com@evil.test/' }, '50001'],
  [{ redirect_uri: 'javascript:alert(1)//example.com' }, '50001'],
  [{ appid: 'ww0000000000000000' }, '40013'],
  [{ agentid: '7' }, '40056'],
  [{ scope: 'snsapi_privateinfo', agentid: '' }, '41011'],
])('who asks wrongly goes nowhere: %j', async (wrong, errcode) => {
  const answer = await open(authorize(wrong), lin);
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  expect(await answer.text()).toContain(errcode);
});

test('whoever is signed out signs in first, and another company’s member gets no code', async () => {
  const answer = await open(authorize());
  expect(answer.headers.get('location')).toMatch(/^\/sign-in\?next=%2Fconnect%2Foauth2%2Fauthorize%3Fappid/);
  const stranger = await (await world.company()).hire('外人');
  expect((await open(authorize(), stranger)).status).toBe(400);
});

test('the page for desktops asks before it gives a code', async () => {
  for (const path of ['/wwlogin/sso/login', '/wwopen/sso/qrConnect']) {
    const asked = `${path}?${new URLSearchParams({ login_type: 'CorpApp', appid: corpCode(company.id), agentid: String(app.app.no), redirect_uri: back, state: 'S' }).toString()}`;
    const page = await open(asked, lin);
    expect(page.headers.get('location')).toBeNull();
    const href = /href="([^"]+)"/.exec(await page.text())![1]!.replaceAll('&amp;', '&');
    const stranger = await company.hire('别人');
    expect((await open(href, stranger)).headers.get('location')).toBeNull();
    expect((await open(href.replace('state=S', 'state=T'), lin)).headers.get('location')).toBeNull();
    const done = new URL((await open(href, lin)).headers.get('location')!);
    const code = done.searchParams.get('code')!;
    expect(await app.ask(`user/getuserinfo?code=${code}`)).toMatchObject({ UserId: '00123' });
  }
});

test('tickets stay the same in their life, differ by app, and the known signature comes out', async () => {
  const corp = await app.ask('get_jsapi_ticket');
  expect(corp).toMatchObject({ errcode: 0, ticket: expect.stringMatching(/^[\w-]{20,512}$/) });
  expect((await other.ask('get_jsapi_ticket'))['ticket']).toBe(corp['ticket']);
  const mine = await app.ask('ticket/get?type=agent_config');
  expect(mine['ticket']).not.toBe(corp['ticket']);
  expect((await other.ask('ticket/get?type=agent_config'))['ticket']).not.toBe(mine['ticket']);
  expect(await app.ask('ticket/get?type=other')).toMatchObject({ errcode: 91040 });
  expect(
    pageSignature(
      'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
      'Wm3WZYTPz0wzccnW',
      '1414587457',
      'http://mp.weixin.qq.com?params=value#part',
    ),
  ).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed');
});

test('a mini-program trades its code the same way', async () => {
  const code = await newCode();
  const asked = `miniprogram/jscode2session?grant_type=authorization_code&js_code=${code}`;
  expect(await app.ask(asked)).toMatchObject({ corpid: corpCode(company.id), userid: '00123' });
  expect(await app.ask(asked)).toMatchObject({ errcode: 40029 });
});
