import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '@teahouse/contract/identity';
import { directory } from '@teahouse/contract/directory';
import { openWorld, type World } from '../testing/world.ts';
import { migrate } from './migrate.ts';
import { handOutKey } from './front-desk.ts';
import { system } from './work.ts';
import { modules } from '../modules/all.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a person sees the own company and no other', async () => {
  const [a, b] = [await world.company('A'), await world.company('B')];
  const me = await a.owner.call(identity.me, {});
  expect(me.body.corp.name).toBe('A');
  const seen = await a.owner.call(directory.getMembers, { ids: `${a.owner.id},${b.owner.id}` });
  expect(seen.body.members.map((m) => m.id)).toEqual([a.owner.id]);
});

test('raw SQL that forgets the company still sees only its own rows, and cannot write into another', async () => {
  const [a, b] = [await world.company('A'), await world.company('B')];
  const seen = await world.house.openWork(a.id, system, (w) =>
    sql<{ n: number }>`select count(*)::int n from members`.execute(w.db),
  );
  expect(seen.rows[0]?.n).toBe(1);
  const forge = world.house.openWork(a.id, system, (w) =>
    w.sql(
      `insert into chats (corp_id, id, kind, settings, created_at) values ($1, 'chat_x', 'group', '{}', now())`,
      [b.id],
    ),
  );
  await expect(forge).rejects.toThrow(/row-level security/);
});

test('every typed query names the company, joins included', async () => {
  const a = await world.company('A');
  const compiled = await world.house.openWork(a.id, system, async (w) =>
    w.db
      .selectFrom('members as m')
      .innerJoin('sessions', 'sessions.member_id', 'm.id')
      .selectAll('m')
      .compile(),
  );
  expect(compiled.sql.match(/corp_id/g)).toHaveLength(2);
});

test('the front desk cannot be read from inside a unit of work', async () => {
  const a = await world.company('A');
  await expect(world.house.openWork(a.id, system, (w) => w.sql('select * from front_desk'))).rejects.toThrow(
    /permission denied/,
  );
});

test('a key opens its company until it is taken back', async () => {
  const a = await world.company('A');
  const secret = await world.house.openWork(a.id, system, (w) =>
    handOutKey(w, 'join_link', { opens: 'join_x', holder: 'h' }),
  );
  expect(await world.house.ports.frontDesk.whoseKey('join_link', secret)).toMatchObject({
    corpId: a.id,
    opens: 'join_x',
  });
  const { takeBackKeys } = await import('./front-desk.ts');
  const b = await world.company('B');
  expect(await world.house.openWork(b.id, system, (w) => takeBackKeys(w, { holder: 'h' }))).toBe(0);
  expect(await world.house.openWork(a.id, system, (w) => takeBackKeys(w, { holder: 'h' }))).toBe(1);
  expect(await world.house.ports.frontDesk.whoseKey('join_link', secret)).toBeUndefined();
});

test('an edited migration is refused', async () => {
  await world.house.db.asOwner(`update migrations set sha = 'x' where module = 'messaging'`);
  await expect(migrate(world.databaseUrl, modules)).rejects.toThrow(/edited after it ran/);
});

test('every table with a company has a forced policy', async () => {
  const rows = await world.house.db.asOwner<{ t: string }>(
    `select c.relname t from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'corp_id'
       join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname = 'public' and not c.relforcerowsecurity`,
  );
  expect(rows.map((r) => r.t)).toEqual(['front_desk']);
});

test('every view, which reads as its owner, takes the company from the unit of work', async () => {
  const views = await world.house.db.asOwner<{ v: string; named: boolean }>(
    `select c.relname v, pg_get_viewdef(c.oid) like '%corp_id = current_setting(''teahouse.corp_id''::text)%' named
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname = 'public'`,
  );
  expect(views).toEqual([{ v: 'follows_here', named: true }]);
});

test('a swallowed failure cannot pass for a commit', async () => {
  const a = await world.company('A');
  const work = world.house.openWork(a.id, system, async (w) => {
    await w.sql('select 1 / 0').catch(() => undefined);
    return 'done';
  });
  await expect(work).rejects.toThrow(/rolled back/);
});

test('the audit chain is dense, and a changed entry breaks it', async () => {
  const a = await world.company('A');
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      world.house.openWork(a.id, system, (w) => w.audit({ action: 'test.did', detail: { i } })),
    ),
  );
  const { firstBreak } = await import('./audit.ts');
  const entries = await world.house.openWork(a.id, system, (w) =>
    w.sql<never>(
      'select no, at, actor, action, object, detail, sha from audit_entries where corp_id = $1 order by no',
      [a.id],
    ),
  );
  expect(firstBreak(entries)).toBeUndefined();
  await expect(
    world.house.openWork(a.id, system, (w) => w.sql(`update audit_entries set actor = 'x'`)),
  ).rejects.toThrow(/permission denied/);
  const forged = structuredClone(entries) as { detail: { i: number } }[];
  forged[3]!.detail.i = 99;
  expect(firstBreak(forged as never)).toBe(4);
});

test('signing in needs the right password and gives a session; signing out ends it', async () => {
  const a = await world.company('A');
  const wrong = await world.stranger(identity.signIn, { login: `boss@${a.id}.example`, password: 'guess' });
  expect(wrong.body.error?.code).toBe('identity.wrong_password');
  const right = await world.stranger(identity.signIn, {
    login: `BOSS@${a.id}.example`,
    password: 'correct horse battery',
  });
  expect(right.body).toEqual({ state: 'done' });
  const cookie = String(right.headers['set-cookie']).split(';')[0]!;
  const me = () => world.house.http.inject({ url: '/api/me', headers: { cookie } });
  expect((await me()).statusCode).toBe(200);
  await world.house.http.inject({ method: 'POST', url: '/api/sign-out', headers: { cookie } });
  expect((await me()).statusCode).toBe(401);
});

test('an unsafe request from another site is refused', async () => {
  const a = await world.company('A');
  const answer = await world.house.http.inject({
    method: 'POST',
    url: '/api/sign-out',
    headers: { cookie: a.owner.cookie, origin: 'https://evil.example' },
  });
  expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'common.foreign_origin']);
});
