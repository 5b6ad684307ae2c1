import { directory } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { directorySettings } from '@teahouse/contract/directory-settings';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const department = async (corp: Company, name: string, extra: object = {}) =>
  (await corp.owner.call(directoryAdmin.createDepartment, { name, parentId: corp.rootId, ...extra })).body.id;

/** Every way a member-facing endpoint could name somebody: the names that came out of any. */
async function seenBy(
  viewer: Person,
  corp: Company,
  who: { id: MemberId; name: string }[],
  deps: DepartmentId[],
) {
  const names = new Set<string>();
  const add = (members: { name: string }[] | undefined) => members?.forEach((m) => names.add(m.name));
  const ids = who.map((m) => m.id).join(',');
  add((await viewer.call(directory.getMembers, { ids })).body.members);
  for (const m of who) {
    add((await viewer.call(directory.searchMembers, { q: m.name })).body.members);
    const card = await viewer.call(directory.getMemberCard, { memberId: m.id });
    if (card.status === 200) names.add(card.body.name);
    if (card.body.manager) names.add(card.body.manager.name);
  }
  for (const departmentId of [corp.rootId, ...deps])
    for (const below of [true, false])
      add((await viewer.call(directory.listDepartmentMembers, { departmentId, below })).body.members);
  return [...names].filter((name) => who.some((m) => m.name === name)).toSorted();
}

test('a hidden member shows up nowhere, but to themselves', async () => {
  const corp = await world.company();
  const ghost = await corp.hire('隐者');
  const lin = await corp.hire('林小雨');
  await corp.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: ghost.id });
  await corp.owner.call(directoryAdmin.changeMember, { memberId: ghost.id, hidden: true });
  expect(await seenBy(lin, corp, [ghost, lin], [])).toEqual(['林小雨']);
  expect(await seenBy(ghost, corp, [ghost, lin], [])).toEqual(['林小雨', '隐者']);
  const tree = await lin.call(directory.listDepartments, {});
  expect(tree.body.departments[0]?.memberCount).toBe(2);
});

test('a hidden department is seen from inside alone; who also works elsewhere is seen without it', async () => {
  const corp = await world.company();
  const secret = await department(corp, '项目组', { hidden: true });
  const open = await department(corp, '行政');
  const inside = await corp.hire('潜一', { departments: [secret] });
  const mixed = await corp.hire('潜二', { departments: [secret, open] });
  const lin = await corp.hire('林小雨');
  expect(await seenBy(lin, corp, [inside, mixed], [secret, open])).toEqual(['潜二']);
  expect(await seenBy(inside, corp, [inside, mixed, lin], [secret, open])).toEqual([
    '林小雨',
    '潜一',
    '潜二',
  ]);
  const [brief] = (await lin.call(directory.getMembers, { ids: mixed.id })).body.members;
  expect(brief?.departments.map((d) => d.name)).toEqual(['行政']);
  const card = await lin.call(directory.getMemberCard, { memberId: mixed.id });
  expect(JSON.stringify(card.body)).not.toContain('项目组');
  const names = async (person: Person) =>
    (await person.call(directory.listDepartments, { parentId: corp.rootId })).body.departments.map(
      (d) => d.name,
    );
  expect(await names(lin)).toEqual(['行政']);
  expect(await names(inside)).toEqual(['项目组', '行政']);
  expect((await lin.call(directory.listDepartments, { parentId: secret })).status).toBe(404);
  expect((await lin.call(directory.searchDepartments, { q: '项目' })).body.departments).toEqual([]);
});

test('a rule limits a department to its own or to chosen ones, and the nearest rule holds', async () => {
  const corp = await world.company();
  const shops = await department(corp, '门店');
  const one = await department(corp, '一店', { parentId: shops });
  const two = await department(corp, '二店', { parentId: shops });
  const office = await department(corp, '总部');
  const a = await corp.hire('店甲', { departments: [one] });
  const a2 = await corp.hire('店乙', { departments: [one] });
  const b = await corp.hire('店丙', { departments: [two] });
  const c = await corp.hire('总丁', { departments: [office] });
  const boss = await corp.hire('总戊', { departments: [office] });
  const everyone = [a, a2, b, c, boss];
  await corp.owner.call(directoryAdmin.changeMember, { memberId: a.id, managerId: boss.id });
  const rule = (rules: object[]) =>
    corp.owner.call(directorySettings.setVisibility, { rules: rules as never });
  await rule([{ departmentId: shops, sees: 'own', chosen: [] }]);
  expect(await seenBy(a, corp, everyone, [shops, one, two, office])).toEqual(['店乙', '店甲', '总戊']);
  expect(await seenBy(b, corp, everyone, [shops, one, two, office])).toEqual(['店丙']);
  expect(await seenBy(c, corp, everyone, [shops, one, two, office])).toHaveLength(5);
  await rule([
    { departmentId: shops, sees: 'own', chosen: [] },
    { departmentId: two, sees: 'chosen', chosen: [office] },
  ]);
  expect(await seenBy(b, corp, everyone, [shops, one, two, office])).toEqual(['店丙', '总丁', '总戊']);
  const tree = await b.call(directory.listDepartments, { parentId: corp.rootId });
  expect(tree.body.departments.map((d) => d.name)).toEqual(['门店', '总部']);
  const below = await b.call(directory.listDepartments, { parentId: shops });
  expect(below.body.departments.map((d) => d.name)).toEqual(['二店']);
  await rule([
    { departmentId: shops, sees: 'own', chosen: [] },
    { departmentId: two, sees: 'all', chosen: [] },
  ]);
  expect(await seenBy(b, corp, everyone, [shops, one, two, office])).toHaveLength(5);
});

test('fields the company keeps back are on nobody’s card but the own', async () => {
  const corp = await world.company();
  const lin = await corp.hire('林', { mobile: '13800000001' });
  await corp.owner.call(directoryAdmin.changeCorp, { keptBack: ['mobile'] });
  const card = await corp.owner.call(directory.getMemberCard, { memberId: lin.id });
  expect(card.body).not.toHaveProperty('mobile');
  const own = await lin.call(directory.getMemberCard, { memberId: lin.id });
  expect(own.body.mobile).toBe('13800000001');
});
