import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { openWorld, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const first = {
  corpName: '茶馆',
  ownerName: '陆羽',
  email: 'luyu@tea.example',
  password: 'bamboo whisk 17',
  locale: 'zh' as const,
  zone: 'Asia/Shanghai',
};

test('the first visitor founds the company, once, however many try at the same moment', async () => {
  expect((await world.stranger(identity.setupState, {})).body.needed).toBe(true);
  const weak = await world.stranger(identity.setUp, { ...first, password: 'Password2024!' });
  expect(weak.body.error?.code).toBe('identity.weak_password');
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      world.stranger(identity.setUp, { ...first, corpName: `茶馆${i}`, email: `u${i}@tea.example` }),
    ),
  );
  expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409, 409]);
  expect((await world.stranger(identity.setupState, {})).body.needed).toBe(false);
  const winner = answers.find((a) => a.status === 200)!;
  const cookie = String(winner.headers['set-cookie']).split(';')[0]!;
  const me = await world.house.http.inject({ url: '/api/me', headers: { cookie } });
  expect(me.json()).toMatchObject({ member: { name: '陆羽' }, locale: 'zh', mustEnrol: false });
  expect(me.json().rights).toContain('audit');
  const late = await world.stranger(identity.setUp, first);
  expect(late.body.error?.code).toBe('identity.already_set_up');
});

test('a time zone nobody knows is refused', async () => {
  const answer = await world.stranger(identity.setUp, { ...first, zone: 'Mars/Base' });
  expect(answer.body.error?.fields?.map((f) => f.path)).toEqual(['zone']);
});
