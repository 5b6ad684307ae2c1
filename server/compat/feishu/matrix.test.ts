// Every path against every kind of caller: without a token, with a made-up, an expired or a foreign one, without the right, from a wrong
// address, and asking about somebody it must not see.
import { appCalls } from '@teahouse/contract/app-calls';
import { appsAdmin } from '@teahouse/contract/apps';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { changeApp } from '../../modules/apps/index.ts';
import { makeProgramTemplate } from '../../modules/approvals/index.ts';
import { type FeishuClient, feishuClient } from '../../testing/feishu-client.ts';
import { type Company, openWorld, type World } from '../../testing/world.ts';
import { calls, outsideCalls } from './calls.ts';

const all = [...calls, ...outsideCalls];
const nameOf = ({ method, path }: { method: string; path: string }) =>
  `${method} ${path.replace('/open-apis/', '')}`;

let world: World;
let company: Company;
let app: FeishuClient;
/** sees nobody, may everything else */
let blind: FeishuClient;
/** of another company, may everything there */
let foreign: FeishuClient;
/** may nothing */
let powerless: FeishuClient;
/** what stands for the parameters of paths: things of the first company */
const here: Record<string, string> = {};

const everyScope = [
  'contacts.read',
  'contacts.sensitive',
  'contacts.write',
  'messages.send',
  'office.read',
  'office.write',
];

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶馆');
  const lin = await company.hire('林小雨', { userid: 'lin', mobile: '13800000001', email: 'lin@a.example' });
  app = await feishuClient(world, company, { name: '甲' });
  const nobody = { all: false, memberIds: [], departmentIds: [], tagIds: [] };
  blind = await feishuClient(world, company, { name: '盲', visible: nobody });
  powerless = await feishuClient(world, company, { name: '无权' });
  const other = await world.company('别家');
  foreign = await feishuClient(world, other, { name: '别家的' });
  const allow = (of: Company, who: FeishuClient, scopes: string[]) =>
    world.house.openWork(of.id, system, (work) => changeApp(work, who.app.id, { scopes }));
  await allow(company, app, everyScope);
  await allow(company, blind, everyScope);
  await allow(company, powerless, []);
  await allow(other, foreign, everyScope);
  here[':user_id'] = `ou_${lin.id.slice(4)}`;
  const made = await app.ask('POST contact/v3/departments', { name: '销售' });
  here[':department_id'] = (
    made.data as unknown as { department: { open_department_id: string } }
  ).department.open_department_id;
  const chat = await app.ask('POST im/v1/chats', { user_id_list: [here[':user_id']] });
  here[':chat_id'] = chat.data['chat_id']!;
  const sent = await app.ask('POST im/v1/messages?receive_id_type=chat_id', {
    receive_id: here[':chat_id'],
    msg_type: 'text',
    content: '{"text":"a"}',
  });
  here[':message_id'] = sent.data['message_id']!;
  const form = new FormData();
  form.append('file_type', 'stream');
  form.append('file_name', 'a.txt');
  form.append('file', new Blob(['a']), 'a.txt');
  const kept = (await (await app.raw('POST im/v1/files', { body: form })).json()) as {
    data: { file_key: string };
  };
  here[':key'] = here[':file_key'] = kept.data.file_key;
  here[':approval_code'] = await world.house.openWork(company.id, system, (work) =>
    makeProgramTemplate(work, app.app.id, {
      name: '采购',
      en: null,
      controls: [{ id: 'what', kind: 'text', label: '品名', required: false }],
    }),
  );
  const submitted = { approval_code: here[':approval_code'], user_id: 'lin', form: '[]' };
  here[':instance_id'] = (await app.ask('POST approval/v4/instances', submitted)).data['instance_code']!;
});
afterAll(() => world.close());

const filled = (call: { method: string; path: string }) =>
  nameOf(call).replaceAll(/:\w+/g, (name) => here[name] ?? 'x');
const codeWith = async (call: { method: string; path: string }, authorization: string) => {
  const [method = '', path] = filled(call).split(' ');
  const headers = authorization ? { authorization } : {};
  const answer = await fetch(`${world.url}/open-apis/${path}`, { method, headers });
  return ((await answer.json()) as { code: number }).code;
};

test('no path answers without a good token, whatever way it is shown', async () => {
  for (const call of all) {
    expect(await codeWith(call, ''), call.path).toBe(99991661);
    expect(await codeWith(call, app.token), call.path).toBe(99991661);
    expect(await codeWith(call, 'Bearer made-up'), call.path).toBe(99991663);
  }
});

