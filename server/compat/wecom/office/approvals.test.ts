// A program of the office talks to us as it talks to WeCom: it reads a form, submits it, follows it and hears of it.
import { approvalComments } from '@teahouse/contract/approval-comments';
import { approvals } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { callbacks } from '@teahouse/contract/callbacks';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { ApprovalId, ApprovalTemplateId } from '@teahouse/contract/ids';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp, corpCode } from '../../../modules/apps/index.ts';
import { type Receiver, receiveCallbacks } from '../../../testing/callback-receiver/receive-callbacks.ts';
import { type WecomClient, wecomClient } from '../../../testing/wecom-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let oa: WecomClient;
let receiver: Receiver;
let expense: string;

beforeAll(async () => {
  world = await openWorld({ env: { OUTSIDE_ALLOW: '127.0.0.1' } });
  world.clock.now = new Date('2026-06-10T02:00:00Z');
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'lin' });
  zhou = await company.hire('周大山', { userid: 'zhou' });
  await company.hire('陈静', { userid: 'chen' });
  await company.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: zhou.id });
  oa = await wecomClient(world, company, { name: 'OA' });
  await world.house.openWork(company.id, system, (work) =>
    changeApp(work, oa.app.id, { scopes: ['contacts.read', 'office.read', 'office.write'] }),
  );
  receiver = await receiveCallbacks(corpCode(company.id));
  const { url, token, aesKey } = receiver;
  const set = { appId: oa.app.id, url, token, aesKey, format: 'xml' as const };
  expect((await company.owner.call(callbacks.setCallback, set)).status).toBe(200);
  const made = await oa.ask('oa/approval/create_template', {
    template_name: [{ text: '报销', lang: 'zh_CN' }],
    template_content: { controls: everyControl },
  });
  expect(made).toMatchObject({ errcode: 0 });
  expense = made['template_id'] as string;
});
afterAll(async () => {
  await receiver.close();
  await world.close();
});

const title = (text: string) => [{ text, lang: 'zh_CN' }];
const property = (control: string, id: string, require = 0) => ({
  property: { control, id, title: title(id), placeholder: title(''), require, un_print: 0 },
});
const everyControl = [
  property('Text', 'Text-1', 1),
  property('Textarea', 'Area-1'),
  property('Number', 'Number-1'),
  property('Money', 'Money-1'),
  { ...property('Date', 'Date-1'), config: { date: { type: 'day' } } },
  { ...property('Date', 'Hour-1'), config: { date: { type: 'hour' } } },
  { ...property('DateRange', 'Range-1'), config: { date_range: { type: 'halfday' } } },
  {
    ...property('Selector', 'Sel-1'),
    config: {
      selector: { type: 'multi', options: ['a', 'b'].map((key) => ({ key, value: { text: key } })) },
    },
  },
  { ...property('Contact', 'User-1'), config: { contact: { type: 'multi', mode: 'user' } } },
  { ...property('Contact', 'Party-1'), config: { contact: { type: 'single', mode: 'department' } } },
  property('File', 'File-1'),
  {
    ...property('Table', 'Table-1'),
    config: { table: { children: [property('Money', 'Sum-1')], stat_field: [] } },
  },
  property('Location', 'Place-1'),
  property('PhoneNumber', 'Phone-1'),
  property('BankAccount', 'Bank-1'),
];
const contents = (extra: object[] = []) => [
  { control: 'Text', id: 'Text-1', value: { text: '打车' } },
  ...extra,
];
const apply = async (more: object, extra: object[] = []) =>
  await oa.ask('oa/applyevent', {
    creator_userid: 'lin',
    choose_department: 0,
    template_id: expense,
    use_template_approver: 1,
    apply_data: { contents: contents(extra) },
    summary_list: [{ summary_info: [{ text: '打车', lang: 'zh_CN' }] }],
    ...more,
  });
interface Info {
  sp_status: number;
  sp_record: { approverattr: number; sp_status: number; details: { approver: { userid: string } }[] }[];
  process_list: { node_list: { node_type: number; apv_rel: number }[] };
  apply_data: { contents: { id: string; value: Record<string, unknown> }[] };
}
const read = async (sp_no: string) =>
  (await oa.ask('oa/getapprovaldetail', { sp_no }))['info'] as Info & Record<string, unknown>;
