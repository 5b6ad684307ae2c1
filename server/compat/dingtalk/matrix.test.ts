// Every path against every kind of caller: without a token, with a made-up, an expired or a foreign one, without the right, from a wrong
// address, and asking about somebody it must not see.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { changeApp } from '../../modules/apps/index.ts';
import { makeProgramTemplate } from '../../modules/approvals/index.ts';
import { type DingtalkClient, dingtalkClient } from '../../testing/dingtalk-client.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';
import { calls } from './calls.ts';

let world: World;
let company: Company;
let lin: Person;
let app: DingtalkClient;
/** sees nobody, may everything else */
let blind: DingtalkClient;
/** of another company, may everything there */
let foreign: DingtalkClient;
/** may nothing */
let powerless: DingtalkClient;
let dept: number;
let task: number;

const everyScope = [
  'contacts.read',
  'contacts.sensitive',
  'contacts.write',
  'messages.send',
  'office.read',
  'office.write',
];
const template = { process_code: '', process_instance_id: '' };

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶馆');
  lin = await company.hire('林小雨', { userid: 'lin', mobile: '13800000001' });
  app = await dingtalkClient(world, company, { name: '甲' });
  const nobody = { all: false, memberIds: [], departmentIds: [], tagIds: [] };
  blind = await dingtalkClient(world, company, { name: '盲', visible: nobody });
  powerless = await dingtalkClient(world, company, { name: '无权' });
  const other = await world.company('别家');
  foreign = await dingtalkClient(world, other, { name: '别家的' });
  const allow = (of: Company, who: DingtalkClient, scopes: string[]) =>
    world.house.openWork(of.id, system, (work) => changeApp(work, who.app.id, { scopes }));
  await allow(company, app, everyScope);
  await allow(company, blind, everyScope);
  await allow(company, powerless, []);
  await allow(other, foreign, everyScope);
  dept = (await app.ask('/topapi/v2/department/create', { name: '销售', parent_id: 1 })).result[
    'dept_id'
  ] as number;
  template.process_code = await world.house.openWork(company.id, system, (work) =>
    makeProgramTemplate(work, app.app.id, {
      name: '采购',
      en: null,
      controls: [{ id: 'what', kind: 'text', label: '品名', required: false }],
    }),
  );
  const submitted = { ...template, originator_user_id: 'lin', approvers: 'lin' };
  template.process_instance_id = (await app.ask('/topapi/processinstance/create', submitted))[
    'process_instance_id'
  ] as string;
  const sent = await app.ask('/topapi/message/corpconversation/asyncsend_v2', notice(app));
  task = sent['task_id'] as number;
});
afterAll(() => world.close());

const notice = (who: DingtalkClient) => ({
  agent_id: who.app.no,
  userid_list: 'lin',
  msg: { msgtype: 'text', text: { content: 'x' } },
});
const errcode = async (path: string, init: RequestInit = {}) =>
  (
    (await (await fetch(`${world.url}${path}`, { method: 'POST', body: '{}', ...init })).json()) as {
      errcode: number;
    }
  ).errcode;

test('no path answers without a good token, whatever way it is shown', async () => {
  for (const { path } of calls) {
    expect(await errcode(path), path).toBe(40014);
    expect(await errcode(`${path}?access_token=made-up`), path).toBe(40014);
    const headers = { 'x-acs-dingtalk-access-token': 'made-up' };
    expect(await errcode(path, { headers }), path).toBe(40014);
  }
});

test('no path answers an app without its right, at a wrong address, or while it is off', async () => {
  for (const { path, scope } of calls)
    if (scope) expect((await powerless.ask(path, {})).errcode, path).toBe(60011);
  const change = (given: Parameters<typeof changeApp>[2]) =>
    world.house.openWork(company.id, system, (work) => changeApp(work, powerless.app.id, given));
  await change({ allowedIps: ['203.0.113.0/24'] });
  for (const { path } of calls) expect((await powerless.ask(path, {})).errcode, path).toBe(60020);
  await change({ allowedIps: [], enabled: false });
  for (const { path } of calls) expect((await powerless.ask(path, {})).errcode, path).toBe(40014);
});

