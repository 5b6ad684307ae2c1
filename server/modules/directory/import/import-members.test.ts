import { directory } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { directorySettings } from '@teahouse/contract/directory-settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { company420 } from '../../../testing/company-420.ts';
import { type Company, openWorld, type World } from '../../../testing/world.ts';
import { customFieldsOf } from '../custom-fields.ts';
import { importMembers, previewImport, resultOf } from './import-members.ts';
import { type ImportOptions, usualOptions } from './import-plan.ts';
import { readSheet } from './read-table.ts';
import { writeCsv, writeXlsx } from './write-xlsx.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function run(corp: Company, file: Uint8Array, extra: Partial<ImportOptions> = {}, write = true) {
  return await world.house.openWork(corp.id, system, async (work) => {
    const sheet = await readSheet(file, await customFieldsOf(work));
    const options = { ...usualOptions, ...extra };
    return resultOf(await (write ? importMembers : previewImport)(work, sheet, options), 'en');
  });
}
const counts = ({ added, changed, left, unchanged, faults }: Awaited<ReturnType<typeof run>>) => ({
  added,
  changed,
  left,
  unchanged,
  faults: faults.length,
});
const preview = (corp: Company, rows: string[][], extra: Partial<ImportOptions> = {}) =>
  run(corp, bytesOf(writeCsv(rows)), extra, false);
const faultsOf = async (corp: Company, rows: string[][], extra: Partial<ImportOptions> = {}) =>
  (await preview(corp, rows, extra)).faults.map((f) => `${f.row} ${f.column} ${f.code}`);

for (const kind of ['xlsx', 'csv'] as const)
  test(`420 members in 96 departments (${kind}): the preview names exactly the eleven faults, mended they all come in, again nothing changes`, async () => {
    const corp = await world.company('茶馆');
    const { rows, mended, faults } = company420('茶馆');
    const file = (table: string[][]) => (kind === 'xlsx' ? writeXlsx(table) : bytesOf(writeCsv(table)));
    const before = await run(corp, file(rows), {}, false);
    expect(before.faults.map(({ row, column, code }) => ({ row, column, code }))).toEqual(faults);
    expect(counts(before)).toEqual({ added: 409, changed: 0, left: 0, unchanged: 0, faults: 11 });
    await expect(run(corp, file(rows))).rejects.toThrow('directory.import_faulty');
    expect((await corp.owner.call(directoryAdmin.adminMembers, {})).body.members).toHaveLength(1);

    const done = await run(corp, file(mended));
    expect(counts(done)).toEqual({ added: 420, changed: 0, left: 0, unchanged: 0, faults: 0 });
    const again = await run(corp, file(mended));
    expect(counts(again)).toEqual({ added: 0, changed: 0, left: 0, unchanged: 420, faults: 0 });
    const [root] = (await corp.owner.call(directory.listDepartments, {})).body.departments;
    expect(root?.memberCount).toBe(421);
    const info = await corp.owner.call(directoryAdmin.getCorp, {});
    expect(info.body).toMatchObject({ members: 421, departments: 97 });
    const found = await corp.owner.call(directoryAdmin.adminMembers, { q: '00007' });
    expect(found.body.members[0]).toMatchObject({ userid: '00007', status: 'invited' });
  });

test('leaving the faulty rows out brings the other 409 in', async () => {
  const corp = await world.company('茶馆');
  const { rows, mended } = company420('茶馆');
  expect(counts(await run(corp, writeXlsx(rows), { skipFaulty: true }))).toMatchObject({
    added: 409,
    faults: 11,
  });
  expect(counts(await run(corp, writeXlsx(mended)))).toMatchObject({ added: 11, left: 0, faults: 0 });
  expect(counts(await run(corp, writeXlsx(mended)))).toMatchObject({ added: 0, changed: 0, unchanged: 420 });
});

const HEAD = ['Name', 'Account', 'Department', 'Mobile', 'Email', 'Manager', 'Department head'];
const person = (name: string, userid: string, extra: Partial<Record<string, string>> = {}) =>
  HEAD.map((h) => ({ Name: name, Account: userid, Department: 'Sales', ...extra })[h] ?? '');

