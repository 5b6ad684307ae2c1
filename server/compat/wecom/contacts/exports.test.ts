// The directory as files, names for programs of other makers, a count of who was here, and how much a department holds.
import { createDecipheriv, createHash } from 'node:crypto';
import { callbacks } from '@teahouse/contract/callbacks';
import { identity } from '@teahouse/contract/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { corpCode, giveSignInCode } from '../../../modules/apps/index.ts';
import { type Receiver, receiveCallbacks } from '../../../testing/callback-receiver/receive-callbacks.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let contacts: WecomClient;
let lin: Person;
let receiver: Receiver;
const aesKey = 'IJUiXNpvGbODwKEBSEsAeOAPAhkqHqNCF6g19t9wfg2';

beforeAll(async () => {
  world = await openWorld({ env: { MOST_NODES: '4', OUTSIDE_ALLOW: '127.0.0.1' } });
  company = await world.company('茶馆');
  contacts = await wecomClient(world, company, 'contacts');
  await contacts.ask('department/create', { name: '销售', parentid: 1, id: 2 });
  lin = await company.hire('林小雨', { userid: '00123', mobile: '13800000001' });
  await contacts.ask('tag/create', { tagname: '工会', tagid: 5 });
  await contacts.ask('tag/addtagusers', { tagid: 5, userlist: ['00123'], partylist: [2] });
  receiver = await receiveCallbacks(corpCode(company.id));
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

async function exported(path: string, more: object = {}): Promise<unknown> {
  const { jobid, errcode } = await contacts.ask(path, { encoding_aeskey: aesKey, ...more });
  expect(errcode, path).toBe(0);
  await world.settle();
  const result = await contacts.ask(`export/get_result?jobid=${String(jobid)}`);
  expect(result['status'], path).toBe(2);
  const [part, ...others] = result['data_list'] as [{ url: string; size: number; md5: string }];
  expect(others).toEqual([]);
  const bytes = Buffer.from(await (await fetch(part.url)).arrayBuffer());
  expect([bytes.length, createHash('md5').update(bytes).digest('hex')]).toEqual([part.size, part.md5]);
  const some = await fetch(part.url, { headers: { range: 'bytes=0-15' } });
  expect([some.status, (await some.arrayBuffer()).byteLength]).toEqual([206, 16]);
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
  expect(plain.length % 32).toBe(0);
  return JSON.parse(plain.subarray(0, -plain.at(-1)!).toString());
}

test('a program exports members, departments and a tag as encrypted files', async () => {
  expect(await exported('export/department')).toEqual({
    department: [expect.objectContaining({ id: 1 }), expect.objectContaining({ id: 2, parentid: 1 })],
  });
  const simple = (await exported('export/simple_user')) as { userlist: object[] };
  expect(simple.userlist).toContainEqual({
    userid: '00123',
    name: '林小雨',
    department: [1],
    open_userid: '',
  });
  const full = (await exported('export/user')) as { userlist: object[] };
  expect(full.userlist).toContainEqual(expect.objectContaining({ userid: '00123', status: 1 }));
  expect(await exported('export/taguser', { tagid: 5 })).toEqual({
    userlist: [{ userid: '00123', name: '林小雨' }],
    partylist: [2],
  });
});

test('an export is its own app’s, its address ends after two hours, and its key does not stay with us', async () => {
  const { jobid } = await contacts.ask('export/department', { encoding_aeskey: aesKey });
  const other = await wecomClient(world, company, { name: '别的' });
  expect((await other.ask(`export/get_result?jobid=${String(jobid)}`)).errcode).toBe(40088);
  await world.settle();
  const result = await contacts.ask(`export/get_result?jobid=${String(jobid)}`);
  const [{ url }] = result['data_list'] as [{ url: string }];
  const [row] = await world.house.openWork(company.id, system, (work) =>
    work.sql<{ asked: object }>('select asked from app_jobs where corp_id = $1 and id = $2', [
      company.id,
      jobid,
    ]),
  );
  expect(row!.asked).toEqual({});
  expect((await fetch(`${url.slice(0, -8)}AAAAAAAA`)).headers.get('content-type')).toContain(
    'application/json',
  );
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 2 * 3_600_000 + 1);
  expect(await (await fetch(url)).json()).toMatchObject({ errcode: 40007 });
  world.clock.now = now;
  const bad = [{ encoding_aeskey: 'short' }, { encoding_aeskey: aesKey, block_size: 5 }];
  for (const body of bad) expect((await contacts.ask('export/user', body)).errcode).toBe(40058);
});

test('the app hears that its job is done', async () => {
  const { url, token, aesKey: key } = receiver;
  await company.owner.call(callbacks.setCallback, {
    appId: contacts.app.id,
    url,
    token,
    aesKey: key,
    format: 'xml',
  });
  const { jobid } = await contacts.ask('export/simple_user', { encoding_aeskey: aesKey });
  await world.settle();
  const heard = receiver.heard().join('\n');
  expect(heard).toContain('batch_job_result');
  expect(heard).toContain('export_simple_user');
  expect(heard).toContain(String(jobid));
});

test('a userid and its name for programs of other makers lead to each other', async () => {
  const there = await contacts.ask('batch/userid_to_openuserid', { userid_list: ['00123', 'nobody'] });
  expect(there).toMatchObject({ errcode: 0, invalid_userid_list: ['nobody'] });
  const [{ open_userid: name }] = there['open_userid_list'] as [{ open_userid: string }];
  expect(name).toMatch(/^wo[\w-]{30,}$/);
  const { openid } = await contacts.ask('user/convert_to_openid', { userid: '00123' });
  expect(openid).not.toBe(name);
  const again = await contacts.ask('batch/userid_to_openuserid', { userid_list: ['00123'] });
  expect(again['open_userid_list']).toEqual([{ userid: '00123', open_userid: name }]);
  expect(
    await contacts.ask('batch/openuserid_to_userid', {
      open_userid_list: [name, 'wo-made-up'],
      source_agentid: 1,
    }),
  ).toMatchObject({
    userid_list: [{ open_userid: name, userid: '00123' }],
    invalid_open_userid_list: ['wo-made-up'],
  });
});

test('how many were here on a day is a number, each counted once, and nothing else', async () => {
  const day = (at: Date) => new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(at);
  const today = day(world.clock.now);
  const asked = async (date: string) => await contacts.ask('user/get_active_stat', { date });
  const before = (await asked(today))['active_cnt'] as number;
  expect(before).toBeGreaterThan(0);
  const now = world.clock.now;
  world.clock.now = new Date(now.getTime() + 24 * 3_600_000);
  const tomorrow = day(world.clock.now);
  const later = await wecomClient(world, company, 'contacts');
  await lin.call(identity.me, {});
  await lin.call(identity.me, {});
  expect(await later.ask('user/get_active_stat', { date: tomorrow })).toEqual({
    errcode: 0,
    errmsg: 'ok',
    active_cnt: 1,
  });
  world.clock.now = now;
  expect((await asked(today))['active_cnt']).toBe(before);
  expect((await asked('1999-01-01')).errcode).toBe(40058);
  expect((await asked(tomorrow)).errcode).toBe(40058);
});

test('a program that checks members itself says so once', async () => {
  const code = await world.house.openWork(company.id, system, (work) =>
    giveSignInCode(work, world.house.ports.secret, { memberId: lin.id, appId: null, personal: false }),
  );
  const { userid, tfa_code } = await contacts.ask('auth/get_tfa_info', { code });
  expect(userid).toBe('00123');
  const passed = () => contacts.ask('user/tfa_succ', { userid, tfa_code });
  expect([(await passed()).errcode, (await passed()).errcode]).toEqual([0, 40207]);
  expect((await contacts.ask('auth/get_tfa_info', { code })).errcode).toBe(40029);
});

test('a department and a tag hold so many and no more', async () => {
  const add = async (n: number, department: number[]) =>
    (await contacts.ask('user/create', { userid: `u${n}`, name: '甲', email: `u${n}@a.example`, department }))
      .errcode;
  const found: number[] = [];
  for (let n = 1; n <= 5; n++) found.push(await add(n, [2]));
  expect(found).toEqual([0, 0, 0, 0, 81001]);
  expect((await contacts.ask('user/update', { userid: '00123', department: [2] })).errcode).toBe(81001);
  expect((await contacts.ask('user/update', { userid: 'u1', department: [2], name: '乙' })).errcode).toBe(0);
  expect((await contacts.ask('department/create', { name: '下', parentid: 2 })).errcode).toBe(81001);
  const userlist = ['u1', 'u2', 'u3'];
  expect((await contacts.ask('tag/addtagusers', { tagid: 5, userlist })).errcode).toBe(81003);
  expect((await contacts.ask('tag/addtagusers', { tagid: 5, userlist: ['u1', 'u2'] })).errcode).toBe(0);
});
