// The directory as foreign programs read and write it: recorded requests with the answers clients rely on, over real HTTP.
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { directorySettings } from '@teahouse/contract/directory-settings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let contacts: WecomClient;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('茶馆');
  contacts = await wecomClient(world, company, 'contacts');
  await company.owner.call(directorySettings.createCustomField, {
    name: '爱好',
    kind: 'text',
    options: [],
    shown: true,
    order: 0,
  });
});
afterAll(() => world.close());
type Row = [what: string, path: string, body: object | undefined, answer: object];
const ok = { errcode: 0, errmsg: 'ok' };
const deleted = { errcode: 0, errmsg: 'deleted' };

describe('departments, members and tags, in the order a client would ask', () => {
  const zhang = {
    userid: '00123',
    name: '张三',
    alias: 'jackzhang',
    mobile: '+86 13800000001',
    department: [2, '3'],
    order: [10, 40],
    is_leader_in_dept: [1, 0],
    main_department: 3,
    position: '产品经理',
    gender: '1',
    email: 'zhang@example.com',
    biz_mail: 'zhang@corp.example.com',
    telephone: '020-123456',
    address: '广州市海珠区',
    extattr: {
      attrs: [
        { type: 0, name: '爱好', text: { value: '旅游' } },
        { name: '不存在', value: 'x' },
      ],
    },
    to_invite: false,
    external_position: '高级产品经理',
    external_profile: {
      external_corp_name: '茶馆',
      external_attr: [{ type: 0, name: '备注', text: { value: '好' } }],
    },
    enable: 1,
  };
  const rows: Row[] = [
    [
      'a department',
      'department/create',
      { name: '广州研发中心', name_en: 'RDGZ', parentid: 1, order: 1, id: 2 },
      { errcode: 0, errmsg: 'created', id: 2 },
    ],
    [
      'numbers as texts',
      'department/create',
      { name: '测试', parentid: '2', order: '5', id: '' },
      { errcode: 0, id: 3 },
    ],
    ['a number of 0 is none', 'department/create', { name: '测试', parentid: 2, id: 0 }, { errcode: 60008 }],
    ['a taken name', 'department/create', { name: '测试', parentid: 2 }, { errcode: 60008 }],
    ['a taken number', 'department/create', { name: '别的', parentid: 2, id: 3 }, { errcode: 60008 }],
    ['a bad name', 'department/create', { name: 'a:b', parentid: 1 }, { errcode: 60009 }],
    ['a long name', 'department/create', { name: 'x'.repeat(33), parentid: 1 }, { errcode: 60001 }],
    ['no such parent', 'department/create', { name: '甲', parentid: 99 }, { errcode: 60004 }],
    [
      'a new name',
      'department/update',
      { id: 3, name: '质量', parentid: 2 },
      { errcode: 0, errmsg: 'updated' },
    ],
    ['a circle', 'department/update', { id: 2, parentid: 3 }, { errcode: 60010 }],
    [
      'the tree',
      'department/list',
      undefined,
      {
        ...ok,
        department: [
          { id: 1, name: '茶馆', name_en: '', department_leader: [], parentid: 0, order: 0 },
          { id: 2, name: '广州研发中心', name_en: 'RDGZ', department_leader: [], parentid: 1, order: 1 },
          { id: 3, name: '质量', name_en: '', department_leader: [], parentid: 2, order: 5 },
        ],
      },
    ],
    [
      'a subtree with its top',
      'department/simplelist?id=2',
      undefined,
      {
        department_id: [
          { id: 2, parentid: 1, order: 1 },
          { id: 3, parentid: 2, order: 5 },
        ],
      },
    ],
    ['an unknown one', 'department/get?id=77', undefined, { errcode: 60003 }],
    ['by POST too', 'department/get', { id: 3 }, { department: { id: 3, parentid: 2 } }],
    ['a member', 'user/create', zhang, { errcode: 0, errmsg: 'created' }],
    ['the same userid', 'user/create', { ...zhang, mobile: '13800000009' }, { errcode: 60102 }],
    [
      'the same in other letters',
      'user/create',
      { userid: 'BOSS', name: '老', mobile: '13800000009', department: [1] },
      { errcode: 60102 },
    ],
    [
      'a taken mobile',
      'user/create',
      { userid: 'b', name: '李', mobile: '13800000001', department: [1] },
      { errcode: 60104 },
    ],
    [
      'a bad mobile',
      'user/create',
      { userid: 'b', name: '李', mobile: '12', department: [1] },
      { errcode: 60103 },
    ],
    [
      'a taken mail',
      'user/create',
      { userid: 'b', name: '李', email: 'ZHANG@example.com', department: [1] },
      { errcode: 60106 },
    ],
    [
      'neither mobile nor mail',
      'user/create',
      { userid: 'b', name: '李', department: [1] },
      { errcode: 60129 },
    ],
    ['no userid', 'user/create', { name: '李', mobile: '13800000002', department: [1] }, { errcode: 41009 }],
    [
      'a bad userid',
      'user/create',
      { userid: '_x', name: '李', mobile: '13800000002', department: [1] },
      { errcode: 40003 },
    ],
    [
      'no such department',
      'user/create',
      { userid: 'b', name: '李', mobile: '13800000002', department: [99] },
      { errcode: 60003 },
    ],
    ['no department', 'user/create', { userid: 'b', name: '李', mobile: '13800000002' }, { errcode: 60127 }],
    [
      'lists of different lengths',
      'user/create',
      { userid: 'b', name: '李', mobile: '13800000002', department: [1, 2], is_leader_in_dept: [1] },
      { errcode: 60132 },
    ],
    [
      'a second member, by number',
      'user/create',
      { userid: 42, name: '李四', mobile: 13800000002, department: 3, direct_leader: '00123', gender: 2 },
      { errcode: 0 },
    ],
    [
      'everything about the first',
      'user/get?userid=00123',
      undefined,
      {
        ...ok,
        userid: '00123',
        name: '张三',
        alias: 'jackzhang',
        mobile: '13800000001',
        department: [3, 2],
        order: [40, 10],
        is_leader_in_dept: [0, 1],
        main_department: 3,
        direct_leader: [],
        position: '产品经理',
        gender: '1',
        email: 'zhang@example.com',
        biz_mail: 'zhang@corp.example.com',
        telephone: '020-123456',
        address: '广州市海珠区',
        status: 4,
        extattr: { attrs: [{ type: 0, name: '爱好', value: '旅游', text: { value: '旅游' } }] },
        external_position: '高级产品经理',
        external_profile: zhang.external_profile,
      },
    ],
    [
      'a manager by userid',
      'user/get?userid=42',
      undefined,
      { direct_leader: ['00123'], gender: '2', mobile: '13800000002' },
    ],
    ['nobody', 'user/get?userid=nobody', undefined, { errcode: 60111 }],
    ['no userid to get', 'user/get', undefined, { errcode: 41009 }],
    [
      'leaders in the tree',
      'department/get?id=2',
      undefined,
      { department: { department_leader: ['00123'] } },
    ],
    [
      'a list without children',
      'user/simplelist?department_id=2&fetch_child=0',
      undefined,
      { userlist: [{ userid: '00123', name: '张三', department: [3, 2], open_userid: '' }] },
    ],
    [
      'a list with children names nobody twice',
      'user/list?department_id=2&fetch_child=1&status=0',
      undefined,
      { userlist: [{ userid: '00123' }, { userid: '42' }] },
    ],
    ['no department to list', 'user/list', undefined, { errcode: 41019 }],
    [
      'a change of what is given',
      'user/update',
      { userid: '00123', position: '总监', is_leader_in_dept: [0, 0], department: [2, 3] },
      { errcode: 0, errmsg: 'updated' },
    ],
    [
      'a new userid for a chosen one',
      'user/update',
      { userid: '00123', new_userid: '123' },
      { errcode: 301036 },
    ],
    [
      'the rest stayed',
      'user/get?userid=00123',
      undefined,
      {
        userid: '00123',
        position: '总监',
        alias: 'jackzhang',
        main_department: 3,
        order: [40, 10],
        is_leader_in_dept: [0, 0],
      },
    ],
    ['shut out', 'user/update', { userid: '42', enable: 0 }, { errcode: 0 }],
    ['and so told', 'user/get?userid=42', undefined, { status: 2, enable: 0 }],
    ['let in again', 'user/update', { userid: '42', enable: '1' }, { errcode: 0 }],
    ['by mobile', 'user/getuserid', { mobile: '13800000001' }, { userid: '00123' }],
    ['by an unknown mobile', 'user/getuserid', { mobile: '13899999999' }, { errcode: 60146 }],
    [
      'by business mail',
      'user/get_userid_by_email',
      { email: 'zhang@corp.example.com' },
      { userid: '00123' },
    ],
    [
      'by own mail',
      'user/get_userid_by_email',
      { email: 'zhang@example.com', email_type: 2 },
      { userid: '00123' },
    ],
    [
      'by an unknown mail',
      'user/get_userid_by_email',
      { email: 'no@example.com', email_type: 2 },
      { errcode: 60148 },
    ],
    [
      'ids, one page',
      'user/list_id',
      { limit: 10_000 },
      {
        next_cursor: '',
        dept_user: [
          { userid: 'boss', department: 1 },
          { userid: '00123', department: 2 },
          { userid: '00123', department: 3 },
          { userid: '42', department: 3 },
        ],
      },
    ],
    ['a made-up cursor', 'user/list_id', { cursor: 'made-up' }, { errcode: 50100 }],
    ['verified', 'user/authsucc?userid=42', undefined, ok],
    ['a tag', 'tag/create', { tagname: 'UI', tagid: 12 }, { errcode: 0, errmsg: 'created', tagid: 12 }],
    ['the next tag', 'tag/create', { tagname: '后端' }, { tagid: 13 }],
    ['a taken tag name', 'tag/create', { tagname: 'UI' }, { errcode: 40071 }],
    ['a long tag name', 'tag/create', { tagname: 'x'.repeat(33) }, { errcode: 40072 }],
    ['another name', 'tag/update', { tagid: '12', tagname: 'UI design' }, { errcode: 0, errmsg: 'updated' }],
    [
      'members and parties',
      'tag/addtagusers',
      { tagid: 12, userlist: ['00123', 'No-One'], partylist: [3, 99] },
      { ...ok, invalidlist: 'no-one', invalidparty: [99] },
    ],
    ['nobody known', 'tag/addtagusers', { tagid: 12, userlist: ['nobody'] }, { errcode: 40070 }],
    ['nobody at all', 'tag/addtagusers', { tagid: 12, userlist: '' }, { errcode: 40063 }],
    [
      'what it holds',
      'tag/get?tagid=12',
      undefined,
      { ...ok, tagname: 'UI design', userlist: [{ userid: '00123', name: '张三' }], partylist: [3] },
    ],
    [
      'all tags',
      'tag/list',
      undefined,
      {
        taglist: [
          { tagid: 12, tagname: 'UI design' },
          { tagid: 13, tagname: '后端' },
        ],
      },
    ],
    ['off again', 'tag/deltagusers', { tagid: 12, userlist: ['00123'], partylist: [3] }, deleted],
    ['no such tag', 'tag/get?tagid=77', undefined, { errcode: 40068 }],
    ['a tag removed', 'tag/delete?tagid=13', undefined, deleted],
    ['a department with people', 'department/delete?id=3', undefined, { errcode: 60005 }],
    ['one with departments', 'department/delete?id=2', undefined, { errcode: 60006 }],
    ['the root', 'department/delete?id=1', undefined, { errcode: 60007 }],
    ['the owner stays', 'user/delete?userid=boss', undefined, { errcode: 301005 }],
    ['one bad id spoils all', 'user/batchdelete', { useridlist: ['42', 'nobody'] }, { errcode: 40031 }],
    ['together', 'user/batchdelete', { useridlist: ['42'] }, deleted],
    ['gone', 'user/get?userid=42', undefined, { errcode: 60111 }],
    ['a writer refuses GET', 'user/create?userid=x', undefined, { errcode: 43002 }],
    [
      'back under the same userid',
      'user/create',
      { userid: '42', name: '李四二', mobile: '13800000002', department: [3] },
      { errcode: 0, errmsg: 'created' },
    ],
    [
      'with new facts',
      'user/get?userid=42',
      undefined,
      { userid: '42', name: '李四二', gender: '0', department: [3], direct_leader: [], status: 4 },
    ],
    ['deleted by GET', 'user/delete?userid=42', undefined, deleted],
  ];
  test.each(rows)('%s', async (_what, path, body, answer) => {
    expect(await contacts.ask(path, body)).toMatchObject(answer);
  });
});