test('what a file changes is found field by field, and what it leaves empty stays', async () => {
  const corp = await world.company();
  await run(
    corp,
    bytesOf(
      writeCsv([
        HEAD,
        person('Ann', 'ann', { Mobile: '+6591234567', Email: 'ann@example.com' }),
        person('Bob', 'bob', { Manager: 'ann' }),
      ]),
    ),
  );
  const next = [
    HEAD,
    person('Ann Lee', 'ANN'),
    person('Bob', 'bob', { Department: 'Sales/East;Ops', 'Department head': 'yes;no' }),
  ];
  expect(counts(await run(corp, bytesOf(writeCsv(next))))).toEqual({
    added: 0,
    changed: 2,
    left: 0,
    unchanged: 0,
    faults: 0,
  });
  const list = (await corp.owner.call(directoryAdmin.adminMembers, {})).body.members;
  const ann = list.find((m) => m.userid === 'ann');
  const bob = list.find((m) => m.userid === 'bob');
  expect(ann).toMatchObject({ name: 'Ann Lee', mobile: '+6591234567', email: 'ann@example.com' });
  expect(bob?.manager?.id).toBe(ann?.id);
  expect(bob?.memberships.map((m) => [m.names.slice(1).join('/'), m.leader, m.main])).toEqual([
    ['Sales/East', true, true],
    ['Ops', false, false],
  ]);
});

test('who is missing from the file is told, and leaves only when asked; the owner never', async () => {
  const corp = await world.company();
  const ann = person('Ann', 'ann', { Mobile: '13800000001' });
  await run(corp, bytesOf(writeCsv([HEAD, ann, person('Bob', 'bob')])));
  const without = bytesOf(writeCsv([HEAD, person('Bob', 'bob', { Mobile: '13800000001' })]));
  // Ann is still here, and her number with her.
  expect((await run(corp, without, {}, false)).faults.map((f) => f.code)).toEqual(['duplicate_mobile']);
  expect(counts(await run(corp, without, { leaveMissing: true }))).toMatchObject({
    changed: 1,
    left: 1,
    faults: 0,
  });
  const left = await corp.owner.call(directoryAdmin.adminMembers, { status: 'left' });
  expect(left.body.members.map((m) => m.userid)).toEqual(['ann']);
  const back = bytesOf(
    writeCsv([HEAD, person('Ann', 'ann', { Mobile: '13800000009' }), person('Bob', 'bob')]),
  );
  expect(counts(await run(corp, back))).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
  expect((await corp.owner.call(directoryAdmin.adminMembers, { status: 'left' })).body.members).toEqual([]);
});

test('two members can swap their numbers in one import', async () => {
  const corp = await world.company();
  const rows = (a: string, b: string) =>
    bytesOf(writeCsv([HEAD, person('Ann', 'ann', { Mobile: a }), person('Bob', 'bob', { Mobile: b })]));
  await run(corp, rows('13800000001', '13800000002'));
  expect(counts(await run(corp, rows('13800000002', '13800000001')))).toMatchObject({
    changed: 2,
    faults: 0,
  });
});

