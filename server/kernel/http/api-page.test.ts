import { afterAll, beforeAll, expect, test } from 'vitest';
import { appScopes } from '@teahouse/contract/app-scopes';
import { calls } from '../../compat/wecom/calls.ts';
import { modules } from '../../modules/all.ts';
import { openWorld, type World } from '../../testing/world.ts';
import { scopeFor } from './admit.ts';

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

test('programs read off the description how an app gets in, and with which scope', async () => {
  const description = (await world.house.http.inject('/api/openapi.json')).json<{
    paths: Record<string, Record<string, { security: Record<string, string[]>[] }>>;
    components: {
      securitySchemes: { app: { flows: { clientCredentials: { tokenUrl: string; scopes: object } } } };
    };
  }>();
  const { tokenUrl, scopes } = description.components.securitySchemes.app.flows.clientCredentials;
  expect(description.paths).toHaveProperty([tokenUrl, 'post', 'security'], []);
  expect(Object.keys(scopes)).toEqual(appScopes);
  expect(description.paths['/api/members']!['get']!.security).toEqual([
    { session: [] },
    { app: ['contacts.read'] },
  ]);
  expect(description.paths['/api/app-messages']!['post']!.security).toEqual([{ app: ['messages.send'] }]);
  expect(description.paths['/api/chats']!['get']!.security).toEqual([{ session: [] }]);
  // A scope an administrator can give opens something: here, or among the calls in another vendor's shapes.
  const asked = [
    ...modules.flatMap((m) => m.handlers.flatMap(({ endpoint: e }) => scopeFor(e) ?? [])),
    ...calls.flatMap((c) => c.scope ?? []),
  ];
  for (const scope of appScopes) if (scope !== 'contacts.sensitive') expect(asked).toContain(scope);
});

test('a page address answers the client, an unknown call says there is nothing', async () => {
  const answer = await world.house.http.inject('/api/nothing/here');
  expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'common.not_found']);
});
