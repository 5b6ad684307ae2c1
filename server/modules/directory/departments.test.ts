import { directory } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { DepartmentId } from '@teahouse/contract/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { type Company, openWorld, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const create = async (corp: Company, name: string, parentId = corp.rootId, extra = {}) =>
  (await corp.owner.call(directoryAdmin.createDepartment, { name, parentId, ...extra })).body.id;
const namesUnder = async (corp: Company, parentId: DepartmentId) =>
  (await corp.owner.call(directory.listDepartments, { parentId })).body.departments.map((d) => d.name);

test('departments form a tree in the order an administrator gave', async () => {
  const corp = await world.company();
  await create(corp, '行政', corp.rootId, { order: 1 });
  const sales = await create(corp, '销售', corp.rootId, { order: 9 });
  await create(corp, '华东', sales);
  expect(await namesUnder(corp, corp.rootId)).toEqual(['销售', '行政']);
  const [root] = (await corp.owner.call(directory.listDepartments, {})).body.departments;
  expect(root).toMatchObject({ no: 1, parentId: null, memberCount: 1, hasChildren: true });
  await corp.owner.call(directoryAdmin.changeDepartment, { departmentId: sales, name: '客户部', order: 0 });
  expect(await namesUnder(corp, corp.rootId)).toEqual(['行政', '客户部']);
});

test('two departments of one name, or of one number, cannot stand under the same parent', async () => {
  const corp = await world.company();
  await create(corp, '销售', corp.rootId, { no: 7 });
  const again = await corp.owner.call(directoryAdmin.createDepartment, {
    name: '销售',
    parentId: corp.rootId,
  });
  expect(again.body.error?.code).toBe('directory.department_name_taken');
  const number = await corp.owner.call(directoryAdmin.createDepartment, {
    name: '市场',
    parentId: corp.rootId,
    no: 7,
  });
  expect(number.body.error).toMatchObject({
    code: 'directory.department_no_taken',
    fields: [{ path: 'no' }],
  });
});

test('a moved department takes all below it along, and cannot move below itself', async () => {
  const corp = await world.company();
  const [a, b] = [await create(corp, 'A'), await create(corp, 'B')];
  const below = await create(corp, 'A1', a);
  const lin = await corp.hire('林', { departments: [below] });
  await corp.owner.call(directoryAdmin.changeDepartment, { departmentId: a, parentId: b });
  const card = await corp.owner.call(directory.getMemberCard, { memberId: lin.id });
  expect(card.body.paths[0]?.names).toEqual(['茶馆', 'B', 'A', 'A1']);
  const circle = await corp.owner.call(directoryAdmin.changeDepartment, {
    departmentId: b,
    parentId: below,
  });
  expect(circle.body.error?.code).toBe('directory.department_cycle');
  const root = await corp.owner.call(directoryAdmin.changeDepartment, {
    departmentId: corp.rootId,
    parentId: a,
  });
  expect(root.body.error?.code).toBe('directory.root_stays');
});

test('two moves at once cannot close a circle', async () => {
  const corp = await world.company();
  for (let round = 0; round < 10; round++) {
    const [a, b] = [await create(corp, `A${round}`), await create(corp, `B${round}`)];
    const answers = await Promise.all([
      corp.owner.call(directoryAdmin.changeDepartment, { departmentId: a, parentId: b }),
      corp.owner.call(directoryAdmin.changeDepartment, { departmentId: b, parentId: a }),
    ]);
    expect(answers.map((r) => r.body.error?.code).toSorted()).toEqual([
      'directory.department_cycle',
      undefined,
    ]);
  }
  const [bad] = await world.house.openWork(corp.id, system, (w) =>
    w.sql(
      `select d.id from departments d where d.corp_id = $1 and d.parent_id is not null and d.path <>
             (select p.path || d.id || '/' from departments p where p.corp_id = $1 and p.id = d.parent_id)`,
      [corp.id],
    ),
  );
  expect(bad).toBeUndefined();
});

test('only an empty department can be removed', async () => {
  const corp = await world.company();
  const a = await create(corp, 'A');
  const below = await create(corp, 'A1', a);
  const remove = (departmentId: DepartmentId) =>
    corp.owner.call(directoryAdmin.removeDepartment, { departmentId });
  expect((await remove(a)).body.error?.code).toBe('directory.department_not_empty');
  const lin = await corp.hire('林', { departments: [below] });
  expect((await remove(below)).body.error?.code).toBe('directory.department_not_empty');
  await corp.owner.call(directoryAdmin.leaveMember, { memberId: lin.id });
  expect((await remove(below)).status).toBe(200);
  expect((await remove(a)).status).toBe(200);
  expect((await remove(corp.rootId)).body.error?.code).toBe('directory.root_stays');
});

test('a member in two departments of a branch is counted once above them', async () => {
  const corp = await world.company();
  const a = await create(corp, 'A');
  const [x, y] = [await create(corp, 'X', a), await create(corp, 'Y', a)];
  await corp.hire('林', { departments: [x, y] });
  await corp.hire('何', { departments: [y] });
  const count = async (parentId: DepartmentId) =>
    (await corp.owner.call(directory.listDepartments, { parentId })).body.departments.map(
      (d) => d.memberCount,
    );
  expect(await count(corp.rootId)).toEqual([2]);
  expect(await count(a)).toEqual([1, 2]);
});

test('departments are found by any part of the name and by pinyin', async () => {
  const corp = await world.company();
  await create(corp, '华东销售部');
  const names = async (q: string) =>
    (await corp.owner.call(directory.searchDepartments, { q })).body.departments.map((d) =>
      d.names.join('/'),
    );
  for (const q of ['销售', 'huadong', 'hdxs', '华东销售部'])
    expect(await names(q)).toEqual(['茶馆/华东销售部']);
  expect(await names('财务')).toEqual([]);
});
