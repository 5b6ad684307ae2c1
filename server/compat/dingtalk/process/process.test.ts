// A program of DingTalk's kind submits a request, follows it and takes it back.
import { approvals } from '@teahouse/contract/approvals';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp } from '../../../modules/apps/index.ts';
import { makeProgramTemplate } from '../../../modules/approvals/index.ts';
import { type DingtalkClient, dingtalkClient } from '../../../testing/dingtalk-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let zhou: Person;
let app: DingtalkClient;
let process_code: string;

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-06-10T02:00:00Z');
  company = await world.company('南山修车');
  await company.hire('林小雨', { userid: 'lin' });
  zhou = await company.hire('周大山', { userid: 'zhou' });
  await company.hire('陈静', { userid: 'chen' });
  app = await dingtalkClient(world, company, { name: '钉钉审批' });
  process_code = await world.house.openWork(company.id, system, async (work) => {
    await changeApp(work, app.app.id, { scopes: ['office.read', 'office.write'] });
    const required = false;
    const options = ['甲', '乙'].map((label, i) => ({ key: `k${i}`, label }));
    const controls = [
      { id: 'what', kind: 'text', label: '品名', required: true },
      { id: 'price', kind: 'money', label: '金额', required },
      { id: 'span', kind: 'dateRange', label: '期间', unit: 'day', required },
      { id: 'kind', kind: 'select', label: '类别', multi: true, options, required },
      {
        id: 'lines',
        kind: 'table',
        label: '明细',
        required,
        children: [{ id: 'n', kind: 'number', label: '数量', required }],
      },
    ] as Parameters<typeof makeProgramTemplate>[2]['controls'];
    return await makeProgramTemplate(work, app.app.id, { name: '采购', en: null, controls });
  });
});
afterAll(() => world?.close());

const values = [
  { name: '品名', value: '轮胎' },
  { name: '金额', value: '1280.50' },
  { name: '期间', value: '["2026-06-12","2026-06-13"]' },
  { name: '类别', value: '["乙"]' },
  { name: '明细', value: '[[{"name":"数量","value":"4"}]]' },
];
const submit = async (more: object = {}) =>
  await app.ask('/topapi/processinstance/create', {
    process_code,
    originator_user_id: 'lin',
    dept_id: 1,
    approvers_v2: JSON.stringify([{ task_action_type: 'OR', user_ids: ['zhou', 'chen'] }]),
    cc_list: 'chen',
    form_component_values: JSON.stringify(values),
    ...more,
  });
const read = async (process_instance_id: unknown) =>
  (await app.ask('/topapi/processinstance/get', { process_instance_id }))['process_instance'];

test('a request is submitted as texts, decided by a person, and read back', async () => {
  const { process_instance_id: id } = await submit();
  expect(await read(id)).toMatchObject({
    title: '采购',
    status: 'RUNNING',
    originator_userid: 'lin',
    create_time: '2026-06-10 10:00:00',
    tasks: [{ task_status: 'RUNNING' }, { task_status: 'RUNNING' }],
  });
  const todo = (await zhou.call(approvals.listApprovals, { box: 'todo' })).body.approvals[0]!;
  const act = { do: 'approve' as const, taskId: todo.task!.id, comment: '买' };
  await zhou.call(approvals.actOnApproval, { approvalId: todo.id, cid: randomUUID(), act });
  const done = (await read(id)) as { form_component_values: { name: string; value: string }[] };
  expect(done).toMatchObject({
    status: 'COMPLETED',
    result: 'agree',
    cc_userids: ['chen'],
    operation_records: [
      { userid: 'lin', operation_type: 'START_PROCESS_INSTANCE' },
      { userid: 'zhou', operation_result: 'AGREE', remark: '买' },
    ],
  });
  const [what, price, span, kind, lines] = done.form_component_values;
  expect([what, price, span, kind].map((v) => v?.value)).toEqual([
    '轮胎',
    '1280.50',
    '["2026-06-12","2026-06-13"]',
    '["乙"]',
  ]);
  expect(JSON.parse(lines!.value)).toMatchObject([[{ name: '数量', value: '4' }]]);
});

test('requests are listed page by page, taken back by the applicant, and refused by number', async () => {
  const { process_instance_id: id } = await submit({ approvers_v2: undefined, approvers: 'zhou,chen' });
  const span = { process_code, start_time: 1, end_time: world.clock.now.getTime() };
  const first = await app.ask('/topapi/processinstance/listids', { ...span, size: 1, cursor: 0 });
  expect(first.result).toMatchObject({ list: [expect.any(String)], next_cursor: expect.any(Number) });
  const cursor = first.result['next_cursor'];
  const second = await app.ask('/topapi/processinstance/listids', {
    ...span,
    size: 1,
    cursor,
    userid_list: 'lin',
  });
  expect(second.result).toEqual({ list: [id] });
  const end = (operating_userid: string) =>
    app.ask('/topapi/process/instance/terminate', { request: { process_instance_id: id, operating_userid } });
  expect((await end('zhou')).errcode).toBe(60011);
  expect(await end('lin')).toMatchObject({ errcode: 0, result: true });
  expect(await read(id)).toMatchObject({ status: 'TERMINATED' });
  const code = async (more: object) => (await submit(more)).errcode;
  expect(await code({ process_code: 'PROC-x' })).toBe(40035);
  expect(await code({ form_component_values: '[{"name":"没有","value":"x"}]' })).toBe(40035);
  expect(await code({ form_component_values: '{' })).toBe(40035);
  expect(await code({ originator_user_id: 'nobody' })).toBe(60121);
});
