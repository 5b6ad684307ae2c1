// Apps of DingTalk's kind: a token, contacts to read, notices to members.
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