test('each kind of fault is named at its cell', async () => {
  const corp = await world.company('Acme');
  await corp.hire('Eve', { userid: 'eve', mobile: '13900000009', email: 'eve@example.com' });
  const at = async (row: string[], ...more: string[][]) => await faultsOf(corp, [HEAD, row, ...more]);
  expect(await at(person('', 'x'))).toEqual(['2 Name missing_name']);
  expect(await at(person('X', ''))).toEqual(['2 Account missing_userid']);
  expect(await at(person('X', 'a b'))).toEqual(['2 Account bad_userid']);
  expect(await at(person('X', 'x', { Mobile: '12' }))).toEqual(['2 Mobile bad_mobile']);
  expect(await at(person('X', 'x', { Email: 'x@y' }))).toEqual(['2 Email bad_email']);
  expect(await at(person('X', 'x', { Mobile: '13900000009' }))).toEqual(['2 Mobile duplicate_mobile']);
  expect(await at(person('X', 'x', { Email: 'EVE@example.com' }))).toEqual(['2 Email duplicate_email']);
  expect(await at(person('X', 'x'), person('Y', 'X'))).toEqual(['3 Account duplicate_userid']);
  expect(await at(person('X', 'x', { Department: '' }))).toEqual(['2 Department missing_department']);
  expect(await at(person('X', 'x', { Department: 'A//B' }))).toEqual(['2 Department missing_parent']);
  expect(await at(person('X', 'x', { Department: 'A;A' }))).toEqual(['2 Department duplicate_department']);
  expect(await at(person('X', 'x', { Manager: 'ghost' }))).toEqual(['2 Manager unknown_manager']);
  expect(await at(person('X', 'x', { Manager: 'x' }))).toEqual(['2 Manager manager_cycle']);
  expect(await at(person('X', 'x', { 'Department head': 'maybe' }))).toEqual(['2 Department head bad_flag']);
  expect(await at(person('长'.repeat(65), 'x'))).toEqual(['2 Name too_long']);
  expect(await at(person('X', 'x', { Manager: 'Zoe' }), person('Zoe', 'z1'), person('Zoe', 'z2'))).toEqual([
    '2 Manager ambiguous_manager',
  ]);
  const strict = { createDepartments: false };
  expect(await faultsOf(corp, [HEAD, person('X', 'x')], strict)).toEqual(['2 Department unknown_department']);
  expect(await faultsOf(corp, [HEAD, person('X', 'x', { Department: 'Sales/East' })], strict)).toEqual([
    '2 Department missing_parent',
  ]);
  const three = [
    person('A', 'a', { Manager: 'c' }),
    person('B', 'b', { Manager: 'a' }),
    person('C', 'c', { Manager: 'b' }),
  ];
  expect(await faultsOf(corp, [HEAD, ...three])).toEqual(['4 Manager manager_cycle']);
});

test('a column of the department above must name one that exists', async () => {
  const corp = await world.company('Acme');
  const head = ['姓名', '账号', '部门', '上级部门'];
  const rows = [
    head,
    ['甲', 'a', '销售部', 'Acme'],
    ['乙', 'b', '华东组', '销售部'],
    ['丙', 'c', '华西组', '营销部'],
  ];
  expect(await faultsOf(corp, rows)).toEqual(['4 上级部门 missing_parent']);
  await run(corp, bytesOf(writeCsv(rows.slice(0, 3))));
  const found = await corp.owner.call(directory.searchDepartments, { q: '华东组' });
  expect(found.body.departments[0]?.names).toEqual(['Acme', '销售部', '华东组']);
});

test('custom fields are filled from columns of their name', async () => {
  const corp = await world.company();
  const field = await corp.owner.call(directorySettings.createCustomField, {
    name: '入职日期',
    kind: 'date',
    options: [],
    shown: true,
    order: 0,
  });
  const head = ['姓名', '账号', '入职日期'];
  expect(await faultsOf(corp, [head, ['甲', 'a', '昨天']])).toEqual(['2 入职日期 bad_custom']);
  await run(corp, bytesOf(writeCsv([head, ['甲', 'a', '2024-02-29']])));
  const [made] = (await corp.owner.call(directoryAdmin.adminMembers, { q: '甲' })).body.members;
  expect(made?.custom).toEqual({ [field.body.id]: '2024-02-29' });
});

test('an administrator who is not the owner cannot import new ways for an administrator to sign in', async () => {
  const corp = await world.company();
  const rows = [HEAD, person('老板', 'boss', { Email: 'thief@example.com' })];
  expect(await faultsOf(corp, rows, { mayChangeAdmins: false })).toEqual(['2 Email protected']);
  expect(await faultsOf(corp, rows)).toEqual([]);
});

test('a file without accounts finds its members again by mobile or mail', async () => {
  const corp = await world.company();
  const rows = [
    ['姓名', '手机', '邮箱'],
    ['张伟', '13800000001', ''],
    ['张伟', '', 'zw@example.com'],
  ];
  expect(counts(await run(corp, bytesOf(writeCsv(rows))))).toMatchObject({ added: 2, faults: 0 });
  expect(counts(await run(corp, bytesOf(writeCsv(rows))))).toMatchObject({ added: 0, unchanged: 2 });
  const list = (await corp.owner.call(directoryAdmin.adminMembers, { q: 'zhangwei' })).body.members;
  expect(list.map((m) => m.userid).toSorted()).toEqual(['zhangwei', 'zhangwei2']);
  expect(await faultsOf(corp, [...rows, ['李', '', '']])).toEqual(['4 姓名 missing_contact']);
});
