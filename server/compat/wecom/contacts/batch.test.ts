// Whole tables of members and departments written by programs: jobs, their results, and what is refused beforehand.
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Reply, type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let contacts: WecomClient;
let far: Server;
let farUrl: string;
const film = Buffer.alloc(9 * 1024 * 1024, 'film');

beforeAll(async () => {
  far = createServer((request, response) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
    if (request.url === '/gone') return void response.writeHead(404).end();
    const end = Math.min(Number(to), film.length - 1);
    response.writeHead(206, { 'content-range': `bytes ${from}-${end}/${film.length}` });
    return void response.end(film.subarray(Number(from), end + 1));
  });
  await new Promise<void>((done) => far.listen(0, '127.0.0.1', done));
  const { port } = far.address() as AddressInfo;
  farUrl = `http://127.0.0.1:${port}`;
  world = await openWorld({ outside: { ports: [port], allow: (a) => a === '127.0.0.1' } });
  company = await world.company('茶馆');
  contacts = await wecomClient(world, company, 'contacts');
  await contacts.ask('department/create', { name: '销售', parentid: 1, id: 2 });
});
afterAll(async () => {
  await world.close();
  far.close();
});

async function mediaOf(csv: string): Promise<string> {
  const form = new FormData();
  form.append('media', new Blob([csv]), 'batch.csv');
  const answer = await contacts.raw('media/upload?type=file', { method: 'POST', body: form });
  return ((await answer.json()) as { media_id: string }).media_id;
}

async function run(path: string, csv: string): Promise<Reply> {
  const { jobid, ...rest } = await contacts.ask(path, { media_id: await mediaOf(csv), to_invite: false });
  if (rest.errcode !== 0) return rest;
  await world.settle();
  return await contacts.ask(`batch/getresult?jobid=${String(jobid)}`);
}

const head = '姓名,帐号,手机号,邮箱,所在部门,职位,性别,是否部门内领导,排序\n';

test('members are entered, changed, and told row by row', async () => {
  const first = await run(
    'batch/syncuser',
    `${head}张三,00123,13800000001,,2;1,经理,男,1;0,10;1\n李四,lisi,13800000002,,9,,,,\n`,
  );
  expect(first).toMatchObject({
    errcode: 0,
    status: 3,
    type: 'sync_user',
    total: 2,
    percentage: 100,
    result: [
      { userid: '00123', errcode: 0, errmsg: 'ok' },
      { userid: 'lisi', errcode: 60003, errmsg: 'department not found' },
    ],
  });
  expect(await contacts.ask('user/get?userid=00123')).toMatchObject({
    name: '张三',
    department: [2, 1],
    is_leader_in_dept: [1, 0],
    order: [10, 1],
    gender: '1',
    position: '经理',
  });
  await run('batch/syncuser', `${head}张三丰,00123,,,2,,,,\n`);
  expect(await contacts.ask('user/get?userid=00123')).toMatchObject({
    name: '张三丰',
    mobile: '13800000001',
    department: [2],
  });
});

test('a replacement sends away whom it does not name, except the owner', async () => {
  await run('batch/syncuser', `${head}王五,wangwu,13800000005,,2,,,,\n`);
  expect(await run('batch/replaceuser', `${head}张三,00123,,,2,,,,\n`)).toMatchObject({
    type: 'replace_user',
    total: 1,
  });
  expect((await contacts.ask('user/get?userid=wangwu')).errcode).toBe(60111);
  expect((await contacts.ask('user/get?userid=boss')).errcode).toBe(0);
});

test('departments are made, renamed, moved, reordered and removed', async () => {
  const csv = '部门名称,部门ID,父部门ID,排序\n茶馆,1,0,\n华东,4,3,7\n大区,3,1,\n销售部,2,3,5\n';
  expect(await run('batch/replaceparty', csv)).toMatchObject({
    type: 'replace_party',
    result: [
      { partyid: 1, action: 0, errcode: 0 },
      { partyid: 3, action: 1, errcode: 0 },
      { partyid: 4, action: 1, errcode: 0 },
      { partyid: 2, action: 14, errcode: 0 },
    ],
  });
  await run('batch/replaceparty', '部门名称,部门ID,父部门ID,排序\n大区,3,1,\n销售部,2,3,5\n');
  expect(await contacts.ask('department/simplelist')).toMatchObject({
    department_id: [{ id: 1 }, { id: 3 }, { id: 2, parentid: 3, order: 5 }],
  });
});

