import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { adminRights } from '@teahouse/contract/define';
import { identity } from '@teahouse/contract/identity';
import { identityAdmin, type Role } from '@teahouse/contract/identity-admin';
import { openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { PUBLIC_URL: 'http://localhost:8080' } });
});
afterAll(() => world.close());

const grant = async (by: Person, role: Role, to: Person, departments: Person['id'][] | null = null) =>
  (await by.call(identityAdmin.grantRole, { role, memberId: to.id, departments: departments as null })).body
    .error?.code;
const revoke = async (by: Person, role: Role, from: Person) =>
  (await by.call(identityAdmin.revokeRole, { role, memberId: from.id })).body.error?.code;
const rights = async (p: Person) => (await p.call(identity.me, {})).body.rights.toSorted();

test('owners appoint security administrators, these appoint the others, nobody appoints themselves', async () => {
  const a = await world.company('A');
  const [sec, sys, aud] = [await a.hire('安'), await a.hire('系'), await a.hire('审')];
  expect(await grant(a.owner, 'security', sec)).toBeUndefined();
  expect(await rights(sec)).toEqual(['security']);
  expect(await grant(sec, 'system', sys)).toBeUndefined();
  expect(await grant(sec, 'audit', aud)).toBeUndefined();
  expect(await rights(sys)).toEqual(['apps', 'members', 'settings']);
  expect(await rights(aud)).toEqual(['audit']);
  expect(await grant(sec, 'security', await a.hire('又'))).toBe('identity.only_owner');
  expect(await grant(sec, 'owner', sys)).toBe('identity.only_owner');
  expect(await grant(sec, 'system', sec)).toBe('identity.not_own_role');
  expect(await grant(sec, 'audit', sys)).toBe('identity.roles_apart');
  expect(await grant(sys, 'audit', await a.hire('又'))).toBe('common.not_allowed');
  const listed = (await sec.call(identityAdmin.listRoles, {})).body.roles;
  expect(listed.map((r) => r.role)).toEqual(['owner', 'system', 'security', 'audit']);
  expect(await revoke(sec, 'audit', aud)).toBeUndefined();
  expect(await rights(aud)).toEqual([]);
});

test('the last owner stays, and two owners cannot remove each other at the same moment', async () => {
  const a = await world.company('A');
  expect(await revoke(a.owner, 'owner', a.owner)).toBe('identity.last_owner');
  const second = await a.hire('副');
  expect(await grant(a.owner, 'owner', second)).toBeUndefined();
  const both = await Promise.all([revoke(a.owner, 'owner', second), revoke(second, 'owner', a.owner)]);
  expect(both.filter((code) => code === undefined)).toHaveLength(1);
});

test('the company is handed over: the next owner holds everything, the former nothing', async () => {
  const a = await world.company('A');
  const next = await a.hire('继');
  await a.appoint(next, 'audit');
  expect((await next.call(identityAdmin.handOver, { memberId: a.owner.id })).status).toBe(403);
  expect((await a.owner.call(identityAdmin.handOver, { memberId: next.id })).status).toBe(200);
  expect([await rights(a.owner), (await rights(next)).length]).toEqual([[], adminRights.length]);
});

test('a role for one department reaches that branch and nothing that concerns everybody', async () => {
  const a = await world.company('A');
  const tea = await a.department('茶');
  const sec = await a.hire('安');
  await a.appoint(sec, 'security', [tea]);
  const li = await a.hire('李', { departments: [tea] });
  expect(await grant(sec, 'system', li)).toBe('identity.needs_whole_company');
  const policy = (await sec.call(identityAdmin.getSignInPolicy, {})).body;
  const set = await sec.call(identityAdmin.setSignInPolicy, policy);
  expect(set.body.error?.code).toBe('identity.needs_whole_company');
  expect(await grant(a.owner, 'audit', li, [tea as never])).toBe('identity.needs_whole_company');
  expect(await grant(a.owner, 'system', li, ['dep_nonesuch00' as never])).toBe('identity.unknown_department');
});

