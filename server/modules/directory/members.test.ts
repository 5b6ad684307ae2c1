import { directory } from '@teahouse/contract/directory';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { directorySettings } from '@teahouse/contract/directory-settings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const department = async (corp: Company, name: string, parentId = corp.rootId) =>
  (await corp.owner.call(directoryAdmin.createDepartment, { name, parentId })).body.id;

/** A system administrator of these departments, or of all. */
async function administrator(corp: Company, name: string, departments: string[] | null): Promise<Person> {
  const person = await corp.hire(name);
  await world.house.openWork(corp.id, system, (w) =>
    w.sql('insert into admins (corp_id, member_id, role, departments, since) values ($1, $2, $3, $4, $5)', [
      corp.id,
      person.id,
      'system',
      departments,
      w.now,
    ]),
  );
  return person;
}

test('a member stands in several departments, with one main, leader flags, manager, tags and custom fields', async () => {
  const corp = await world.company();
  const [a, b] = [await department(corp, 'A'), await department(corp, 'B')];
  const boss = await corp.hire('周');
  const field = await corp.owner.call(directorySettings.createCustomField, {
    name: '工位',
    kind: 'text',
    options: [],
    shown: true,
    order: 0,
  });
  const tag = await corp.owner.call(directorySettings.createTag, { name: '党员' });
  const made = await corp.owner.call(directoryAdmin.createMember, {
    name: '林小雨',
    userid: '00123',
    mobile: '+86 138-0000-0001',
    email: 'Lin@example.com',
    position: '技师',
    gender: 'female',
    managerId: boss.id,
    departments: [
      { id: a, leader: true },
      { id: b, main: true, order: 5 },
    ],
    tags: [tag.body.id],
    custom: { [field.body.id]: '3-201' },
  });
  expect(made.body).toMatchObject({
    userid: '00123',
    mobile: '13800000001',
    status: 'invited',
    manager: { id: boss.id },
    memberships: [
      { id: b, main: true, order: 5, leader: false },
      { id: a, main: false, leader: true },
    ],
    tags: [{ name: '党员' }],
    custom: { [field.body.id]: '3-201' },
  });
  const card = await corp.owner.call(directory.getMemberCard, { memberId: made.body.id });
  expect(card.body).toMatchObject({
    mobile: '13800000001',
    manager: { id: boss.id },
    custom: [{ name: '工位', kind: 'text', value: '3-201' }],
  });
});

test('what another member has is refused, and the field is named', async () => {
  const corp = await world.company();
  await corp.hire('林', { userid: 'lin', mobile: '13800000001', email: 'lin@example.com' });
  const add = async (extra: object) =>
    (
      await corp.owner.call(directoryAdmin.createMember, {
        name: '何',
        departments: [{ id: corp.rootId }],
        ...extra,
      })
    ).body.error?.code;
  expect(await add({ userid: 'LIN' })).toBe('directory.userid_taken');
  expect(await add({ mobile: '13800000001' })).toBe('directory.mobile_taken');
  expect(await add({ email: 'LIN@example.com' })).toBe('directory.email_taken');
  expect(await add({ mobile: '1380000' })).toBe('directory.bad_mobile');
  expect(await add({ email: 'lin@example' })).toBe('directory.bad_email');
  expect(await add({})).toBeUndefined();
});

test('nobody can come to report to themselves', async () => {
  const corp = await world.company();
  const [a, b, c] = [await corp.hire('甲'), await corp.hire('乙'), await corp.hire('丙')];
  const report = async (memberId: typeof a.id, managerId: typeof a.id) =>
    (await corp.owner.call(directoryAdmin.changeMember, { memberId, managerId })).body.error?.code;
  expect(await report(b.id, a.id)).toBeUndefined();
  expect(await report(c.id, b.id)).toBeUndefined();
  expect(await report(a.id, c.id)).toBe('directory.manager_cycle');
  expect(await report(a.id, a.id)).toBe('directory.manager_cycle');
  const [d, e] = [await corp.hire('丁'), await corp.hire('戊')];
  const both = await Promise.all([report(d.id, e.id), report(e.id, d.id)]);
  expect(both.toSorted()).toEqual(['directory.manager_cycle', undefined]);
});

test('a custom value must fit the kind of its field', async () => {
  const corp = await world.company();
  const make = async (kind: 'number' | 'date' | 'select' | 'url', options: string[] = []) =>
    (
      await corp.owner.call(directorySettings.createCustomField, {
        name: kind,
        kind,
        options,
        shown: true,
        order: 0,
      })
    ).body.id;
  const fields = {
    number: await make('number'),
    date: await make('date'),
    select: await make('select', ['红', '绿']),
    url: await make('url'),
  };
  const set = async (kind: keyof typeof fields, value: string) =>
    (
      await corp.owner.call(directoryAdmin.changeMember, {
        memberId: corp.owner.id,
        custom: { [fields[kind]]: value },
      })
    ).status;
  expect(await set('number', '12.5')).toBe(200);
  expect(await set('number', 'twelve')).toBe(400);
  expect(await set('date', '2024-02-29')).toBe(200);
  expect(await set('date', '2023-02-29')).toBe(400);
  expect(await set('select', '红')).toBe(200);
  expect(await set('select', '蓝')).toBe(400);
  expect(await set('url', 'https://example.com/a')).toBe(200);
  expect(await set('url', 'javascript:alert(1)')).toBe(400);
  expect(await set('number', '')).toBe(200);
  const record = await corp.owner.call(directoryAdmin.adminMember, { memberId: corp.owner.id });
  expect(Object.keys(record.body.custom)).toHaveLength(3);
});

