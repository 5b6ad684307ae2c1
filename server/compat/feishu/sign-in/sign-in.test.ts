// Signing in to a foreign program with Feishu's OAuth, from the browser's redirect to the user's facts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp } from '../../../modules/apps/index.ts';
import { type FeishuClient, feishuClient } from '../../../testing/feishu-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let app: FeishuClient;
const back = 'https://app.example/back?x=1';

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶馆');
  lin = await company.hire('林小雨', { userid: 'lin', email: 'lin@a.example' });
  app = await feishuClient(world, company, { name: '登录' });
});
afterAll(() => world.close());

const visit = (cookie: string, more: Record<string, string> = {}) =>
  fetch(
    `${world.url}/open-apis/authen/v1/authorize?${new URLSearchParams({ app_id: `cli_${app.app.no}`, redirect_uri: back, state: 's', ...more }).toString()}`,
    { redirect: 'manual', headers: { cookie } },
  );
const codeOf = async () => {
  const location = new URL((await visit(lin.cookie)).headers.get('location')!);
  expect(location.searchParams.get('state')).toBe('s');
  expect(location.searchParams.get('x')).toBe('1');
  return location.searchParams.get('code')!;
};
const grant = (code: string) => ({ grant_type: 'authorization_code', code });
const whoIs = async (token: string) =>
  (await (
    await fetch(`${world.url}/open-apis/authen/v1/user_info`, {
      headers: { authorization: `Bearer ${token}` },
    })
  ).json()) as { code: number; data: Record<string, string> };

test('a code becomes a user token once, and the token tells who it is', async () => {
  const code = await codeOf();
  const got = await app.ask('POST authen/v1/oidc/access_token', grant(code));
  expect(got).toMatchObject({ code: 0, data: { token_type: 'Bearer', expires_in: 1800 } });
  const token = got.data['access_token']!;
  expect(await whoIs(token)).toMatchObject({
    code: 0,
    data: { name: '林小雨', user_id: 'lin', open_id: `ou_${lin.id.slice(4)}`, email: 'lin@a.example' },
  });
  expect((await app.ask('POST authen/v1/oidc/access_token', grant(code))).code).toBe(20003);
  expect((await whoIs('made-up')).code).toBe(99991668);
  expect((await whoIs(app.token)).code).toBe(99991668);
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 1_801_000);
  expect((await whoIs(token)).code).toBe(99991668);
  world.clock.now = now;
});

test('the newer way shows the secret with the code', async () => {
  const ask = async (client_secret: string, code: string) =>
    (await (
      await fetch(`${world.url}/open-apis/authen/v2/oauth/token`, {
        method: 'POST',
        body: JSON.stringify({ ...grant(code), client_id: `cli_${app.app.no}`, client_secret }),
      })
    ).json()) as Record<string, string>;
  const code = await codeOf();
  expect(await ask('wrong', code)).toMatchObject({ code: 10014 });
  const got = await ask(app.secret, code);
  expect(got).toMatchObject({ code: 0, access_token: expect.any(String) });
  expect(await whoIs(got['access_token']!)).toMatchObject({ data: { user_id: 'lin' } });
});

test('nobody gets a code who is signed out, for another app, at a foreign page, or out of range', async () => {
  expect((await visit('')).headers.get('location')).toMatch(/^\/sign-in\?next=/);
  expect((await visit(lin.cookie, { app_id: 'cli_1' })).status).toBe(400);
  expect((await visit(lin.cookie, { redirect_uri: 'javascript:alert(1)' })).status).toBe(400);
  const other = await feishuClient(world, company, { name: '另一个' });
  expect((await other.ask('POST authen/v1/oidc/access_token', grant(await codeOf()))).code).toBe(20003);
  const change = (given: Parameters<typeof changeApp>[2]) =>
    world.house.openWork(company.id, system, (work) => changeApp(work, app.app.id, given));
  await change({ trustedDomain: 'b.example' });
  expect((await visit(lin.cookie)).status).toBe(400);
  await change({
    trustedDomain: '',
    visible: { all: false, memberIds: [], departmentIds: [], tagIds: [] },
  });
  expect((await visit(lin.cookie)).status).toBe(400);
  const stranger = await (await world.company('别家')).hire('外人');
  expect((await visit(stranger.cookie)).status).toBe(400);
});