test('faults of a whole file are refused before anything is written', async () => {
  const rows: [string, string, number][] = [
    ['batch/syncuser', 'no,header\n1,2\n', 40092],
    ['batch/syncuser', `${head}甲,a,13900000001,,1,,,,\n乙,A,13900000002,,1,,,,\n`, 302003],
    ['batch/syncuser', `${head}甲,a,13900000001,,1,,,,\n乙,b,13900000001,,1,,,,\n`, 302006],
    ['batch/syncuser', `${head}甲,a,,x@a.cn,1,,,,\n乙,b,,X@a.cn,1,,,,\n`, 302007],
    ['batch/replaceparty', '部门名称,部门ID,父部门ID\n甲,8,9\n乙,9,8\n', 302004],
  ];
  for (const [path, csv, errcode] of rows) expect((await run(path, csv)).errcode).toBe(errcode);
  expect((await contacts.ask('batch/syncuser', { media_id: 'made-up' })).errcode).toBe(40007);
  expect((await contacts.ask('batch/getresult?jobid=made-up')).errcode).toBe(40088);
});

test('one batch at a time, and the last five results are kept', async () => {
  const csv = `${head}张三,00123,,,2,,,,\n`;
  // Long enough that it still runs when the next one is asked for.
  const long = Array.from({ length: 400 }, (_, n) => `某,nobody${n},,,99,,,,\n`).join('');
  const [first, second] = [await mediaOf(head + long), await mediaOf(csv)];
  const { jobid } = await contacts.ask('batch/syncuser', { media_id: first });
  expect((await contacts.ask('batch/syncuser', { media_id: second })).errcode).toBe(302008);
  await world.settle();
  for (let n = 0; n < 5; n++) expect((await run('batch/syncuser', csv)).errcode).toBe(0);
  expect((await contacts.ask(`batch/getresult?jobid=${String(jobid)}`)).errcode).toBe(40089);
});

test('invitations name whom they do not reach', async () => {
  const asked = { user: ['00123', 'nobody'], party: [2, 99], tag: [7] };
  expect(await contacts.ask('batch/invite', asked)).toMatchObject({
    errcode: 0,
    invaliduser: ['nobody'],
    invalidparty: [99],
    invalidtag: [7],
  });
  expect((await contacts.ask('batch/invite', {})).errcode).toBe(40063);
});

test('a large file is fetched in pieces and held against its hash', async () => {
  const md5 = createHash('md5').update(film).digest('hex');
  const ask = async (more: object) => {
    const given = { scene: 1, type: 'file', filename: '电影.bin', url: `${farUrl}/film`, md5, ...more };
    const { jobid, errcode } = await contacts.ask('media/upload_by_url', given);
    if (errcode !== 0) return { errcode };
    await world.settle();
    return await contacts.ask('media/get_upload_by_url_result', { jobid });
  };
  const done = await ask({});
  expect(done).toMatchObject({ errcode: 0, status: 2, detail: { errcode: 0 } });
  const { media_id } = (done as unknown as { detail: { media_id: string } }).detail;
  const bytes = await (await contacts.raw(`media/get?media_id=${media_id}`)).arrayBuffer();
  expect(Buffer.from(bytes).equals(film)).toBe(true);
  expect(await ask({ md5: '0'.repeat(32) })).toMatchObject({ status: 3, detail: { errcode: 301019 } });
  expect(await ask({ url: `${farUrl}/gone` })).toMatchObject({ status: 3 });
  expect(await ask({ url: 'http://10.0.0.1/film' })).toMatchObject({ status: 3 });
  expect((await ask({ url: 'file:///etc/passwd' })).errcode).toBe(40094);
});
