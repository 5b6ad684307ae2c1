// Tokens as the vendor's clients know them: the same one while it is fresh, and honest numbers once it is not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { corpCode, createApp } from '../../modules/apps/index.ts';
import { type Company, openWorld, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let secret: string;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company();
  const app = await world.house.openWork(company.id, system, (work) =>
    createApp(work, world.house.ports.secret, { kind: 'self_built', name: '报销' }),
  );
  secret = app.secret;
});
afterAll(() => world.close());

const ask = async (path: string, init?: RequestInit) => {
  const answer = await fetch(`${world.url}${path}`, init);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const token = (corpid: string, corpsecret: string) =>
  ask(`/cgi-bin/gettoken?corpid=${corpid}&corpsecret=${corpsecret}`);

test('a token is the same while it is fresh, counts down, and is renewed before it ends', async () => {
  world.clock.now = new Date();
  const start = world.clock.now.getTime();
  const first = await token(corpCode(company.id), secret);
  expect(first.body).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7200 });
  world.clock.now = new Date(start + 600_000);
  const again = await token(company.id, secret);
  expect(again.body['access_token']).toBe(first.body['access_token']);
  expect(again.body['expires_in']).toBe(6600);
  world.clock.now = new Date(start + 6_600_000);
  const next = await token(company.id, secret);
  expect(next.body['access_token']).not.toBe(first.body['access_token']);
  // Grafana asks by POST, and some clients write a slash too many.
  const posted = await ask('//cgi-bin//gettoken/', {
    method: 'POST',
    body: JSON.stringify({ corpid: company.id, corpsecret: secret }),
  });
  expect(posted.body['access_token']).toBe(next.body['access_token']);
});

test('wrong credentials have their numbers', async () => {
  expect((await token('', secret)).body['errcode']).toBe(41002);
  expect((await token(company.id, '')).body['errcode']).toBe(41004);
  expect((await token('ww0000000000000000', secret)).body['errcode']).toBe(40013);
  expect((await token(company.id, 'guessed')).body['errcode']).toBe(40001);
  const other = await world.company();
  expect((await token(other.id, secret)).body['errcode']).toBe(40001);
});

test('an unknown path says so', async () => {
  const answer = await ask('/cgi-bin/no/such/thing?access_token=x');
  expect(answer).toMatchObject({ status: 404, body: { errcode: 404 } });
});
