import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules } from '../../modules/all.ts';
import { openWorld, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('the page and the description name every promised call, in both languages', async () => {
  const description = (await world.house.http.inject('/api/openapi.json')).json<{
    paths: Record<string, object>;
  }>();
  for (const locale of ['en', 'zh']) {
    const page = await world.house.http.inject({ url: '/api', headers: { 'accept-language': locale } });
    expect(page.headers['content-type']).toContain('text/html');
    for (const { endpoint } of modules.flatMap((m) => m.handlers)) {
      const path = '/api' + endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
      expect(page.body, path).toContain(path);
      expect(Object.keys(description.paths[path] ?? {}), path).toContain(endpoint.method.toLowerCase());
    }
  }
});

test('a page address answers the client, an unknown call says there is nothing', async () => {
  const answer = await world.house.http.inject('/api/nothing/here');
  expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'common.not_found']);
});
