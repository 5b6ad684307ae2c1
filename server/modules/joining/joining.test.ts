import { directory } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { identity } from '@teahouse/contract/identity';
import { joining } from '@teahouse/contract/joining';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { type Company, openWorld, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const password = 'oolong-spring-7421';

async function linkOf(corp: Company, extra: { needsApproval?: boolean; days?: number } = {}) {
  const made = await corp.owner.call(joining.createJoinLink, { departmentId: corp.rootId, ...extra });
  return { ...made.body, key: made.body.url!.split('/').at(-1)! };
}

test('without approval somebody joins by the link and is signed in', async () => {
  const corp = await world.company('茶馆');
  const link = await linkOf(corp, { needsApproval: false });
  const shown = await world.stranger(joining.joinLink, { key: link.key });
  expect(shown.body).toEqual({ corpName: '茶馆', departmentName: '茶馆', needsApproval: false });
  const joined = await world.stranger(joining.join, {
    key: link.key,
    name: '何新',
    mobile: '13800000001',
    password,
  });
  expect(joined.body).toEqual({ state: 'joined' });
  const cookie = String(joined.headers['set-cookie']).split(';')[0]!;
  const me = await world.house.http.inject({ url: '/api/me', headers: { cookie } });
  expect(me.json()).toMatchObject({ member: { name: '何新', userid: 'hexin', status: 'active' } });
  const list = await corp.owner.call(joining.listJoinLinks, {});
  expect(list.body.links[0]).toMatchObject({ id: link.id, uses: 1, url: link.url });
});

test('with approval somebody waits, and can sign in once let in', async () => {
  const corp = await world.company();
  const link = await linkOf(corp);
  const email = `he@${corp.id.replace('_', '-')}.example`;
  const ask = await world.stranger(joining.join, { key: link.key, name: '何新', email, password });
  expect(ask.body).toEqual({ state: 'waiting' });
  expect(ask.headers['set-cookie']).toBeUndefined();
  const signIn = async () => (await world.stranger(identity.signIn, { login: email, password })).status;
  expect(await signIn()).toBe(401);
  const [request] = (await corp.owner.call(joining.listJoinRequests, {})).body.requests;
  expect(request).toMatchObject({ name: '何新', email, state: 'waiting' });
  const decide = (approve: boolean) =>
    corp.owner.call(joining.decideJoinRequest, { requestId: request!.id, approve });
  expect((await decide(true)).status).toBe(200);
  expect((await decide(false)).body.error?.code).toBe('joining.already_decided');
  expect(await signIn()).toBe(200);
  const found = await corp.owner.call(directory.searchMembers, { q: '何新' });
  expect(found.body.members).toHaveLength(1);
});

test('who is refused does not come in', async () => {
  const corp = await world.company();
  const link = await linkOf(corp);
  await world.stranger(joining.join, { key: link.key, name: '何新', mobile: '13800000001', password });
  const [request] = (await corp.owner.call(joining.listJoinRequests, {})).body.requests;
  await corp.owner.call(joining.decideJoinRequest, { requestId: request!.id, approve: false });
  expect((await corp.owner.call(directoryAdmin.getCorp, {})).body.members).toBe(1);
  const actions = await world.house.openWork(corp.id, system, (w) =>
    w.sql<{ action: string }>('select action from audit_entries where corp_id = $1 order by no', [corp.id]),
  );
  expect(actions.map((a) => a.action)).toEqual(['joining.link_created', 'joining.request_refused']);
});

test('a closed or expired link opens nothing', async () => {
  const corp = await world.company();
  const [closed, old] = [await linkOf(corp), await linkOf(corp, { days: 1 })];
  await corp.owner.call(joining.closeJoinLink, { linkId: closed.id });
  expect((await world.stranger(joining.joinLink, { key: closed.key })).status).toBe(404);
  world.clock.now = new Date(Date.now() + 2 * 86_400_000);
  expect((await world.stranger(joining.joinLink, { key: old.key })).status).toBe(404);
  world.clock.now = new Date();
  const list = await corp.owner.call(joining.listJoinLinks, {});
  expect(list.body.links.find((l) => l.id === closed.id)?.url).toBeNull();
});

test('what cannot be right is refused while the person can still correct it', async () => {
  const corp = await world.company();
  await corp.hire('林', { mobile: '13800000001' });
  const { key } = await linkOf(corp);
  const ask = async (extra: object) =>
    (await world.stranger(joining.join, { key, name: '何新', password, ...extra })).body.error?.code;
  expect(await ask({})).toBe('joining.needs_contact');
  expect(await ask({ mobile: '12' })).toBe('directory.bad_mobile');
  expect(await ask({ email: 'a@b' })).toBe('directory.bad_email');
  expect(await ask({ mobile: '+86 13800000001' })).toBe('directory.mobile_taken');
  expect(await ask({ mobile: '13800000002', password: '12345678' })).toBe('identity.weak_password');
});

test('the QR code is a picture of the link', async () => {
  const corp = await world.company();
  const link = await linkOf(corp);
  const answer = await world.house.http.inject({
    url: `/api/admin/join-links/${link.id}/qr`,
    headers: { cookie: corp.owner.cookie },
  });
  expect(answer.headers['content-type']).toContain('image/svg+xml');
  expect(answer.body).toContain('<svg');
});

test('an administrator of a branch makes links into it alone, and sees no other requests', async () => {
  const corp = await world.company();
  const make = async (name: string) =>
    (await corp.owner.call(directoryAdmin.createDepartment, { name, parentId: corp.rootId })).body.id;
  const [north, south] = [await make('北区'), await make('南区')];
  const admin = await corp.hire('分管');
  await world.house.openWork(corp.id, system, (w) =>
    w.sql('insert into admins (corp_id, member_id, role, departments, since) values ($1, $2, $3, $4, $5)', [
      corp.id,
      admin.id,
      'system',
      [north],
      w.now,
    ]),
  );
  const { body } = await corp.owner.call(joining.createJoinLink, { departmentId: south });
  const mine = await admin.call(joining.createJoinLink, { departmentId: north });
  expect(mine.status).toBe(200);
  const foreign = await admin.call(joining.createJoinLink, { departmentId: south });
  expect(foreign.body.error?.code).toBe('directory.outside_scope');
  expect((await admin.call(joining.listJoinLinks, {})).body.links.map((l) => l.id)).toEqual([mine.body.id]);
  const key = body.url!.split('/').at(-1)!;
  await world.stranger(joining.join, { key, name: '何新', mobile: '13800000001', password });
  expect((await admin.call(joining.listJoinRequests, {})).body.requests).toEqual([]);
  const [request] = (await corp.owner.call(joining.listJoinRequests, {})).body.requests;
  const decide = await admin.call(joining.decideJoinRequest, { requestId: request!.id, approve: true });
  expect(decide.body.error?.code).toBe('directory.outside_scope');
});
