import { afterAll, beforeAll, expect, test } from 'vitest';
import { directory } from '@teahouse/contract/directory';
import { identity } from '@teahouse/contract/identity';
import { system } from '../../kernel/work.ts';
import { openWorld, type World } from '../../testing/world.ts';
import { mustBeStrong } from './password-rules.ts';
import { hashPassword, refreshLogins, setPasswordHash } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const RIGHT = 'correct horse battery';
async function signInFrom(ip: string, login: string, password: string, extra: object = {}) {
  const answer = await world.house.http.inject({
    method: 'POST',
    url: '/api/sign-in',
    remoteAddress: ip,
    headers: { 'accept-language': 'en' },
    payload: { login, password, ...extra },
  });
  return { status: answer.statusCode, body: answer.json(), text: answer.body, headers: answer.headers };
}

test('a thousand wrong passwords from elsewhere do not lock the owner out at home', async () => {
  const a = await world.company('A');
  const login = `boss@${a.id}.example`;
  expect((await signInFrom('198.51.100.7', login, RIGHT)).body).toEqual({ state: 'done' });
  const tries = await Promise.all(
    Array.from({ length: 1_000 }, (_, i) => signInFrom(`203.0.${i % 40}.9`, login, `guess ${i}`)),
  );
  const codes = tries.map((t) => t.body.error.code);
  expect(codes.filter((c) => c === 'identity.wrong_password')).toHaveLength(100);
  expect(codes.filter((c) => c === 'identity.locked')).toHaveLength(900);
  expect((await signInFrom('203.0.1.9', login, RIGHT)).body.error.code).toBe('identity.locked');
  expect((await signInFrom('198.51.100.7', login, RIGHT)).body).toEqual({ state: 'done' });
});

test('the account opens again when the window has passed, and the limit holds on every replica', async () => {
  const a = await world.company('A');
  const other = await world.replica();
  const login = `boss@${a.id}.example`;
  for (let i = 0; i < 10; i++) await signInFrom('192.0.2.1', login, 'wrong guess');
  const there = await other.http.inject({
    method: 'POST',
    url: '/api/sign-in',
    remoteAddress: '192.0.2.1',
    payload: { login, password: RIGHT },
  });
  expect(there.json().error.code).toBe('identity.locked');
  world.clock.now = new Date(Date.now() + 16 * 60_000);
  expect((await signInFrom('192.0.2.1', login, RIGHT)).status).toBe(200);
  world.clock.now = new Date();
});

test('an IPv6 caller is counted by network, not by address', async () => {
  const a = await world.company('A');
  const login = `boss@${a.id}.example`;
  const codes = [];
  for (let i = 0; i < 11; i++)
    codes.push((await signInFrom(`2001:db8:1:2::${i + 1}`, login, 'wrong')).body.error.code);
  expect(codes.at(-1)).toBe('identity.locked');
});

test('unknown and known accounts get the same answer, byte for byte', async () => {
  const a = await world.company('A');
  const known = await signInFrom('192.0.2.9', `boss@${a.id}.example`, 'wrong');
  const unknown = await signInFrom('192.0.2.9', 'nobody@nowhere.example', 'wrong');
  expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
  expect(unknown.headers['set-cookie']).toBeUndefined();
});

test('a refused sign-in stands in the audit log of the company it was meant for', async () => {
  const a = await world.company('A');
  await signInFrom('192.0.2.33', `boss@${a.id}.example`, 'wrong');
  await expect
    .poll(async () => {
      const rows = await world.house.openWork(a.id, system, (w) =>
        w.sql<{ action: string }>('select action from audit_entries where corp_id = $1', [a.id]),
      );
      return rows.map((r) => r.action);
    })
    .toContain('identity.sign_in_refused');
});

test('somebody in two companies chooses one', async () => {
  const hash = await hashPassword(RIGHT);
  const companies = [await world.company('甲'), await world.company('乙')];
  const people = [];
  for (const c of companies) {
    const p = await c.hire('双', { email: 'twice@two.example' });
    await world.house.openWork(c.id, system, (w) => setPasswordHash(w, p.id, hash));
    people.push(p);
  }
  const asked = await signInFrom('192.0.2.44', 'twice@two.example', RIGHT);
  expect(asked.body.state).toBe('choose');
  expect(asked.body.corps.map((c: { name: string }) => c.name).toSorted()).toEqual(['乙', '甲'].toSorted());
  expect(asked.headers['set-cookie']).toBeUndefined();
  const chosen = await signInFrom('192.0.2.44', 'twice@two.example', RIGHT, { corpId: companies[1]!.id });
  const cookie = String(chosen.headers['set-cookie']).split(';')[0]!;
  const me = await world.house.http.inject({ url: '/api/me', headers: { cookie } });
  expect([me.json().corp.name, me.json().member.id]).toEqual(['乙', people[1]!.id]);
});

test('a changed mail signs in, the old one no longer', async () => {
  const a = await world.company('A');
  await world.house.openWork(a.id, system, async (w) => {
    await w.sql('update members set email = $3 where corp_id = $1 and id = $2', [
      a.id,
      a.owner.id,
      `new@${a.id}.example`,
    ]);
    await refreshLogins(w, a.owner.id);
  });
  expect((await signInFrom('192.0.2.5', `boss@${a.id}.example`, RIGHT)).status).toBe(401);
  expect((await signInFrom('192.0.2.5', `NEW@${a.id}.example`, RIGHT)).status).toBe(200);
});

test('weak passwords are refused, long strange ones are not', () => {
  const own = ['zhangwei', '张伟', 'zhangwei@tea.example'];
  const weak = [
    'short1',
    'password',
    'P@ssw0rd2024',
    '88888888',
    'qwertyuiop',
    'zhangwei',
    'ZhangWei123',
    'abcabcabc',
  ];
  for (const password of [...weak, '1q2w3e4r!!', 'woaini1314', '12345678'])
    expect(() => mustBeStrong(password, own), password).toThrow(/weak_password/);
  for (const password of [RIGHT, '今天天气真不错啊', 'tr4vel-lamp-Ocean', 'x7#kfmQ2'])
    expect(() => mustBeStrong(password, own), password).not.toThrow();
});

test('changing the password needs the old one and ends the other sessions', async () => {
  const a = await world.company('A');
  const phone = await signInFrom('192.0.2.6', `boss@${a.id}.example`, RIGHT);
  const cookie = String(phone.headers['set-cookie']).split(';')[0]!;
  const next = 'seven wet umbrellas';
  const wrong = await a.owner.call(identity.changePassword, { current: 'guess', next });
  expect(wrong.body.error?.code).toBe('identity.wrong_password');
  const weak = await a.owner.call(identity.changePassword, { current: RIGHT, next: 'iloveyou1' });
  expect(weak.body.error?.code).toBe('identity.weak_password');
  expect((await a.owner.call(identity.changePassword, { current: RIGHT, next })).status).toBe(200);
  expect((await a.owner.call(directory.searchMembers, { q: '老' })).status).toBe(200);
  expect((await world.house.http.inject({ url: '/api/me', headers: { cookie } })).statusCode).toBe(401);
  expect((await signInFrom('192.0.2.6', `boss@${a.id}.example`, RIGHT)).status).toBe(401);
  expect((await signInFrom('192.0.2.6', `boss@${a.id}.example`, next)).status).toBe(200);
});
