// Apps of DingTalk's kind: a token, contacts to read, notices to members.
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dingtalkClient } from '../../testing/dingtalk-client.ts';
import { wecomClient } from '../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let zhou: Person;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company();
  await company.hire('林小雨', { userid: 'lin' });
  zhou = await company.hire('周大山', { userid: 'Zhou', mobile: '13800000001' });
});
afterAll(() => world.close());

test("an app of DingTalk's kind gets a token, reads contacts and notifies members", async () => {
  const { app, secret } = await wecomClient(world, company, { name: '通知' });
  const ask = async (path: string, body: object) =>
    (await (
      await fetch(`${world.url}${path}`, { method: 'POST', body: JSON.stringify(body) })
    ).json()) as Record<string, unknown>;
  const got = await (await fetch(`${world.url}/gettoken?appkey=${app.id}&appsecret=${secret}`)).json();
  expect(got).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: expect.any(Number) });
  const token = `?access_token=${(got as { access_token: string }).access_token}`;
  expect(await ask('/v1.0/oauth2/accessToken', { appKey: app.id, appSecret: secret })).toMatchObject({
    accessToken: (got as { access_token: string }).access_token,
  });
  expect(await (await fetch(`${world.url}/gettoken?appkey=${app.id}&appsecret=no`)).json()).toMatchObject({
    errcode: 40089,
  });
  expect(await ask('/topapi/v2/user/get?access_token=no', { userid: 'lin' })).toMatchObject({
    errcode: 40014,
  });
  expect(await ask(`/topapi/v2/user/get${token}`, { userid: 'LIN' })).toMatchObject({
    errcode: 0,
    result: { userid: 'lin', name: '林小雨', dept_id_list: [1] },
  });
  expect(await ask(`/topapi/v2/user/get${token}`, { userid: 'none' })).toMatchObject({ errcode: 60121 });
  expect(await ask(`/topapi/v2/user/getbymobile${token}`, { mobile: '13800000001' })).toMatchObject({
    result: { userid: 'Zhou' },
  });
  expect(await ask(`/topapi/user/listsimple${token}`, { dept_id: 1, cursor: 0, size: 1 })).toMatchObject({
    result: { has_more: true, next_cursor: 1, list: [expect.any(Object)] },
  });
  const notice = {
    agent_id: String(app.no),
    userid_list: 'lin,zhou',
    msg: {
      msgtype: 'oa',
      oa: {
        message_url: 'https://a.example',
        head: { text: '审批' },
        body: { title: '差旅', form: [{ key: '金额:', value: '100' }] },
      },
    },
  };
  const sent = await ask(`/topapi/message/corpconversation/asyncsend_v2${token}`, notice);
  expect(sent).toMatchObject({ errcode: 0, task_id: expect.any(Number) });
  const chat = (await zhou.call(messaging.listChats, {})).body.chats.find((c) => c.guest === app.id);
  expect(chat?.preview).toMatchObject({
    k: 'template',
    b: { title: '差旅', rows: [{ name: '金额', value: '100' }] },
  });
  const progress = { agent_id: app.no, task_id: sent['task_id'] };
  expect(await ask(`/topapi/message/corpconversation/getsendprogress${token}`, progress)).toMatchObject({
    progress: { progress_in_percent: 100, status: 2 },
  });
  expect(
    await ask(`/topapi/message/corpconversation/recall${token}`, {
      agent_id: app.no,
      msg_task_id: sent['task_id'],
    }),
  ).toMatchObject({ errcode: 0 });
});

