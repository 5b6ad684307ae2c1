// Every path against every kind of caller: without a token, with a made-up, an expired or a foreign one, without the right, from a wrong
// address, and asking about somebody it must not see.
import { appScopes } from '@teahouse/contract/app-scopes';
import { appsAdmin } from '@teahouse/contract/apps';
import { customerRows } from './matrix-customers.fixture.ts';
import { type MatrixRow, officeRows } from './matrix-office.fixture.ts';
import { makeThings, type Things } from './matrix-things.fixture.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { changeApp } from '../../modules/apps/index.ts';
import { type WecomClient, wecomClient } from '../../testing/wecom-client.ts';
import { type Company, openWorld, type World } from '../../testing/world.ts';
import { calls, outsideCalls } from './calls.ts';

const all = [...calls, ...outsideCalls];
const short = (path: string) => path.replace('/cgi-bin/', '');

let world: World;
let company: Company;
let contacts: WecomClient;
/** sees nobody, may everything else */
let blind: WecomClient;
/** of another company, may everything there */
let foreign: WecomClient;
/** may nothing */
let powerless: WecomClient;

/** what the rows ask about */
let t: Things;
const everyScope: string[] = [...appScopes];

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶馆');
  await company.hire('林小雨', { userid: 'lin', mobile: '13800000001', email: 'lin@a.example' });
  contacts = await wecomClient(world, company, 'contacts');
  const nobody = { all: false, memberIds: [], departmentIds: [], tagIds: [] };
  blind = await wecomClient(world, company, { name: '盲', visible: nobody });
  powerless = await wecomClient(world, company, { name: '无权' });
  const other = await world.company('别家');
  foreign = await wecomClient(world, other, { name: '别家的' });
  await world.house.openWork(company.id, system, async (work) => {
    await changeApp(work, blind.app.id, { scopes: everyScope });
    await changeApp(work, powerless.app.id, { scopes: [] });
  });
  await world.house.openWork(other.id, system, (work) =>
    changeApp(work, foreign.app.id, { scopes: everyScope }),
  );
  t = await makeThings(world, company, contacts);
});
afterAll(() => world.close());

const post = (path: string, token: string) =>
  fetch(`${world.url}${path}?access_token=${token}`, { method: 'POST', body: '{}' });
const errcode = async (answer: Promise<Response>) =>
  ((await (await answer).json()) as { errcode: number }).errcode;

test('no path answers without a good token', async () => {
  for (const { path } of all) {
    expect(await errcode(post(path, '')), path).toBe(41001);
    expect(await errcode(post(path, 'made-up')), path).toBe(40014);
  }
});

test('a writing path refuses GET, and no path answers an app without its right', async () => {
  for (const { path, scope, writes } of all) {
    if (writes) expect((await powerless.ask(short(path))).errcode, path).toBe(43002);
    if (scope) expect((await powerless.ask(short(path), {})).errcode, path).toBe(48002);
  }
});

test('an app is stopped at a wrong address, and while it is off', async () => {
  const stopped = await wecomClient(world, company, { name: '停' });
  const change = (given: Parameters<typeof changeApp>[2]) =>
    world.house.openWork(company.id, system, (work) => changeApp(work, stopped.app.id, given));
  await change({ allowedIps: ['203.0.113.0/24', '2001:db8::/32'] });
  for (const { path } of all) expect((await stopped.ask(short(path), {})).errcode, path).toBe(60020);
  await change({ allowedIps: ['127.0.0.0/8', '::1'], enabled: false });
  for (const { path } of all) expect((await stopped.ask(short(path), {})).errcode, path).toBe(50003);
});