test('no path answers an app without its right, at a wrong address, or while it is off', async () => {
  for (const call of all)
    if (call.scope) expect((await powerless.ask(filled(call))).code, call.path).toBe(99991672);
  const change = (given: Parameters<typeof changeApp>[2]) =>
    world.house.openWork(company.id, system, (work) => changeApp(work, powerless.app.id, given));
  await change({ allowedIps: ['203.0.113.0/24'] });
  for (const call of all) expect((await powerless.ask(filled(call))).code, call.path).toBe(99991401);
  await change({ allowedIps: [], enabled: false });
  for (const call of all) expect((await powerless.ask(filled(call))).code, call.path).toBe(99991662);
});

const said = { msg_type: 'text', content: '{"text":"x"}' };
/** What somebody hears who asks about what they must not see: an app of another company, and one of this company that sees nobody. */
const rows: [call: string, body: (() => object) | undefined, foreign: number, blind: number][] = [
  ['GET contact/v3/users/:user_id', undefined, 41012, 41050],
  ['GET contact/v3/departments/:department_id', undefined, 40008, 40004],
  ['GET contact/v3/departments/:department_id/children', undefined, 40008, 40004],
  ['PATCH contact/v3/departments/:department_id', () => ({ name: 'x' }), 40008, 40004],
  ['PUT contact/v3/departments/:department_id', () => ({ name: 'x' }), 40008, 40004],
  ['DELETE contact/v3/departments/:department_id', undefined, 40008, 40004],
  ['GET im/v1/messages/:message_id', undefined, 230002, 230002],
  ['DELETE im/v1/messages/:message_id', undefined, 230002, 230002],
  ['PUT im/v1/messages/:message_id', () => said, 230002, 230002],
  ['PATCH im/v1/messages/:message_id', () => ({ content: '{"elements":[]}' }), 230002, 230002],
  ['POST im/v1/messages/:message_id/reply', () => said, 230002, 230002],
  ['GET im/v1/messages/:message_id/resources/:file_key', undefined, 230002, 230002],
  ['GET im/v1/chats/:chat_id', undefined, 230002, 230002],
  ['PUT im/v1/chats/:chat_id', () => ({ name: 'x' }), 230002, 230002],
  ['GET im/v1/chats/:chat_id/members', undefined, 230002, 230002],
  ['POST im/v1/chats/:chat_id/members', () => ({ id_list: [] }), 230002, 230002],
  ['DELETE im/v1/chats/:chat_id/members', () => ({ id_list: [] }), 230002, 230002],
  // Definitions are the company's; requests are of those a program sees.
  ['GET approval/v4/approvals/:approval_code', undefined, 1390002, 0],
  ['GET approval/v4/instances/:instance_id', undefined, 1390003, 1390003],
  // Programs of one company share what they upload.
  ['GET im/v1/images/:key', undefined, 234008, 0],
  ['GET im/v1/files/:key', undefined, 234008, 0],
];

const onInstance = () => ({ instance_code: here[':instance_id'], user_id: 'lin', task_id: 'x' });

/** What names somebody in the query or the body. */
const named: [call: string, body: (() => object) | undefined, foreign: number, blind: number][] = [
  [
    'POST approval/v4/instances',
    () => ({ approval_code: here[':approval_code'], user_id: 'lin', form: '[]' }),
    41012,
    41050,
  ],
  ['POST approval/v4/instances/cancel', onInstance, 1390003, 1390003],
  ['POST approval/v4/tasks/approve', onInstance, 1390003, 1390003],
  ['POST approval/v4/tasks/reject', onInstance, 1390003, 1390003],
  ['POST approval/v4/tasks/transfer', onInstance, 1390003, 1390003],
  ['GET approval/v4/instances?approval_code=:approval_code&start_time=1&end_time=2', undefined, 0, 0],
  ['GET contact/v3/users/find_by_department?department_id=:department_id', undefined, 40008, 40004],
  ['GET contact/v3/users?department_id=:department_id', undefined, 40008, 40004],
  ['GET contact/v3/departments/parent?department_id=:department_id', undefined, 40008, 40004],
  [
    'POST contact/v3/departments',
    () => ({ name: 'x', parent_department_id: here[':department_id'] }),
    40008,
    40004,
  ],
  [
    'POST im/v1/messages?receive_id_type=open_id',
    () => ({ ...said, receive_id: here[':user_id'] }),
    230001,
    230013,
  ],
  [
    'POST im/v1/messages?receive_id_type=email',
    () => ({ ...said, receive_id: 'lin@a.example' }),
    230001,
    230001,
  ],
  [
    'POST im/v1/messages?receive_id_type=chat_id',
    () => ({ ...said, receive_id: here[':chat_id'] }),
    230002,
    230002,
  ],
  ['GET im/v1/messages?container_id_type=chat&container_id=:chat_id', undefined, 230002, 230002],
  ['POST im/v1/chats', () => ({ user_id_list: [here[':user_id']] }), 232024, 232024],
];