test('an administrator of one branch sees and changes that branch alone', async () => {
  const corp = await world.company();
  const [north, south] = [await department(corp, '北区'), await department(corp, '南区')];
  const store = await department(corp, '一店', north);
  const admin = await administrator(corp, '北区管理员', [north]);
  const mine = await corp.hire('林', { departments: [store] });
  const shared = await corp.hire('何', { departments: [store, south] });
  const foreign = await corp.hire('罗', { departments: [south] });

  const tops = await admin.call(directoryAdmin.adminDepartments, {});
  expect(tops.body.departments.map((d) => d.name)).toEqual(['北区']);
  const list = await admin.call(directoryAdmin.adminMembers, {});
  expect(list.body.members.map((m) => m.name).toSorted()).toEqual(['何', '林']);
  const found = await admin.call(directoryAdmin.adminMembers, { q: 'luo' });
  expect(found.body.members).toEqual([]);

  const outside = 'directory.outside_scope';
  const code = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code;
  expect(code(await admin.call(directoryAdmin.adminMember, { memberId: foreign.id }))).toBe(outside);
  expect(code(await admin.call(directoryAdmin.changeMember, { memberId: foreign.id, name: 'X' }))).toBe(
    outside,
  );
  expect(code(await admin.call(directoryAdmin.disableMember, { memberId: foreign.id }))).toBe(outside);
  // Somebody who also works elsewhere can be edited, but not shut out of the whole company.
  expect(code(await admin.call(directoryAdmin.disableMember, { memberId: shared.id }))).toBe(outside);
  expect(code(await admin.call(directoryAdmin.createDepartment, { name: 'X', parentId: south }))).toBe(
    outside,
  );
  expect(code(await admin.call(directoryAdmin.removeDepartment, { departmentId: north }))).toBe(outside);
  expect(
    code(await admin.call(directoryAdmin.changeDepartment, { departmentId: store, parentId: south })),
  ).toBe(outside);
  expect(code(await admin.call(directoryAdmin.moveMembers, { memberIds: [mine.id], to: south }))).toBe(
    outside,
  );
  expect(code(await admin.call(directoryAdmin.adminDepartments, { parentId: corp.rootId }))).toBe(outside);
  expect(
    code(await admin.call(directoryAdmin.createMember, { name: 'X', departments: [{ id: south }] })),
  ).toBe(outside);
  expect(code(await admin.call(directorySettings.setVisibility, { rules: [] }))).toBe(outside);
  expect(code(await admin.call(directorySettings.createTag, { name: 'x' }))).toBe(outside);
  expect(code(await admin.call(directoryAdmin.handOver, { memberId: foreign.id, to: mine.id }))).toBe(
    outside,
  );

  const kept = await admin.call(directoryAdmin.changeMember, {
    memberId: shared.id,
    departments: [{ id: north, leader: true }],
  });
  expect(kept.body.memberships.map((d) => d.names.at(-1)).toSorted()).toEqual(['北区', '南区']);
  expect((await admin.call(directoryAdmin.disableMember, { memberId: mine.id })).status).toBe(200);
});

test('the right to members is not a way to somebody else’s rights', async () => {
  const corp = await world.company();
  const admin = await administrator(corp, '管理员', null);
  const code = 'directory.needs_owner';
  const change = (memberId: typeof admin.id, extra: object) =>
    admin.call(directoryAdmin.changeMember, { memberId, ...extra });
  expect((await change(corp.owner.id, { email: 'mine@example.com' })).body.error?.code).toBe(code);
  expect((await change(corp.owner.id, { position: '董事长' })).status).toBe(200);
  const stop = await admin.call(directoryAdmin.disableMember, { memberId: corp.owner.id });
  expect(stop.body.error?.code).toBe(code);
  const self = await corp.owner.call(directoryAdmin.leaveMember, { memberId: corp.owner.id });
  expect(self.body.error?.code).toBe(code);
});

test('a list page by page shows everybody once, leaders first', async () => {
  const corp = await world.company();
  const a = await department(corp, 'A');
  for (let i = 0; i < 7; i++) await corp.hire(`张${'一二三四五六七'[i]}`, { departments: [a] });
  const lead = await corp.hire('赵头', { departments: [a] });
  await corp.owner.call(directoryAdmin.changeMember, {
    memberId: lead.id,
    departments: [{ id: a, leader: true }],
  });
  for (const below of [false, true]) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await corp.owner.call(directory.listDepartmentMembers, {
        departmentId: a,
        below,
        limit: 3,
        ...(after ? { after } : {}),
      });
      seen.push(...page.body.members.map((m) => m.name));
      after = page.body.next ?? undefined;
    } while (after);
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
    if (!below) expect(seen[0]).toBe('赵头');
  }
});

test('every change an administrator makes is in the audit log', async () => {
  const corp = await world.company();
  const a = await department(corp, 'A');
  const lin = await corp.hire('林');
  await corp.owner.call(directoryAdmin.changeMember, { memberId: lin.id, position: '店长' });
  await corp.owner.call(directoryAdmin.moveMembers, { memberIds: [lin.id], to: a });
  await corp.owner.call(directoryAdmin.disableMember, { memberId: lin.id });
  await corp.owner.call(directoryAdmin.changeCorp, { name: '新茶馆' });
  const log = await world.house.openWork(corp.id, system, (w) =>
    w.sql<{ action: string; actor: string }>(
      'select action, actor from audit_entries where corp_id = $1 order by no',
      [corp.id],
    ),
  );
  expect(log.map((e) => e.action)).toEqual([
    'directory.department_created',
    'directory.member_changed',
    'directory.member_moved',
    'directory.member_disabled',
    'directory.corp_changed',
  ]);
  expect(new Set(log.map((e) => e.actor))).toEqual(new Set([corp.owner.id]));
});
