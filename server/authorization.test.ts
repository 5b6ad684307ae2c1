// Every route × every kind of caller against an independent table, and what happens to that table when a guard is missing.
import type { Endpoint } from '@teahouse/contract/define';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { House } from './kernel/house.ts';
import { admitter, guardNames, scopeFor } from './kernel/http/admit.ts';
import { system } from './kernel/work.ts';
import { modules } from './modules/all.ts';
import { type Cast, makeCast, type Principal, principals } from './testing/cast.ts';
import { asCell, asLine, fits, type Line, readExpectations } from './testing/expectations.ts';
import { openWorld, type World } from './testing/world.ts';

const endpoints = new Map<string, Endpoint>(
  modules.flatMap((m) => m.handlers).map(({ endpoint: e }) => [`${e.method} ${e.path}`, e]),
);
const lines = readExpectations();
let world: World;
let cast: Cast;
let house: House;

// Hundreds of routes times fifteen callers take their time where other work shares the machine.
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  world = await openWorld();
  cast = await makeCast(world);
  await world.settle();
  house = await world.replica({ without: ['commit'] });
});
afterAll(() => world.close());

/** Asks a route as somebody, with the input of its line. Nothing the house does here is committed. */
async function ask(where: House, line: Line, who: Principal, things = cast.things) {
  const e = endpoints.get(line.route)!;
  const input = JSON.parse(filled(line.input, things)) as Record<string, unknown>;
  const path = e.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = encodeURIComponent(String(input[name]));
    delete input[name];
    return value;
  });
  const query = Object.entries(input).map(([k, v]): [string, string] => [k, String(v)]);
  const answer = await where.http.inject({
    method: e.method,
    url: `/api${path}${e.method === 'GET' ? `?${new URLSearchParams(query).toString()}` : ''}`,
    headers: { ...credentials(cast.shown[who]), 'accept-language': 'en' },
    ...(e.method === 'GET' ? {} : { payload: input }),
  });
  return { status: answer.statusCode, body: answer.body };
}

const credentials = ({ cookie, authorization }: Cast['shown'][Principal]) => ({
  ...(cookie ? { cookie } : {}),
  ...(authorization ? { authorization } : {}),
});

const filled = (text: string, things: Record<string, string>) =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => things[name] ?? whole);

/** What is closed to the app with every scope is closed by the same guard to the others. */
const spokenFor = ({ route, cells }: Line, who: Principal) =>
  (who === 'bareapp' || who === 'foreignapp') &&
  cells.app === '403' &&
  cells[who] === '403' &&
  scopeFor(endpoints.get(route)!) === undefined;

async function mismatches(where: House, some = lines, whom: readonly Principal[] = principals) {
  const wrong: string[] = [];
  for (const line of some) {
    for (const who of whom) {
      if (spokenFor(line, who)) continue;
      // Asking a dozen times is no attack.
      await world.house.db.asOwner('delete from throttles');
      const { status, body } = await ask(where, line, who);
      if (fits(line.cells[who], status)) continue;
      const heard = `${status}, not ${line.cells[who]} ${body.slice(0, 120)}`;
      wrong.push(`line ${line.at}: ${line.route} as ${who}: ${heard}`);
    }
  }
  return wrong;
}

test('every route has its line, and every line its route', async () => {
  const written = new Set(lines.map((l) => l.route));
  const missing: string[] = [];
  for (const route of endpoints.keys()) {
    if (written.has(route)) continue;
    const line = { route, input: '{}', at: 0, cells: {} as Line['cells'] };
    const names = [...endpoints.get(route)!.path.matchAll(/:(\w+)/g)].map((m) => `"${m[1]}":"x"`);
    const input = `{${names.join(',')}}`;
    const cells = [];
    for (const who of principals) cells.push(asCell((await ask(house, { ...line, input }, who)).status));
    missing.push(asLine(route, input, cells));
  }
  expect(
    missing,
    `server/testing/authorization.csv lacks these routes. Give each an input that would work, decide what every caller must hear, and add:\n${missing.join('\n')}\n`,
  ).toEqual([]);
  const gone = lines.filter((l) => !endpoints.has(l.route)).map((l) => `line ${l.at}: ${l.route}`);
  expect(gone, 'server/testing/authorization.csv has lines without a route').toEqual([]);
  expect(written.size, 'a route stands twice').toBe(lines.length);
});