/** What somebody hears who asks about what they must not see: an app of another company, and one of this company that sees nobody. */
const rows: MatrixRow[] = [
  ['department/create', () => ({ name: 'x', parentid: 7 }), 60004, 60011],
  ['department/update', () => ({ id: 7, name: 'x' }), 60003, 60011],
  ['department/delete', () => ({ id: 7 }), 60003, 60011],
  ['department/get', () => ({ id: 7 }), 60003, 60011],
  ['department/list', () => ({ id: 7 }), 60003, 60011],
  ['department/simplelist', () => ({ id: 7 }), 60003, 60011],
  ['user/create', () => ({ userid: 'n', name: 'x', email: 'n@a.example', department: [7] }), 60003, 60011],
  ['user/update', () => ({ userid: 'lin', name: 'x' }), 60111, 60011],
  ['user/delete', () => ({ userid: 'lin' }), 60111, 60011],
  ['user/batchdelete', () => ({ useridlist: ['lin'] }), 40031, 60011],
  ['user/get', () => ({ userid: 'lin' }), 60111, 60011],
  ['user/simplelist', () => ({ department_id: 7 }), 60003, 60011],
  ['user/list', () => ({ department_id: 7 }), 60003, 60011],
  ['user/getuserid', () => ({ mobile: '13800000001' }), 60146, 60146],
  ['user/get_userid_by_email', () => ({ email: 'lin@a.example', email_type: 2 }), 60148, 60148],
  ['user/convert_to_openid', () => ({ userid: 'lin' }), 60111, 60011],
  ['user/convert_to_userid', () => ({ openid: t.openid }), 40073, 40073],
  ['user/authsucc', () => ({ userid: 'lin' }), 60111, 60011],
  ['user/getuserinfo', () => ({ code: 'made-up' }), 40029, 40029],
  ['user/getuserdetail', () => ({ user_ticket: 'made-up' }), 84015, 84015],
  ['user/get_active_stat', () => ({ date: world.clock.now.toISOString().slice(0, 10) }), 0, 60011],
  ['user/tfa_succ', () => ({ userid: 'lin', tfa_code: 'made-up' }), 60111, 60011],
  ['auth/get_tfa_info', () => ({ code: 'made-up' }), 40029, 40029],
  ['export/taguser', () => ({ encoding_aeskey: 'a'.repeat(43), tagid: 5 }), 40068, 0],
  ['export/get_result', () => ({ jobid: t.jobid }), 40088, 40088],
  ['tag/create', () => ({ tagname: 'B', tagid: 9 }), 0, 60011],
  ['tag/update', () => ({ tagid: 5, tagname: 'x' }), 40068, 60011],
  ['tag/delete', () => ({ tagid: 5 }), 40068, 60011],
  ['tag/get', () => ({ tagid: 5 }), 40068, 0],
  ['tag/addtagusers', () => ({ tagid: 5, userlist: ['lin'] }), 40068, 60011],
  ['tag/deltagusers', () => ({ tagid: 5, userlist: ['lin'] }), 40068, 60011],
  ['batch/getresult', () => ({ jobid: t.jobid }), 40088, 40088],
  ['batch/syncuser', () => ({ media_id: t.mediaId }), 40007, 0],
  ['batch/replaceuser', () => ({ media_id: t.mediaId }), 40007, 60011],
  ['batch/replaceparty', () => ({ media_id: t.mediaId }), 40007, 60011],
  ['media/get_upload_by_url_result', () => ({ jobid: t.jobid }), 40088, 40088],
  ['agent/get', () => ({ agentid: powerless.app.no + 900 }), 40056, 40056],
  ['agent/set', () => ({ agentid: powerless.app.no, name: 'x' }), 40056, 301002],
  ['menu/create', () => ({ agentid: powerless.app.no, button: [] }), 40056, 301002],
  ['menu/get', () => ({ agentid: powerless.app.no }), 40056, 301002],
  ['menu/delete', () => ({ agentid: powerless.app.no }), 40056, 301002],
  ['agent/set_workbench_template', () => ({ agentid: powerless.app.no, type: 'normal' }), 40056, 301002],
  ['agent/get_workbench_template', () => ({ agentid: powerless.app.no }), 40056, 301002],
  ['agent/set_workbench_data', () => ({ agentid: powerless.app.no, userid: 'lin' }), 40056, 301002],
  ...customerRows(() => t),
  ...officeRows(() => t),
];

/** Of nobody in particular: they tell of the caller alone, or of nobody they cannot see. */
const ownOnly = new Set([
  'corp/getapprovaldata',
  'oa/meetingroom/list',
  'externalcontact/get_follow_user_list',
  'externalcontact/get_unassigned_list',
  'externalcontact/list_contact_way',
  'externalcontact/customer_acquisition/list_link',
  'externalcontact/customer_acquisition_quota',
  'externalcontact/get_corp_tag_list',
  'externalcontact/add_corp_tag',
  'externalcontact/add_product_album',
  'externalcontact/get_product_album_list',
  'externalcontact/group_welcome_template/add',
  'oa/approval/create_template',
  'oa/getapprovalinfo',
  'oa/vacation/getcorpconf',
  'kf/customer/get_upgrade_service_config',
  'kf/account/add',
  'kf/account/list',
  // Who has reported is told of members in the range alone.
  'oa/journal/get_stat_list',
  'user/list_id',
  'tag/list',
  'agent/list',
  'batch/invite',
  'batch/openuserid_to_userid',
  'batch/userid_to_openuserid',
  'export/department',
  'export/simple_user',
  'export/user',
  'media/get',
  'media/get/jssdk',
  'media/upload',
  'media/upload_attachment',
  'media/uploadimg',
  'media/upload_by_url',
  'get_api_domain_ip',
  'getcallbackip',
]);
const families =
  /^(corp|department|user|tag|batch|media|agent|menu|export|externalcontact|idconvert|kf|oa|checkin)\//;