const decide = async (who: Person, no: string, how: 'approve' | 'reject', comment = '') => {
  const { body } = await who.call(approvals.listApprovals, { box: 'todo' });
  const one = body.approvals.find((a) => a.no === no)!;
  const act = { do: how, taskId: one.task!.id, comment };
  const said = await who.call(approvals.actOnApproval, { approvalId: one.id, cid: randomUUID(), act });
  expect(said.status).toBe(200);
  return one.id;
};
const heard = async () => {
  for (let round = 0; round < 3; round++) await world.settle();
  return receiver.told.splice(0).map((t) => t.plain);
};

test('a form made by a program is read back as it was made', async () => {
  const answer = await oa.ask('oa/gettemplatedetail', { template_id: expense });
  expect(answer).toMatchObject({ errcode: 0, template_names: title('报销') });
  const { controls } = answer['template_content'] as { controls: Record<string, unknown>[] };
  expect(controls).toHaveLength(everyControl.length);
  expect(controls[0]).toEqual(everyControl[0]);
  expect(controls[7]).toMatchObject({
    config: { selector: { type: 'multi', options: [{ key: 'a', value: title('a') }, {}] } },
  });
  const renamed = { template_id: expense, template_name: title('费用报销') };
  const again = { ...renamed, template_content: { controls: everyControl } };
  expect((await oa.ask('oa/approval/update_template', again)).errcode).toBe(0);
  expect(await oa.ask('oa/gettemplatedetail', { template_id: expense })).toMatchObject({
    template_names: title('费用报销'),
  });
  expect((await oa.ask('oa/gettemplatedetail', { template_id: 'apt_none' })).errcode).toBe(301026);
});

test('every control comes back with the value it was given, among empty lists', async () => {
  const upload = new FormData();
  upload.append('media', new Blob(['发票一张']), 'a.txt');
  const sent = await oa.raw('media/upload?type=file', { method: 'POST', body: upload });
  const { media_id } = (await sent.json()) as { media_id: string };
  const values = [
    ['Textarea', 'Area-1', { text: '两行\n字' }],
    ['Number', 'Number-1', { new_number: '12.5' }],
    ['Money', 'Money-1', { new_money: '700.50' }],
    // Midnight in the company's own zone.
    ['Date', 'Date-1', { date: { type: 'day', s_timestamp: '1569859200' } }],
    ['Date', 'Hour-1', { date: { type: 'hour', s_timestamp: '1569897000' } }],
    [
      'DateRange',
      'Range-1',
      { date_range: { type: 'halfday', new_begin: 1570550400, new_end: 1570593600, new_duration: 86400 } },
    ],
    [
      'Selector',
      'Sel-1',
      { selector: { type: 'multi', options: [{ key: 'b', value: [{ text: 'b', lang: 'zh_CN' }] }] } },
    ],
    ['Contact', 'User-1', { members: [{ userid: 'chen', name: '陈静' }] }],
    ['Contact', 'Party-1', { departments: [{ openapi_id: '1', name: '南山修车' }] }],
    [
      'Table',
      'Table-1',
      { children: [{ list: [{ control: 'Money', id: 'Sum-1', value: { new_money: '1.00' } }] }] },
    ],
    [
      'Location',
      'Place-1',
      { location: { latitude: '22.5', longitude: '114', title: '深圳', address: '', time: 1 } },
    ],
    ['PhoneNumber', 'Phone-1', { phonenumber: { area: '', number: '13800000001' } }],
  ] as [string, string, object][];
  const file: [string, string, object] = ['File', 'File-1', { files: [{ file_id: media_id }] }];
  const said = [...values, file].map(([control, id, value]) => ({ control, id, value }));
  const made = await apply({}, said);
  expect(made).toMatchObject({ errcode: 0, errmsg: 'ok', sp_no: expect.stringMatching(/^20260610\d{4}$/) });
  const info = await read(made['sp_no'] as string);
  expect(info).toMatchObject({
    sp_no: made['sp_no'],
    sp_status: 1,
    template_id: expense,
    applyer: { userid: 'lin', partyid: '1' },
    batch_applyer: [],
    notifyer: [],
    comments: [],
  });
  const back = new Map(info.apply_data.contents.map((c) => [c.id, c.value]));
  for (const [, id, value] of values)
    if (id !== 'Place-1' && id !== 'Table-1') expect(back.get(id), id).toMatchObject(value);
  expect(back.get('Place-1')).toMatchObject({ location: { latitude: '22.5', title: '深圳' } });
  expect(back.get('Table-1')).toMatchObject({
    children: [{ list: [{ id: 'Sum-1', value: { new_money: '1.00', files: [] } }] }],
  });
  expect(back.get('File-1')).toMatchObject({ files: [{ file_id: expect.any(String) }] });
  for (const value of back.values())
    for (const name of ['tips', 'members', 'departments', 'files', 'children', 'stat_field'])
      expect(Array.isArray(value[name]), name).toBe(true);
  // 700.50 has two digits, 0.001 a fraction of a fen.
  const fraction = { control: 'Money', id: 'Money-1', value: { new_money: '0.001' } };
  expect((await apply({}, [fraction])).errcode).toBe(301025);
});

