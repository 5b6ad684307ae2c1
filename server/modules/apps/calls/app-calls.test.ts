// What a developer reads about their app, and what stays out of it.
import { appCalls } from '@teahouse/contract/app-calls';
import { appsAdmin } from '@teahouse/contract/apps';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectApp } from '../../../../sdk/src/app.ts';
import type { AppCall } from '../../../kernel/call-log.ts';
import { system } from '../../../kernel/work.ts';
import { wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type World } from '../../../testing/world.ts';
import { keepCalls } from './keep-calls.ts';

let world: World;
let company: Company;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶');
});
afterAll(() => world.close());

async function makeApp() {
  const { id, no } = (await company.owner.call(appsAdmin.createApp, { name: '外部' })).body;
  const { secret } = (await company.owner.call(appsAdmin.showAppSecret, { appId: id })).body;
  return { id, secret, api: connectApp({ base: world.url, corpId: company.id, agentId: no, secret }) };
}

const callsOf = async (appId: `app_${string}`) =>
  (await company.owner.call(appCalls.appCalls, { appId })).body;

test('calls are counted by call and by refusal, and the last words are kept', async () => {
  const { id, api } = await makeApp();
  await api.api.directory.listDepartments({});
  await api.api.directory.listDepartments({});
  await api.api.messaging.listChats({}).catch(() => undefined);
  await api.fetch(`${world.url}/api/search/members`);
  const seen = await callsOf(id);
  expect(seen.hours).toEqual([{ hour: expect.any(String) as string, calls: 4, refused: 2 }]);
  expect(seen.routes.map(({ ms: _, ...line }) => line)).toEqual([
    { route: 'GET /api/departments', calls: 2, refused: 0 },
    { route: 'GET /api/chats', calls: 1, refused: 1 },
    { route: 'GET /api/search/members', calls: 1, refused: 1 },
  ]);
  expect(seen.refusals).toEqual([
    {
      route: 'GET /api/chats',
      code: 'common.not_for_apps',
      calls: 1,
      text: 'This call is not open to apps',
    },
    {
      route: 'GET /api/search/members',
      code: 'common.invalid_input',
      calls: 1,
      text: expect.stringMatching(/^Some fields are not right – q: /) as string,
    },
  ]);
  expect(seen.recent.map((r) => r.status)).toEqual([400, 403, 200, 200]);
  expect(seen.quota).toMatchObject({ limit: 10_000, left: 9_996 });
});

test('foreign interfaces are counted too, in their own numbers', async () => {
  const client = await wecomClient(world, company, { name: '旧' });
  await client.ask('department/list');
  await client.ask('user/get?userid=nobody');
  const seen = await callsOf(client.app.id);
  expect(seen.routes.map(({ ms: _, ...line }) => line)).toEqual([
    { route: '/cgi-bin/department/list', calls: 1, refused: 0 },
    { route: '/cgi-bin/user/get', calls: 1, refused: 1 },
  ]);
  expect(seen.refusals).toMatchObject([{ route: '/cgi-bin/user/get', code: '60111' }]);
});

test('neither tokens nor what was sent is written down', async () => {
  const { id, secret, api } = await makeApp();
  const shown = await api.api.directory.searchMembers({ q: 'canarywords' });
  expect(shown.members).toEqual([]);
  await api.fetch(`${world.url}/api/search/members?q=${'canarywords'.repeat(9)}`);
  await world.house.ports.callLog.flush();
  const kept = await world.house.openWork(company.id, system, (work) =>
    work.sql(
      `select row_to_json(s)::text line from app_call_samples s where corp_id = $1 and app_id = $2
       union all select row_to_json(h)::text from app_call_hours h where corp_id = $1 and app_id = $2`,
      [company.id, id],
    ),
  );
  const bearer = { authorization: 'Bearer canarywords' };
  expect((await fetch(`${world.url}/api/departments`, { headers: bearer })).status).toBe(401);
  expect(kept.length).toBeGreaterThan(3);
  expect(JSON.stringify(kept)).not.toMatch(/canarywords/);
  expect(JSON.stringify(kept)).not.toContain(secret);
});

test('what is kept has an end: the last 200 refusals, a sample of the rest, eight days of hours', async () => {
  const { id } = await makeApp();
  const call = (i: number, more: Partial<AppCall> = {}): AppCall => ({
    corpId: company.id,
    appId: id,
    at: world.clock.now,
    route: 'GET /api/members',
    status: 403,
    code: 'common.scope_missing',
    text: `refusal ${i}`,
    ms: 1,
    ...more,
  });
  const keep = (calls: AppCall[]) =>
    world.house.openWork(company.id, system, (work) => keepCalls(work, calls));
  const count = async (table: string) =>
    (
      await world.house.openWork(company.id, system, (work) =>
        work.sql<{ n: number }>(`select count(*)::int n from ${table} where corp_id = $1 and app_id = $2`, [
          company.id,
          id,
        ]),
      )
    )[0]!.n;
  const nineDaysAgo = new Date(world.clock.now.getTime() - 9 * 86_400_000);
  await keep([call(0, { at: nineDaysAgo })]);
  for (let batch = 0; batch < 3; batch++) {
    await keep(Array.from({ length: 150 }, (_, i) => call(batch * 150 + i)));
    await keep(Array.from({ length: 150 }, (_, i) => call(i, { status: 200, code: '', text: '' })));
  }
  expect(await count('app_call_samples')).toBe(230);
  expect(await count('app_call_hours')).toBe(2);
  const seen = await callsOf(id);
  expect(seen.hours).toMatchObject([{ calls: 900, refused: 450 }]);
  expect(seen.refusals).toMatchObject([{ calls: 450, text: 'refusal 449' }]);
});
