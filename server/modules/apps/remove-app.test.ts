// An app is removed: what it could do ends at once, what it said stays.
import { apps, appsAdmin } from '@teahouse/contract/apps';
import { messaging } from '@teahouse/contract/messaging';
import { talk } from '@teahouse/contract/talk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectApp } from '../../../sdk/src/app.ts';
import { system } from '../../kernel/work.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶');
  lin = await company.hire('林');
});
afterAll(() => world.close());

async function makeApp() {
  const { id, no } = (await company.owner.call(appsAdmin.createApp, { name: '报销' })).body;
  const { secret } = (await company.owner.call(appsAdmin.showAppSecret, { appId: id })).body;
  return { id, no, options: { base: world.url, corpId: company.id, agentId: no, secret } };
}

/** Rows that name the app, by table. */
const rowsOf = (appId: string) =>
  world.house.openWork(company.id, system, async (work) => {
    const counts: Record<string, number> = {};
    for (const table of [
      'app_tokens',
      'app_call_hours',
      'callbacks',
      'deliveries',
      'card_codes',
      'app_chats',
    ])
      counts[table] = (
        await work.sql<{ n: number }>(
          `select count(*)::int n from ${table} where corp_id = $1 and app_id = $2`,
          [company.id, appId],
        )
      )[0]!.n;
    return counts;
  });

test('secret, tokens and callbacks end at once; its messages are still read under its name', async () => {
  const { id, no, options } = await makeApp();
  const { api, fetch: withToken } = connectApp(options);
  await api.appMessages.sendAppMessage({ to: { all: true }, draft: { k: 'text', b: { text: '已批准' } } });
  await world.house.openWork(company.id, system, async (work) => {
    await work.sql(
      `insert into callbacks (corp_id, app_id, url, token_sealed, key_sealed, format, inside, verified_at)
       values ($1, $2, 'https://app.example/', 'x', 'x', 'xml', false, $3)`,
      [company.id, id, work.now],
    );
    await work.sql(
      `insert into deliveries (corp_id, app_id, event_id, what, facts, body, state, created_at, due_at)
       values ($1, $2, 'e', 'text', '{}', '', 'waiting', $3, $3)`,
      [company.id, id, work.now],
    );
  });
  const { chatId } = (await lin.call(apps.openAppChat, { appId: id })).body;
  const token = (await withToken(`${world.url}/api/departments`)).status;
  expect(token).toBe(200);

  expect((await company.owner.call(appsAdmin.removeApp, { appId: id })).status).toBe(200);
  const late = await connectApp(options)
    .api.directory.listDepartments({})
    .catch((error: unknown) => (error as { code: string }).code);
  expect(late).toBe('apps.wrong_secret');
  const old = await api.directory
    .listDepartments({})
    .catch((error: unknown) => (error as { code: string }).code);
  expect(old).toBe('apps.wrong_secret');
  const asked = await fetch(
    `${world.url}/cgi-bin/gettoken?corpid=${company.id}&corpsecret=${options.secret}`,
  );
  expect(((await asked.json()) as { errcode: number }).errcode).toBe(40001);

  await world.settle();
  await world.house.ports.callLog.flush();
  expect(Object.entries(await rowsOf(id)).filter(([, n]) => n > 0)).toEqual([]);
  const { events } = (await lin.call(messaging.listMessages, { chatId })).body;
  expect(events.at(-1)).toMatchObject({ u: id, b: { text: '已批准' } });
  const { speakers } = (await lin.call(messaging.getSpeakers, { ids: id })).body;
  expect(speakers).toMatchObject([{ id, name: '报销' }]);
  expect((await lin.call(talk.getAppMenu, { chatId })).body.entries).toEqual([]);
  expect((await lin.call(apps.listApps, {})).body.apps).toEqual([]);
  expect((await company.owner.call(appsAdmin.adminApp, { appId: id })).body.error?.code).toBe(
    'apps.app_not_found',
  );
  // Its number never names another app.
  expect((await makeApp()).no).toBe(no + 1);
});

test('it takes a fresh proof of identity, and built-in apps stay', async () => {
  const { id } = await makeApp();
  const builtIn = (await company.owner.call(appsAdmin.openBuiltInApp, { kind: 'contacts' })).body;
  const stays = await company.owner.call(appsAdmin.removeApp, { appId: builtIn.id });
  expect(stays.body.error?.code).toBe('apps.built_in');
  world.clock.now = new Date(world.clock.now.getTime() + 11 * 60_000);
  const asked = await company.owner.call(appsAdmin.removeApp, { appId: id });
  expect(asked.body.error?.code).toBe('common.confirm_first');
});