test('attr and apv_rel mean the opposite of each other', async () => {
  const both = ['zhou', 'chen'];
  const any = { use_template_approver: 0, approver: [{ attr: 1, userid: both }] };
  const all = { use_template_approver: 0, approver: [{ attr: 2, userid: both }], notifyer: ['chen'] };
  const node = (apv_rel: number) => ({
    use_template_approver: 0,
    process: {
      node_list: [
        { type: 1, apv_rel, userid: both },
        { type: 2, userid: ['chen'] },
      ],
    },
  });
  const status = async (said: object, word: 'approve' | 'reject' = 'approve') => {
    const no = (await apply(said))['sp_no'] as string;
    await decide(zhou, no, word);
    const info = await read(no);
    return [
      info.sp_status,
      info.sp_record[0]!.approverattr,
      info.process_list.node_list.find((n) => n.node_type === 1)!.apv_rel,
    ];
  };
  expect(await status(any)).toEqual([2, 1, 2]);
  expect(await status(all)).toEqual([1, 2, 1]);
  expect(await status(node(1))).toEqual([1, 2, 1]);
  expect(await status(node(2))).toEqual([2, 1, 2]);
  expect(await status(any, 'reject')).toEqual([3, 1, 2]);
  expect((await apply({ use_template_approver: 0 })).errcode).toBe(301025);
  expect((await apply({ use_template_approver: 0, approver: [{ attr: 3, userid: both }] })).errcode).toBe(
    301025,
  );
  // The flows of single requests are nobody's versions of the template.
  const { body } = await company.owner.call(approvalsAdmin.adminTemplate, {
    templateId: expense as ApprovalTemplateId,
  });
  expect(body.versions.map((v) => v.version)).toEqual([2, 1]);
});

test('requests are listed by span and filter, page by page, as text', async () => {
  const now = world.clock.now.getTime() / 1000;
  const span = { starttime: String(now - 3600), endtime: String(now + 3600), new_cursor: '' };
  const whole = await oa.ask('oa/getapprovalinfo', { ...span, size: 100 });
  const nos = whole['sp_no_list'] as string[];
  expect(nos.length).toBeGreaterThan(4);
  expect(whole).not.toHaveProperty('new_next_cursor');
  const first = await oa.ask('oa/getapprovalinfo', { ...span, size: 2 });
  expect(first['sp_no_list']).toEqual(nos.slice(0, 2));
  const second = await oa.ask('oa/getapprovalinfo', {
    ...span,
    new_cursor: first['new_next_cursor'],
    size: 100,
  });
  expect(second['sp_no_list']).toEqual(nos.slice(2));
  const filtered = async (...filters: object[]) =>
    (await oa.ask('oa/getapprovalinfo', { ...span, size: 100, filters }))['sp_no_list'];
  expect(await filtered({ key: 'creator', value: 'zhou' })).toEqual([]);
  expect(await filtered({ key: 'template_id', value: expense }, { key: 'department', value: '1' })).toEqual(
    nos,
  );
  const refused = (await filtered({ key: 'sp_status', value: '3' })) as string[];
  expect(refused).toHaveLength(1);
  expect((await read(refused[0]!)).sp_status).toBe(3);
  const months = { ...span, starttime: String(now - 32 * 86_400), size: 100 };
  expect((await oa.ask('oa/getapprovalinfo', months)).errcode).toBe(301025);
  expect((await oa.ask('oa/getapprovalinfo', { ...span, size: 101 })).errcode).toBe(301025);
});

test('a program hears of every word', async () => {
  await heard();
  const no = (await apply({ use_template_approver: 0, approver: [{ attr: 1, userid: ['zhou'] }] }))[
    'sp_no'
  ] as string;
  const [submitted] = await heard();
  expect(submitted).toContain(
    `<Event><![CDATA[sys_approval_change]]></Event><AgentID>${oa.app.no}</AgentID><ApprovalInfo><SpNo>${no}</SpNo><SpNoStr><![CDATA[${no}]]></SpNoStr>`,
  );
  expect(submitted).toContain('<StatuChangeEvent>1</StatuChangeEvent>');
  const id = await decide(zhou, no, 'approve', '准了');
  const [agreed] = await heard();
  expect(agreed).toContain('<Speech><![CDATA[准了]]></Speech><SpStatus>2</SpStatus>');
  expect(agreed).toContain('<StatuChangeEvent>2</StatuChangeEvent>');
  await lin.call(approvalComments.commentApproval, {
    approvalId: id as ApprovalId,
    cid: randomUUID(),
    text: '谢谢',
  });
  expect((await heard())[0]).toMatch(/谢谢.*<StatuChangeEvent>10<\/StatuChangeEvent>/s);
  expect(await read(no)).toMatchObject({ sp_status: 2, comments: [{ commentcontent: '谢谢' }] });
});