test('an open id stands for a member both ways', async () => {
  const { openid } = await contacts.ask('user/convert_to_openid', { userid: '00123' });
  expect(await contacts.ask('user/convert_to_openid', { userid: '00123' })).toMatchObject({ openid });
  expect(await contacts.ask('user/convert_to_userid', { openid })).toMatchObject({ userid: '00123' });
  expect((await contacts.ask('user/convert_to_userid', { openid: 'oxxx' })).errcode).toBe(40073);
});

test('pages of ids name everyone once', async () => {
  const seen: unknown[] = [];
  let cursor = '';
  do {
    const page = await contacts.ask('user/list_id', { cursor, limit: 1 });
    seen.push(...(page['dept_user'] as unknown[]));
    cursor = page['next_cursor'] as string;
  } while (cursor);
  expect(seen).toEqual((await contacts.ask('user/list_id', {}))['dept_user']);
});

test('what a program writes is in the audit log, and members see it', async () => {
  const { members } = (await company.owner.call(directoryAdmin.adminMembers, { q: '张三' })).body;
  expect(members).toMatchObject([{ userid: '00123', position: '总监', status: 'invited' }]);
  const log = await world.house.openWork(company.id, { kind: 'system', id: 'system' }, (work) =>
    work.sql<{ action: string; actor: string }>(
      `select action, actor from audit_entries where corp_id = $1 and action like 'directory.%' and object = $2`,
      [company.id, members[0]!.id],
    ),
  );
  expect(log.map((l) => l.action)).toContain('directory.member_created');
  expect(new Set(log.map((l) => l.actor))).toEqual(new Set([contacts.app.id]));
});

