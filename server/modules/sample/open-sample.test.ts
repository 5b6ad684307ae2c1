import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers } from '@teahouse/contract/customers';
import { deskAdmin } from '@teahouse/contract/desk-admin';
import { identity } from '@teahouse/contract/identity';
import { messaging } from '@teahouse/contract/messaging';
import { materials } from '@teahouse/contract/materials';
import { sample } from '@teahouse/contract/sample';
import { tasks } from '@teahouse/contract/tasks';
import { openWorld, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the sample company opens once, its four people can sign in, and they have talked', async () => {
  const opened = await world.stranger(sample.openSample, {});
  expect(opened.status).toBe(200);
  expect(opened.body.logins.map((l) => l.who)).toEqual(['owner', 'manager', 'employee', 'seller']);
  for (const { login, password, name } of opened.body.logins) {
    const signed = await world.stranger(identity.signIn, { login, password });
    expect(signed.body.state, login).toBe('done');
    const cookie = String(signed.headers['set-cookie']).split(';')[0]!;
    const me = await world.house.http.inject({ url: '/api/me', headers: { cookie } });
    expect(me.json().member.name).toBe(name);
    const chats = (
      await world.house.http.inject({ url: `/api${messaging.listChats.path}`, headers: { cookie } })
    ).json<{ chats: { n: number; my: { readN: number } }[] }>().chats;
    expect(chats.length).toBeGreaterThan(1);
    expect(chats.some((c) => c.n > c.my.readN)).toBe(true);
  }
  const reads = async (login: string, url: string) => {
    const { password } = opened.body.logins.find((l) => l.login === login)!;
    const signed = await world.stranger(identity.signIn, { login, password });
    const cookie = String(signed.headers['set-cookie']).split(';')[0]!;
    return (await world.house.http.inject({ url: `/api${url}`, headers: { cookie } })).json();
  };
  const { follows } = await reads('zhouzhou', customers.listCustomers.path);
  expect(follows.map((f: { name: string }) => f.name)).toContain('海棠');
  expect((await reads('zhouzhou', materials.listMaterials.path)).materials).toHaveLength(4);
  const kinds = async (login: string) =>
    (await reads(login, tasks.listAwaiting.path)).items.map((i: { kind: string }) => i.kind);
  expect(await kinds('linxiaoyu')).toContain('approval');
  expect(await kinds('wugang')).toContain('task');
  const { desks } = await reads('wangchaxiang', deskAdmin.listDesks.path);
  expect(desks).toMatchObject([{ name: '茶香客服', servers: [{}, {}, {}] }]);
  expect((await world.stranger(sample.openSample, {})).body.error?.code).toBe('identity.already_set_up');
});