/** Of nobody in particular: they tell of the caller alone, or of nobody they cannot see. */
const ownOnly = new Set([
  'GET contact/v3/users/batch',
  'POST contact/v3/users/batch_get_id',
  'GET contact/v3/scopes',
  'GET im/v1/chats',
  'POST im/v1/images',
  'POST im/v1/files',
  'GET bot/v3/info',
  'POST authen/v1/oidc/access_token',
  'POST authen/v1/access_token',
]);

test('every path stands in the tables', () => {
  const known = new Set([...rows, ...named].map(([call]) => call.split('?')[0]!));
  expect(all.map(nameOf).filter((name) => !known.has(name) && !ownOnly.has(name))).toEqual([]);
});

test.each([...rows, ...named])('%s', async (call, body, ofForeign, ofBlind) => {
  const what = call.replaceAll(/:\w+/g, (name) => here[name]!);
  const codeOf = async (who: FeishuClient) => {
    const [, path] = what.split(' ');
    if (path!.includes('/images/') || path!.includes('/files/')) {
      const answer = await who.raw(what);
      const text = await answer.text();
      return text.startsWith('{') ? (JSON.parse(text) as { code: number }).code : 0;
    }
    return (await who.ask(what, body?.())).code;
  };
  expect(await codeOf(foreign), 'another company').toBe(ofForeign);
  expect(await codeOf(blind), 'an app that sees nobody').toBe(ofBlind);
});

test('lists tell an app that sees nobody of nobody', async () => {
  const user = here[':user_id']!;
  expect((await blind.ask(`GET contact/v3/users/batch?user_ids=${user}`)).data).toEqual({ items: [] });
  expect((await foreign.ask(`GET contact/v3/users/batch?user_ids=${user}`)).data).toEqual({ items: [] });
  const ids = await blind.ask('POST contact/v3/users/batch_get_id', { mobiles: ['13800000001'] });
  expect(ids.data).toEqual({ user_list: [{ mobile: '13800000001' }] });
  expect((await blind.ask('GET contact/v3/scopes')).data).toMatchObject({ department_ids: [], user_ids: [] });
  expect((await blind.ask('GET im/v1/chats')).data).toMatchObject({ items: [] });
});

test('hostile input is refused in the vendor’s words', async () => {
  expect((await app.ask('GET contact/v3/users/%00')).code).toBe(9499);
  expect((await app.ask('GET contact/v3/users/a?user_id_type=user_id&x=%00')).code).toBe(9499);
  const post = async (body: string) =>
    ((await (await app.raw('POST im/v1/messages', { body })).json()) as { code: number }).code;
  expect(await post('{')).toBe(9499);
  expect(await post('[]')).toBe(9499);
  expect(await post('{}')).toBe(99992402);
  expect((await app.raw('GET contact/v3/users/%E0%A4%A')).status).toBe(400);
  expect((await app.ask(`GET im/v1/messages/om_${'a'.repeat(50)}_1`)).code).toBe(230001);
});

test('calls are noted by route without ids, what is missing is counted, and answers tell the quota', async () => {
  const busy = await feishuClient(world, company, { name: '忙' });
  await busy.ask(filled({ method: 'GET', path: '/open-apis/contact/v3/users/:user_id' }));
  await busy.ask('GET contact/v3/users/nobody');
  await busy.ask('POST docx/v1/documents');
  await fetch(`${world.url}/open-apis/made/up/by/strangers`);
  const seen = (await company.owner.call(appCalls.appCalls, { appId: busy.app.id })).body;
  expect(seen.routes).toMatchObject([
    { route: 'GET /open-apis/contact/v3/users/:user_id', calls: 2, refused: 1 },
  ]);
  expect(seen.refusals).toMatchObject([{ code: '41012' }]);
  const { gaps } = (await company.owner.call(appsAdmin.listCallGaps, {})).body;
  expect(gaps).toMatchObject([{ path: '/open-apis/docx/v1/documents', calls: 1 }]);
  const { headers } = await busy.raw('GET bot/v3/info');
  expect(headers.get('x-ratelimit-remaining')).toBe('9997');
});

test('an expired token is refused on every path', async () => {
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 7_200_000 + 301_000);
  for (const call of all) expect(await codeWith(call, `Bearer ${app.token}`), call.path).toBe(99991663);
  world.clock.now = now;
});