/** What somebody hears who asks about what they must not see: an app of another company, and one of this company that sees nobody. */
const rows: [path: string, body: (who: DingtalkClient) => object, foreign: number, blind: number][] = [
  ['/topapi/v2/user/get', () => ({ userid: 'lin' }), 60121, 50002],
  ['/topapi/v2/user/getbymobile', () => ({ mobile: '13800000001' }), 60121, 60121],
  ['/topapi/user/getbyunionid', () => ({ unionid: lin.id }), 60121, 60121],
  ['/topapi/v2/user/list', () => ({ dept_id: dept }), 60003, 50004],
  ['/topapi/user/listsimple', () => ({ dept_id: dept }), 60003, 50004],
  ['/topapi/user/listid', () => ({ dept_id: dept }), 60003, 50004],
  [
    '/topapi/v2/user/create',
    () => ({ name: 'x', mobile: '13900000009', dept_id_list: String(dept) }),
    60003,
    60011,
  ],
  ['/topapi/v2/user/update', () => ({ userid: 'lin', title: 'x' }), 60121, 60011],
  ['/topapi/v2/user/delete', () => ({ userid: 'lin' }), 60121, 60011],
  ['/topapi/v2/department/get', () => ({ dept_id: dept }), 60003, 50004],
  ['/topapi/v2/department/listsub', () => ({ dept_id: dept }), 60003, 50004],
  ['/topapi/v2/department/listsubid', () => ({ dept_id: dept }), 60003, 50004],
  ['/topapi/v2/department/listparentbydept', () => ({ dept_id: dept }), 60003, 50004],
  ['/topapi/v2/department/listparentbyuser', () => ({ userid: 'lin' }), 60121, 50002],
  ['/topapi/v2/department/create', () => ({ name: 'x', parent_id: dept }), 60003, 60011],
  ['/topapi/v2/department/update', () => ({ dept_id: dept, name: 'x' }), 60003, 60011],
  ['/topapi/v2/department/delete', () => ({ dept_id: dept }), 60003, 60011],
  ['/topapi/message/corpconversation/asyncsend_v2', notice, 33012, 33012],
  [
    '/topapi/message/corpconversation/getsendprogress',
    (who) => ({ agent_id: who.app.no, task_id: task }),
    40035,
    40035,
  ],
  [
    '/topapi/message/corpconversation/getsendresult',
    (who) => ({ agent_id: who.app.no, task_id: task }),
    40035,
    40035,
  ],
  [
    '/topapi/message/corpconversation/recall',
    (who) => ({ agent_id: who.app.no, msg_task_id: task }),
    40035,
    40035,
  ],
  ['/topapi/processinstance/create', () => ({ ...template, originator_user_id: 'lin' }), 60121, 50002],
  ['/topapi/processinstance/get', () => template, 40035, 40035],
  [
    '/topapi/processinstance/listids',
    () => ({ ...template, start_time: 1, end_time: 2, userid_list: 'lin' }),
    60121,
    50002,
  ],
  ['/topapi/process/instance/terminate', () => ({ request: template }), 40035, 40035],
  ['/topapi/v2/user/getuserinfo', () => ({ code: 'made-up' }), 40078, 40078],
];
/** Tells numbers of those it sees alone. */
const ownOnly = new Set(['/topapi/user/count']);

test('every path stands in the table', () => {
  const known = new Set([...rows.map(([path]) => path), ...ownOnly]);
  expect(calls.map((c) => c.path).filter((path) => !known.has(path))).toEqual([]);
});

test.each(rows)('%s', async (path, body, ofForeign, ofBlind) => {
  expect((await foreign.ask(path, body(foreign))).errcode, 'another company').toBe(ofForeign);
  expect((await blind.ask(path, body(blind))).errcode, 'an app that sees nobody').toBe(ofBlind);
});

test('an app that sees nobody counts nobody, and one without the right reads nothing personal', async () => {
  expect(await blind.ask('/topapi/user/count', {})).toMatchObject({ result: { count: 0 } });
  const plain = await dingtalkClient(world, company, { name: '普通' });
  await world.house.openWork(company.id, system, (work) =>
    changeApp(work, plain.app.id, { scopes: ['contacts.read'] }),
  );
  const { result } = await plain.ask('/topapi/v2/user/get', { userid: 'lin' });
  expect(result).toMatchObject({ name: '林小雨' });
  expect(JSON.stringify(result)).not.toContain('13800000001');
});

test('hostile input is refused in the vendor’s words', async () => {
  const token = `access_token=${app.token}`;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const path = '/topapi/v2/user/get';
  expect(await errcode(`${path}?${token}&userid=%00`)).toBe(40035);
  expect(await errcode(`${path}?${token}`, { body: '{"userid":"\\u0000"}' })).toBe(40035);
  expect(await errcode(`${path}?${token}`, { body: 'userid=%00', headers: form })).toBe(40035);
  expect(await errcode(`${path}?${token}`, { body: '{' })).toBe(40035);
  expect(await errcode(`${path}?${token}`, { body: '{"userid":{"a":1}}' })).toBe(60121);
  expect(await errcode(`/topapi/v2/department/get?${token}`, { body: '{"dept_id":"1 or 1"}' })).toBe(40035);
});

test('an expired token is refused on every path', async () => {
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 7_200_000 + 301_000);
  for (const { path } of calls) expect(await errcode(`${path}?access_token=${app.token}`), path).toBe(40014);
  world.clock.now = now;
});