test('sixteen levels are one too many', async () => {
  let parentid = 1;
  for (let level = 2; level <= 15; level++)
    parentid = (await contacts.ask('department/create', { name: `深${level}`, parentid }))['id'] as number;
  expect((await contacts.ask('department/create', { name: '深16', parentid })).errcode).toBe(81002);
});

test('an app sees its visible range and nothing else, and writes nothing', async () => {
  const { departments } = (
    await company.owner.call(directoryAdmin.adminDepartments, { parentId: company.rootId })
  ).body;
  const rd = departments.find((d) => d.no === 2)!.id;
  const app = await wecomClient(world, company, {
    name: '只看研发',
    visible: { all: false, memberIds: [], departmentIds: [rd], tagIds: [] },
  });
  expect(await app.ask('user/get?userid=00123')).toMatchObject({ errcode: 0 });
  expect((await app.ask('user/get?userid=boss')).errcode).toBe(60011);
  expect(await app.ask('department/list')).toMatchObject({ department: [{ id: 2 }, { id: 3 }] });
  expect((await app.ask('department/get?id=1')).errcode).toBe(60011);
  expect((await app.ask('user/list?department_id=1')).errcode).toBe(60011);
  expect((await app.ask('user/update', { userid: '00123', name: '改名' })).errcode).toBe(48002);
});