test('administrators must come from the company’s networks, and cannot shut themselves out', async () => {
  const a = await world.company('A');
  const policy = (await a.owner.call(identityAdmin.getSignInPolicy, {})).body;
  const away = await a.owner.call(identityAdmin.setSignInPolicy, {
    ...policy,
    adminNetworks: ['10.0.0.0/8'],
  });
  expect(away.body.error?.code).toBe('identity.shuts_you_out');
  const networks = ['10.0.0.0/8', '127.0.0.0/8', '2001:db8::/32'];
  expect(
    (await a.owner.call(identityAdmin.setSignInPolicy, { ...policy, adminNetworks: networks })).status,
  ).toBe(200);
  const from = async (remoteAddress: string) =>
    (
      await world.house.http.inject({
        url: '/api/admin/roles',
        remoteAddress,
        headers: { cookie: a.owner.cookie },
      })
    ).statusCode;
  expect(await Promise.all(['10.1.2.3', '2001:db8::5', '::ffff:10.1.2.3'].map(from))).toEqual([
    200, 200, 200,
  ]);
  expect(await Promise.all(['192.0.2.1', '2001:db9::1'].map(from))).toEqual([403, 403]);
});

test('a way of signing in that the company closed is closed, except for owners', async () => {
  const a = await world.company('A');
  const li = await a.hire('李', { email: `li@${a.id}.example` });
  const link = (await a.owner.call(identityAdmin.inviteMember, { memberId: li.id })).body.url;
  const key = link.split('/').at(-1)!;
  await world.stranger(identity.acceptInvitation, { key, password: 'seven wet umbrellas' });
  const policy = (await a.owner.call(identityAdmin.getSignInPolicy, {})).body;
  await a.owner.call(identityAdmin.setSignInPolicy, { ...policy, ways: ['sso'] });
  const enter = (login: string, password: string) => world.stranger(identity.signIn, { login, password });
  expect((await enter(`li@${a.id}.example`, 'seven wet umbrellas')).body.error?.code).toBe(
    'identity.way_not_allowed',
  );
  expect((await enter(`boss@${a.id}.example`, 'correct horse battery')).body.state).toBe('done');
});

test('an invitation works once, makes an invited person a member, and says whom it is for', async () => {
  const a = await world.company('茶行');
  const made = await a.owner.call(directoryAdmin.createMember, {
    name: '新人',
    email: 'newcomer@tea.example',
    departments: [{ id: a.rootId, main: true }],
  });
  expect(made.body.error).toBeUndefined();
  const memberId = made.body.id;
  const asked = await a.owner.call(identityAdmin.inviteMember, { memberId });
  const key = asked.body.url.split('/').at(-1)!;
  expect(asked.body.url).toBe(`http://localhost:8080/welcome/${key}`);
  const shown = await world.stranger(identity.invitation, { key });
  expect(shown.body).toEqual({ corpName: '茶行', name: '新人', login: 'newcomer@tea.example', isNew: true });
  const weak = await world.stranger(identity.acceptInvitation, { key, password: 'admin12345' });
  expect(weak.body.error?.code).toBe('identity.weak_password');
  const all = await Promise.all(
    [1, 2, 3].map(() => world.stranger(identity.acceptInvitation, { key, password: 'bamboo whisk 17' })),
  );
  expect(all.map((x) => x.status).toSorted((x, y) => x - y)).toEqual([200, 404, 404]);
  expect((await world.stranger(identity.invitation, { key })).status).toBe(404);
  const cookie = String(all.find((x) => x.status === 200)!.headers['set-cookie']).split(';')[0]!;
  const me = await world.house.http.inject({ url: '/api/me', headers: { cookie } });
  expect(me.json().member).toMatchObject({ id: memberId, status: 'active' });
});

test('a reset link ends every session, and a system administrator cannot make one for another administrator', async () => {
  const a = await world.company('A');
  const [sys, aud, li] = [await a.hire('系'), await a.hire('审'), await a.hire('李')];
  await a.appoint(sys, 'system');
  await a.appoint(aud, 'audit');
  for (const target of [a.owner, aud]) {
    const refused = await sys.call(identityAdmin.inviteMember, { memberId: target.id });
    expect(refused.body.error?.code).toBe('identity.only_owner');
  }
  const { url } = (await sys.call(identityAdmin.inviteMember, { memberId: li.id })).body;
  const key = url.split('/').at(-1)!;
  expect((await world.stranger(identity.acceptInvitation, { key, password: 'bamboo whisk 17' })).status).toBe(
    200,
  );
  expect((await li.call(identity.me, {})).status).toBe(401);
});
