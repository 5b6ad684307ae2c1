import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { leaving } from '@teahouse/contract/leaving';
import { messaging } from '@teahouse/contract/messaging';
import { openWorld, type Company, type Person, type World } from '../../testing/world.ts';

let world: World;
let tea: Company;
beforeAll(async () => {
  world = await openWorld();
  tea = await world.company('清风茶业');
});
afterAll(() => world.close());

const group = async (by: Person, title: string, ...members: Person[]) =>
  (await by.call(messaging.createGroup, { title, memberIds: members.map((m) => m.id) })).body.id;
const seatsOf = async (who: Person, chatId: Awaited<ReturnType<typeof group>>) =>
  (await who.call(messaging.listChatMembers, { chatId })).body.members.map((m) => [m.name, m.role]);

test('reports, departments and groups are listed and go each to their successor, with the leaving', async () => {
  const dep = (await tea.owner.call(directoryAdmin.createDepartment, { name: '一店', parentId: tea.rootId }))
    .body.id;
  const [boss, lin, he, wu] = [
    await tea.hire('周', { departments: [dep] }),
    await tea.hire('林'),
    await tea.hire('何'),
    await tea.hire('吴'),
  ];
  await tea.owner.call(directoryAdmin.changeMember, {
    memberId: boss.id,
    departments: [{ id: dep, leader: true }],
  });
  await tea.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: boss.id });
  const small = await group(boss, '采购', lin);
  const large = await group(boss, '春茶', lin, wu);
  await group(lin, '不是他的', boss, wu);
  const dissolved = await group(boss, '散了', lin);
  await boss.call(messaging.dissolveChat, { chatId: dissolved });

  const behind = (await tea.owner.call(leaving.leftBehind, { memberId: boss.id })).body;
  expect(behind.reports.map((m) => m.name)).toEqual(['林']);
  expect(behind.led.map((d) => d.names.join('/'))).toEqual(['清风茶业/一店']);
  expect(behind.groups).toEqual([
    { id: large, title: '春茶', memberCount: 3 },
    { id: small, title: '采购', memberCount: 2 },
  ]);

  const done = await tea.owner.call(leaving.leave, {
    memberId: boss.id,
    to: { reports: he.id, departments: wu.id, groups: wu.id },
  });
  expect([done.status, done.body]).toEqual([
    200,
    { reports: 1, led: 1, groups: 2, customers: 0, approvals: 0, tasks: 0 },
  ]);
  await world.settle();
  const record = async (memberId: Person['id']) =>
    (await tea.owner.call(directoryAdmin.adminMember, { memberId })).body;
  expect((await record(boss.id)).status).toBe('left');
  expect((await record(lin.id)).manager?.id).toBe(he.id);
  expect((await record(wu.id)).memberships.find((d) => d.id === dep)?.leader).toBe(true);
  // The successor sat in one group and was brought into the other; the leaver sits in neither.
  for (const chatId of [small, large])
    expect((await seatsOf(wu, chatId)).toSorted()).toEqual([
      ['吴', 'owner'],
      ['林', 'member'],
    ]);
  expect((await tea.owner.call(leaving.leftBehind, { memberId: boss.id })).body).toEqual({
    reports: [],
    led: [],
    groups: [],
    customers: 0,
    approvals: [],
    tasks: 0,
  });
});

test('a successor who cannot take it on stops everything', async () => {
  const [boss, lin, gone] = [await tea.hire('郑'), await tea.hire('孙'), await tea.hire('钱')];
  await tea.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: boss.id });
  const chatId = await group(boss, '不能丢', lin);
  await tea.owner.call(directoryAdmin.leaveMember, { memberId: gone.id });
  // Whoever has left is brought into no group any more.
  const late = await boss.call(messaging.addChatMembers, { chatId, memberIds: [gone.id] });
  expect(late.body.error?.code).toBe('messaging.unknown_member');
  const refused = await tea.owner.call(leaving.leave, {
    memberId: boss.id,
    to: { reports: tea.owner.id, groups: gone.id },
  });
  expect([refused.status, refused.body.error?.code]).toEqual([404, 'messaging.unknown_member']);
  const still = (await tea.owner.call(leaving.leftBehind, { memberId: boss.id })).body;
  expect(still.reports.map((m) => m.name)).toEqual(['孙']);
  expect(still.groups.map((g) => g.id)).toEqual([chatId]);
  expect((await tea.owner.call(directoryAdmin.adminMember, { memberId: boss.id })).body.status).not.toBe(
    'left',
  );
  const self = await tea.owner.call(leaving.leave, { memberId: boss.id, to: { groups: boss.id } });
  expect(self.body.error?.code).toBe('messaging.unknown_member');
});

test('without a successor the member leaves all the same, and groups find an owner by themselves', async () => {
  const [boss, lin] = [await tea.hire('冯'), await tea.hire('褚')];
  const chatId = await group(boss, '有人管', lin);
  expect((await tea.owner.call(leaving.leave, { memberId: boss.id, to: {} })).status).toBe(200);
  await world.settle();
  expect(await seatsOf(lin, chatId)).toEqual([['褚', 'owner']]);
});
