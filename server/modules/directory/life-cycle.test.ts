import { directory } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { identity } from '@teahouse/contract/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { system } from '../../kernel/work.ts';
import { openWorld, type World } from '../../testing/world.ts';
import { activateMember } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a disabled member is out at once, sockets included, and comes back as they were', async () => {
  const corp = await world.company();
  const lin = await corp.hire('林');
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/api/socket`, ['teahouse.v1'], {
    headers: { cookie: lin.cookie, origin: world.url },
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const closed = new Promise((resolve) => {
    socket.once('close', resolve);
  });
  expect((await corp.owner.call(directoryAdmin.disableMember, { memberId: lin.id })).status).toBe(200);
  await closed;
  expect((await lin.call(identity.me, {})).status).toBe(401);
  const twice = await corp.owner.call(directoryAdmin.disableMember, { memberId: lin.id });
  expect(twice.body.error?.code).toBe('directory.wrong_status');
  await corp.owner.call(directoryAdmin.reactivateMember, { memberId: lin.id });
  const back = await corp.owner.call(directoryAdmin.adminMember, { memberId: lin.id });
  expect(back.body).toMatchObject({ status: 'active', departments: [{ id: corp.rootId }] });
});

test('an invited member becomes active once, and is invited again after a stop before the first sign-in', async () => {
  const corp = await world.company();
  const made = await corp.owner.call(directoryAdmin.createMember, {
    name: '何新',
    departments: [{ id: corp.rootId }],
  });
  const memberId = made.body.id;
  expect(made.body.userid).toBe('hexin');
  const status = async () => (await corp.owner.call(directoryAdmin.adminMember, { memberId })).body.status;
  await corp.owner.call(directoryAdmin.disableMember, { memberId });
  await corp.owner.call(directoryAdmin.reactivateMember, { memberId });
  expect(await status()).toBe('invited');
  await world.house.openWork(corp.id, system, (w) => activateMember(w, memberId));
  expect(await status()).toBe('active');
});

test('who leaves frees mobile and mail, but not if they come back and somebody has them', async () => {
  const corp = await world.company();
  const lin = await corp.hire('林', { mobile: '13800000001' });
  await corp.owner.call(directoryAdmin.leaveMember, { memberId: lin.id });
  await corp.hire('何', { mobile: '13800000001' });
  const back = await corp.owner.call(directoryAdmin.reactivateMember, { memberId: lin.id });
  expect(back.body.error?.code).toBe('directory.mobile_taken');
});

test('who leaves is gone from lists and search, but their name stays readable where it was', async () => {
  const corp = await world.company();
  const lin = await corp.hire('林小雨');
  await corp.owner.call(directoryAdmin.leaveMember, { memberId: lin.id });
  const list = await corp.owner.call(directory.listDepartmentMembers, { departmentId: corp.rootId });
  expect(list.body.members.map((m) => m.id)).toEqual([corp.owner.id]);
  expect((await corp.owner.call(directory.searchMembers, { q: '林' })).body.members).toEqual([]);
  const name = await corp.owner.call(directory.getMembers, { ids: lin.id });
  expect(name.body.members[0]).toMatchObject({ name: '林小雨', status: 'left' });
  const admin = await corp.owner.call(directoryAdmin.adminMembers, { status: 'left' });
  expect(admin.body.members.map((m) => m.name)).toEqual(['林小雨']);
});

test('what must be handed over is listed, and goes to the heir', async () => {
  const corp = await world.company();
  const dep = (
    await corp.owner.call(directoryAdmin.createDepartment, { name: '一店', parentId: corp.rootId })
  ).body.id;
  const top = await corp.hire('总');
  const boss = await corp.hire('周', { departments: [dep] });
  const heir = await corp.hire('何', { departments: [dep] });
  const lin = await corp.hire('林', { departments: [dep] });
  const set = (memberId: typeof boss.id, extra: object) =>
    corp.owner.call(directoryAdmin.changeMember, { memberId, ...extra });
  await set(boss.id, { managerId: top.id, departments: [{ id: dep, leader: true }] });
  await set(heir.id, { managerId: boss.id });
  await set(lin.id, { managerId: boss.id });
  const list = await corp.owner.call(directoryAdmin.getHandover, { memberId: boss.id });
  expect(list.body.reports.map((m) => m.name)).toEqual(['何', '林']);
  expect(list.body.led.map((d) => d.names.join('/'))).toEqual(['茶馆/一店']);
  const done = await corp.owner.call(directoryAdmin.handOver, { memberId: boss.id, to: heir.id });
  expect(done.body).toEqual({ reports: 1, led: 1 });
  const after = await corp.owner.call(directoryAdmin.getHandover, { memberId: boss.id });
  expect(after.body).toEqual({ reports: [], led: [] });
  const record = async (memberId: typeof boss.id) =>
    (await corp.owner.call(directoryAdmin.adminMember, { memberId })).body;
  expect((await record(lin.id)).manager?.id).toBe(heir.id);
  expect(await record(heir.id)).toMatchObject({ manager: { id: top.id }, memberships: [{ leader: true }] });
});