test('the directory is written by whoever may, and read back', async () => {
  const directory = await dingtalkClient(world, company, 'contacts');
  const made = await directory.ask('/topapi/v2/department/create', { name: '销售', parent_id: 1 });
  const no = made.result['dept_id'] as number;
  expect(no).toBeGreaterThan(1);
  const below = await directory.ask('/topapi/v2/department/create', { name: '华东', parent_id: String(no) });
  const east = below.result['dept_id'] as number;
  const given = {
    userid: '00123',
    name: '吴大有',
    mobile: '13900000001',
    title: '经理',
    dept_id_list: `${east},${no}`,
    dept_order_list: [{ dept_id: east, order: 7 }],
    manager_userid: 'lin',
  };
  expect(await directory.ask('/topapi/v2/user/create', given)).toMatchObject({ result: { userid: '00123' } });
  expect(await directory.ask('/topapi/v2/user/create', { ...given, userid: 'other' })).toMatchObject({
    errcode: 60104,
  });
  expect(await directory.ask('/topapi/v2/user/get', { userid: '00123' })).toMatchObject({
    result: {
      name: '吴大有',
      mobile: '13900000001',
      manager_userid: 'lin',
      dept_id_list: expect.arrayContaining([east, no]),
      dept_order_list: expect.arrayContaining([{ dept_id: east, order: 7 }]),
    },
  });
  expect(await directory.ask('/topapi/v2/department/listparentbydept', { dept_id: east })).toMatchObject({
    result: { parent_id_list: [east, no, 1] },
  });
  expect(await directory.ask('/topapi/v2/department/listparentbyuser', { userid: '00123' })).toMatchObject({
    result: { parent_list: expect.arrayContaining([{ parent_dept_id_list: [east, no, 1] }]) },
  });
  expect(await directory.ask('/topapi/user/count', { only_active: false })).toMatchObject({
    result: { count: 4 },
  });
  await directory.ask('/topapi/v2/user/update', { userid: '00123', title: '总监', dept_id_list: String(no) });
  expect(await directory.ask('/topapi/v2/user/get', { userid: '00123' })).toMatchObject({
    result: { title: '总监', dept_id_list: [no] },
  });
  await directory.ask('/topapi/v2/department/update', { dept_id: east, name: '华北', parent_id: 1 });
  expect(await directory.ask('/topapi/v2/department/get', { dept_id: east })).toMatchObject({
    result: { name: '华北', parent_id: 1 },
  });
  expect(await directory.ask('/topapi/v2/department/delete', { dept_id: no })).toMatchObject({
    errcode: 60005,
  });
  expect(await directory.ask('/topapi/v2/user/delete', { userid: '00123' })).toMatchObject({ errcode: 0 });
  expect(await directory.ask('/topapi/v2/user/get', { userid: '00123' })).toMatchObject({ errcode: 60121 });
  expect(await directory.ask('/topapi/v2/department/delete', { dept_id: no })).toMatchObject({ errcode: 0 });
});

test('a notice tells who has read it', async () => {
  const app = await dingtalkClient(world, company, { name: '已读' });
  const base = '/topapi/message/corpconversation';
  const { task_id } = await app.ask(`${base}/asyncsend_v2`, {
    agent_id: app.app.no,
    userid_list: 'lin,zhou',
    msg: { msgtype: 'text', text: { content: '请看' } },
  });
  const result = () => app.ask(`${base}/getsendresult`, { agent_id: app.app.no, task_id });
  expect(await result()).toMatchObject({
    send_result: { read_user_id_list: [], unread_user_id_list: ['lin', 'Zhou'] },
  });
  const chat = (await zhou.call(messaging.listChats, {})).body.chats.find((c) => c.guest === app.app.id)!;
  await zhou.call(messaging.markRead, { chatId: chat.id, n: chat.n });
  expect(await result()).toMatchObject({
    send_result: { read_user_id_list: ['Zhou'], unread_user_id_list: ['lin'] },
  });
});

test('a browser brings a code, and the code tells once who it is', async () => {
  const { app, secret } = await dingtalkClient(world, company, { name: '登录' });
  const visit = async (cookie: string, client = app.id as string) =>
    await fetch(
      `${world.url}/oauth2/auth?${new URLSearchParams({ client_id: client, redirect_uri: 'https://app.example/', state: 's', response_type: 'code', scope: 'openid', prompt: 'consent' }).toString()}`,
      { redirect: 'manual', headers: { cookie } },
    );
  expect((await visit('')).headers.get('location')).toMatch(/^\/sign-in\?next=/);
  expect((await visit(zhou.cookie, 'nobody')).status).toBe(400);
  const back = new URL((await visit(zhou.cookie)).headers.get('location')!);
  const code = back.searchParams.get('authCode')!;
  expect(back.searchParams.get('state')).toBe('s');
  const exchange = (clientSecret: string) =>
    fetch(`${world.url}/v1.0/oauth2/userAccessToken`, {
      method: 'POST',
      body: JSON.stringify({ clientId: app.id, clientSecret, code, grantType: 'authorization_code' }),
    });
  expect((await exchange('wrong')).status).toBe(400);
  const { accessToken } = (await (await exchange(secret)).json()) as { accessToken: string };
  expect((await exchange(secret)).status).toBe(400);
  const whoIs = (token: string) =>
    fetch(`${world.url}/v1.0/contact/users/me`, { headers: { 'x-acs-dingtalk-access-token': token } });
  expect(await (await whoIs(accessToken)).json()).toMatchObject({ nick: '周大山', mobile: '13800000001' });
  const refused = await whoIs('made-up');
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ code: 'InvalidAuthentication' });
});
