// A managed PostgreSQL gives nobody a superuser: a login that owns its database and may create a role must do.
import { directory } from '@teahouse/contract/directory';
import { messaging } from '@teahouse/contract/messaging';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { fillCorp, type Seeded } from '../testing/seed-corp.ts';
import { databaseAt } from '../testing/template.ts';
import { openWorld, type World } from '../testing/world.ts';

const role = `plain_${crypto.randomUUID().replaceAll('-', '')}`;
let admin: pg.Client;
let world: World;
let seeded: Seeded;

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('clusterUrl') });
  await admin.connect();
  await admin.query(`create role ${role} login createrole`);
  await admin.query(`grant teahouse_app to ${role} with set true, admin true`);
  await admin.query(`create database ${role} owner ${role}`);
  const url = new URL(databaseAt(inject('clusterUrl'), role));
  url.username = role;
  world = await openWorld({ databaseUrl: url.href, migrated: false });
  seeded = await fillCorp(world.house, { members: 3, groups: [[0, 1, 2]] });
}, 120_000);
afterAll(async () => {
  await world.close();
  await admin.query(`drop database ${role} with (force)`);
  await admin.query(`drop owned by ${role}`);
  await admin.query(`drop role ${role}`);
  await admin.end();
});

test('the login is no superuser and passes no wall', async () => {
  const { rows } = await admin.query(
    'select rolsuper or rolbypassrls free from pg_roles where rolname = $1',
    [role],
  );
  expect(rows).toEqual([{ free: false }]);
});

test('sessions are found, messages posted and searched, and what waits is swept', async () => {
  const { cookie } = seeded.members[0]!;
  const call = (path: string, body?: object) =>
    world.house.http.inject({
      url: `/api${path}`,
      headers: { cookie },
      ...(body ? { method: 'POST', payload: body } : {}),
    });
  const posted = await call(messaging.postMessage.path.replace(':chatId', seeded.chats[0]!), {
    cid: crypto.randomUUID(),
    draft: { k: 'text', b: { text: '茶好了' } },
  });
  expect(posted.statusCode).toBe(200);
  await expect
    .poll(async () => (await call('/search/messages?q=茶好')).json<{ hits: unknown[] }>().hits.length, {
      timeout: 8_000,
    })
    .toBe(1);
  expect((await call(directory.searchMembers.path + '?q=Member')).statusCode).toBe(200);
  await world.settle();
  expect(await world.house.db.asOwner('select from outbox')).toEqual([]);
  expect((await world.house.db.asOwner('select from chat_seats')).length).toBe(3);
});