test('programs from before read requests, and follow those they keep under their own number', async () => {
  await heard();
  const third = {
    third_no: 'PO-7',
    use_template_approver: 0,
    approver: [{ attr: 1, userid: ['zhou', 'chen'] }],
    notifyer: ['lin'],
  };
  const no = (await apply(third))['sp_no'] as string;
  expect((await apply(third))['sp_no']).toBe(no);
  const events = await heard();
  expect(events.map((e) => /<Event><!\[CDATA\[(\w+)/.exec(e)?.[1])).toEqual([
    'sys_approval_change',
    'open_approval_change',
  ]);
  expect(events[1]).toContain('<ThirdNo><![CDATA[PO-7]]></ThirdNo>');
  expect(events[1]).toMatch(
    /<OpenSpStatus>1<.*<ItemUserid><!\[CDATA\[(zhou|chen)\]\]>.*<ItemUserid>.*<approverstep>0</s,
  );
  await decide(zhou, no, 'approve', '买');
  const open = await oa.ask('corp/getopenapprovaldata', { thirdNo: 'PO-7' });
  expect(open['data']).toMatchObject({
    ThirdNo: 'PO-7',
    OpenSpstatus: 2,
    ApplyUserId: 'lin',
    ApprovalNodes: { ApprovalNode: [{ NodeStatus: 2, NodeAttr: 1, Items: { Item: expect.any(Array) } }] },
    NotifyNodes: { NotifyNode: [{ ItemUserId: 'lin' }] },
  });
  expect((await oa.ask('corp/getopenapprovaldata', { thirdNo: 'PO-8' })).errcode).toBe(301025);
  const now = world.clock.now.getTime() / 1000;
  const span = { starttime: now - 3_600, endtime: now + 3_600 };
  const page = await oa.ask('corp/getapprovaldata', span);
  const rows = page['data'] as { sp_num: number }[];
  expect(page).toMatchObject({ count: rows.length, total: rows.length, next_spnum: rows.at(-1)!.sp_num });
  const mine = rows.find((r) => String(r.sp_num) === no) as unknown as { comm: { apply_data: string } };
  expect(mine).toMatchObject({
    spname: '费用报销',
    apply_user_id: 'lin',
    approval_name: expect.arrayContaining(['周大山']),
    sp_status: 2,
    mediaids: [],
  });
  expect(JSON.parse(mine.comm.apply_data)).toMatchObject({
    'Text-1': { type: 'text', value: { text: '打车' } },
  });
  expect(await oa.ask('corp/getapprovaldata', { ...span, next_spnum: page['next_spnum'] })).toMatchObject({
    count: 0,
    data: [],
  });
  expect((await oa.ask('corp/getapprovaldata', { ...span, starttime: 1 })).errcode).toBe(301025);
});

test("the house's own forms are read and submitted, too", async () => {
  const { body } = await lin.call(approvals.listTemplates, {});
  for (const { id } of body.templates)
    expect((await oa.ask('oa/gettemplatedetail', { template_id: id })).errcode).toBe(0);
  const leave = body.templates.find((t) => t.kind === 'out')!.id;
  const range = { type: 'hour', new_begin: 1_781_485_200, new_end: 1_781_488_800, new_duration: 1 };
  const made = await oa.ask('oa/applyevent', {
    creator_userid: 'lin',
    template_id: leave,
    use_template_approver: 1,
    apply_data: {
      contents: [
        { control: 'Attendance', id: 'span', value: { attendance: { date_range: range, type: 4 } } },
        { control: 'Text', id: 'place', value: { text: '海关' } },
        { control: 'Textarea', id: 'reason', value: { text: '报关' } },
      ],
    },
  });
  expect(made).toMatchObject({ errcode: 0 });
  const { contents: back } = (await read(made['sp_no'] as string)).apply_data;
  // How long it is, the house counts itself.
  expect(back[0]!.value).toMatchObject({
    attendance: { type: 4, date_range: { ...range, new_duration: 3_600 } },
  });
});
