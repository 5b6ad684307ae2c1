import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { sample } from '@teahouse/contract/sample';
import { openWorld, type World } from '../../testing/world.ts';
import { openSample } from './index.ts';
import { people } from './sample-people.ts';
import { spoken } from './sample-talk.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const get = async (url: string, cookie: string) =>
  (await world.house.http.inject({ url: `/api${url}`, headers: { cookie } })).json();

test('one press opens a company of forty with a history, and its four guides can sign in', async () => {
  const made = await world.stranger(sample.setUpSample, {});
  expect(made.body.logins.map((l) => l.role)).toEqual(['owner', 'manager', 'employee', 'seller']);
  const cookie = String(made.headers['set-cookie']).split(';')[0]!;
  const me = await get('/me', cookie);
  expect([me.corp.name, me.member.name, me.member.position]).toEqual(['茶香餐饮', '陆清源', '创始人']);
  const [root] = (await get('/departments', cookie)).departments;
  expect(root.memberCount).toBe(people.length);
  expect(people.length).toBeGreaterThanOrEqual(40);
  const { chats } = await get('/chats', cookie);
  expect(chats.map((c: { title: string }) => c.title)).toContain('茶香全员群');
  const all = chats.find((c: { title: string }) => c.title === '茶香全员群');
  const { events } = await get(`/chats/${all.id}/messages`, cookie);
  const said = events.filter((e: { k: string }) => e.k === 'text');
  expect(said.length).toBeGreaterThan(8);
  expect(said.map((e: { ts: number }) => e.ts)).toEqual(said.map((e: { ts: number }) => e.ts).toSorted());
  for (const { login, password } of made.body.logins)
    expect((await world.stranger(identity.signIn, { login, password })).body.state, login).toBe('done');
  expect((await world.stranger(sample.setUpSample, {})).body.error?.code).toBe('identity.already_set_up');
});

test('asked again, the sample company is the same one with the same logins', async () => {
  const [first, second] = [await openSample(world.house.ports), await openSample(world.house.ports)];
  expect(second).toEqual(first);
  const corps = await world.house.db.asOwner('select id from corps');
  expect(corps).toHaveLength(1);
});

test('talk lies in the past and in order, at any hour', () => {
  for (const hour of [0, 5, 9, 13, 23]) {
    const now = new Date(Date.UTC(2026, 0, 10, hour, 30));
    const lines = spoken('\nday 1 21:00\na 0 x\na 5 y\nday 0 9:00\na 0 z', now);
    const times = lines.map((l) => l.at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThan(now.getTime());
  }
});