test('every caller hears what the table says', { timeout: 120_000 }, async () => {
  const wrong = await mismatches(house);
  expect(wrong, `\n${wrong.join('\n')}\n`).toEqual([]);
});

/** Where the verb asks again for itself, the guard is the first of two locks; taking it away alone opens nothing. */
const lockedTwice = (guard: string, route: string) =>
  (guard === 'right' || guard === 'scope') &&
  /^\w+ \/(admin\/(attendance|departments|members|tags|custom-fields|visibility|owner|imports|join-links|join-requests|customer-tags|customer-fields|customer-stages|customer-rules|desks|desk-replies|desk-articles)|departments\/)/.test(
    route,
  );

test('the matrix turns red on every route that loses a guard', async () => {
  const guarded: Record<string, (e: Endpoint) => boolean> = {
    right: (e) => e.who.startsWith('admin:'),
    confirmed: (e) => e.confirmed === true,
    scope: (e) => e.app !== undefined || e.who.startsWith('scope:'),
    enrolled: (e) => !e.enrolling && (e.who === 'member' || e.who.startsWith('admin:')),
  };
  const green: string[] = [];
  for (const [guard, has] of Object.entries(guarded)) {
    const weak = await world.replica({ without: ['commit', guard as 'right'] });
    for (const line of lines.filter((l) => has(endpoints.get(l.route)!)))
      if (!(await mismatches(weak, [line], callers[guard])).length) green.push(`${guard}: ${line.route}`);
  }
  const unguarded = green.filter((g) => !lockedTwice(...(g.split(': ') as [string, string])));
  expect(unguarded, 'these guards could be lost unnoticed').toEqual([]);
});
const callers: Record<string, Principal[]> = {
  right: ['member', 'system', 'security', 'audit'],
  confirmed: ['unconfirmed'],
  enrolled: ['unenrolled'],
  scope: ['bareapp'],
};

test('every guard is taken away above, or no caller exists yet whom it would stop', () => {
  expect([...guardNames].toSorted()).toEqual(['confirmed', 'enrolled', 'kind', 'right', 'scope']);
  // The verbs ask again what kind of caller they have, so this one is asked directly.
  const allow = admitter();
  const app = { kind: 'app', id: 'x', scopes: new Set(['files']) } as const;
  for (const who of ['member', 'admin:members'] as const)
    expect(() => allow({ who }, app, new Date()), who).toThrow(/not_for_apps/);
  expect(() => allow({ who: 'scope:messages.send' }, app, new Date())).toThrow(/scope_missing/);
  expect(() => allow({ who: 'scope:messages.send' }, system, new Date())).toThrow(/not_allowed/);
  for (const asked of [{ who: 'scope:files' }, { who: 'member', app: 'files' }] as const)
    expect(() => allow(asked, app, new Date())).not.toThrow();
});

test('every scope is asked for by its own name, and a missing one is named', async () => {
  for (const line of lines) {
    const e = endpoints.get(line.route)!;
    const scope = scopeFor(e);
    if (scope === undefined) continue;
    const { status, body } = await ask(house, line, 'bareapp');
    expect([line.route, status, JSON.parse(body).error]).toEqual([
      line.route,
      403,
      expect.objectContaining({
        code: 'common.scope_missing',
        text: `The app lacks the scope ${scope}`,
        fields: [{ path: 'scope', text: scope }],
      }),
    ]);
    // Who proves again and again that they sit there cannot be a program.
    expect(e.confirmed, line.route).toBeUndefined();
  }
});