test('every path of the directory, of media and of apps stands in the table', () => {
  const paths = all.map((c) => short(c.path)).filter((p) => families.test(p));
  const known = new Set([...rows.map(([path]) => path), ...ownOnly]);
  expect(paths.filter((path) => !known.has(path))).toEqual([]);
});

test.each(rows)('%s', async (path, input, ofForeign, ofBlind) => {
  expect((await foreign.ask(path, input())).errcode, 'another company').toBe(ofForeign);
  expect((await blind.ask(path, input())).errcode, 'an app that sees nobody').toBe(ofBlind);
});

test('lists tell an app that sees nobody of nobody', async () => {
  const now = Math.floor(world.clock.now.getTime() / 1000) - 30;
  expect(await blind.ask('user/list_id', {})).toMatchObject({ dept_user: [] });
  expect(await blind.ask('batch/userid_to_openuserid', { userid_list: ['lin'] })).toMatchObject({
    open_userid_list: [],
    invalid_userid_list: ['lin'],
  });
  expect(await blind.ask('department/list')).toMatchObject({ department: [] });
  expect(await blind.ask('tag/get', { tagid: 5 })).toMatchObject({ userlist: [], partylist: [] });
  expect(await blind.ask('externalcontact/get_follow_user_list')).toMatchObject({ follow_user: [] });
  for (const app of [blind, foreign])
    expect(await app.ask('corp/getapprovaldata', { starttime: now, endtime: now + 60 })).toMatchObject({
      count: 0,
      total: 0,
      data: [],
    });
  expect(await blind.ask('externalcontact/list_contact_way', {})).toMatchObject({ contact_way: [] });
  expect(await foreign.ask('externalcontact/get_corp_tag_list', {})).toMatchObject({ tag_group: [] });
  const asked = { schedule_id_list: [t.scheduleId] };
  expect(await foreign.ask('oa/schedule/get', asked)).toMatchObject({ schedule_list: [] });
  expect(await blind.ask('oa/schedule/get', asked)).toMatchObject({ schedule_list: [] });
  expect(await foreign.ask('kf/account/list', {})).toMatchObject({ account_list: [] });
  expect(await foreign.ask('tag/list')).toMatchObject({ taglist: [{ tagid: 9 }] });
});

test('an app has so many calls a minute, and its answers say how many are left', async () => {
  const busy = await wecomClient(world, company, { name: '忙' });
  await world.house.openWork(company.id, system, (work) =>
    changeApp(work, busy.app.id, { callsPerMinute: 2 }),
  );
  const left = async () => (await busy.raw('agent/list')).headers.get('x-ratelimit-remaining');
  expect([await left(), await left()]).toEqual(['1', '0']);
  const answer = await busy.raw('agent/list');
  expect(await answer.json()).toMatchObject({ errcode: 45009 });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.get('x-ratelimit-limit')).toBe('2');
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 61_000);
  expect((await busy.ask('agent/list')).errcode).toBe(0);
  world.clock.now = now;
});

test('what programs miss is counted for the administrator, and strangers write nothing there', async () => {
  await contacts.ask('wedoc/create_doc', {});
  await contacts.ask('wedoc/create_doc');
  await post('/cgi-bin/made/up/by/strangers', 'x');
  const { gaps } = (await company.owner.call(appsAdmin.listCallGaps, {})).body;
  expect(gaps).toMatchObject([{ path: '/cgi-bin/wedoc/create_doc', calls: 2 }]);
});

test('an expired token says so on every path', async () => {
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 7_200_000 + 301_000);
  for (const { path } of all) expect(await errcode(post(path, contacts.token)), path).toBe(42001);
  world.clock.now = now;
});