test('with the first wall down, the second one lets nobody see or touch another company', async () => {
  const unfiltered = await world.replica({ without: ['commit', 'corp-filter'] });
  const wrong = await mismatches(unfiltered, lines, ['foreign', 'member', 'owner', 'foreignapp']);
  expect(wrong, `\n${wrong.join('\n')}\n`).toEqual([]);
  expect(world.canaries.dead).toEqual([]);
});

test('what is not yours sounds like what does not exist, byte for byte', async () => {
  const made = Object.fromEntries(
    Object.entries(cast.things).map(([name, id]) => [name, id.replace(/(?<=_)[0-9a-z]{10,}$/, notThere)]),
  );
  const different: string[] = [];
  for (const line of lines.filter((l) => /:\w+Id\b/.test(l.route)))
    for (const who of ['foreign', 'other', 'foreignapp'] as const) {
      const yours = await ask(house, line, who);
      if (yours.status !== 404) continue;
      const nobodys = await ask(house, line, who, made);
      if (nobodys.status !== 404 || nobodys.body !== yours.body)
        different.push(`${line.route} as ${who}: ${yours.body} / ${nobodys.body}`);
    }
  expect(different, `\n${different.join('\n')}\n`).toEqual([]);
});
const notThere = (id: string) => '0'.repeat(id.length);

test('every unsafe route refuses a request that another site made a browser send', async () => {
  for (const line of lines.filter((l) => !l.route.startsWith('GET '))) {
    const e = endpoints.get(line.route)!;
    const url = `/api${e.path.replaceAll(/:(\w+)/g, 'x')}`;
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await house.http.inject({
        method: e.method,
        url,
        headers: { ...headers, ...credentials(cast.shown.owner) },
        payload: {},
      });
      expect([line.route, answer.statusCode, answer.json().error.code]).toEqual([
        line.route,
        403,
        'common.foreign_origin',
      ]);
    }
  }
});

test('nothing that was not asked for gets past the door of a writing route', () => {
  const smuggled = { corp_id: 'corp_x', corpId_: 'x', role_: 'owner', status_: 'active', is_admin: true };
  const open: string[] = [];
  for (const line of lines.filter((l) => !l.route.startsWith('GET '))) {
    const input = JSON.parse(filled(line.input, cast.things)) as object;
    const parsed = endpoints.get(line.route)!.input.safeParse({ ...input, ...smuggled });
    if (parsed.success && Object.keys(smuggled).some((key) => key in (parsed.data as object)))
      open.push(line.route);
  }
  expect(open).toEqual([]);
});

test('no route stands outside the contract', () => {
  const mounted = house.http.printRoutes({ commonPrefix: false, includeHooks: false });
  const described = new Set(['/api', '/api/openapi.json', '/api/docs.css']);
  const known = new Set([...endpoints.values()].map((e) => `/api${e.path}`));
  const paths = mountedPaths(mounted).filter((p) => p.startsWith('/api/') && !known.has(p));
  expect(paths.filter((p) => !described.has(p))).toEqual([]);
});

/** Full paths out of Fastify's tree of routes: each level is indented by four characters. */
function mountedPaths(tree: string): string[] {
  const stack: string[] = [];
  const paths: string[] = [];
  for (const row of tree.split('\n')) {
    const found = /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?$/.exec(row);
    if (!found) continue;
    const depth = found[1]!.length / 4;
    stack.length = depth;
    stack.push(found[2]!);
    if (found[3]) paths.push(stack.join(''));
  }
  return paths;
}

test('a canary told to another company is noticed', async () => {
  const b = await world.company('他');
  world.canaries.belong(b.id, ['canary-proof']);
  await world.canaries.watch('/test', cast.shown.owner, '{"x":"canary-proof"}');
  expect(world.canaries.dead.splice(0)).toHaveLength(1);
});
