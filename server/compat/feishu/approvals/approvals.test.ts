// Feishu's own SDK reads a form, submits it in a member's name, follows it, decides it and takes it back.
import { approvals } from '@teahouse/contract/approvals';
import * as lark from '@larksuiteoapi/node-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../../../kernel/work.ts';
import { changeApp } from '../../../modules/apps/index.ts';
import { makeProgramTemplate } from '../../../modules/approvals/index.ts';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import { feishuClient } from '../../../testing/feishu-client.ts';
import { type Company, openWorld, type Person, type World } from '../../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let client: lark.Client;
let approval_code: string;

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-06-10T02:00:00Z');
  company = await world.company('南山修车');
  lin = await company.hire('林小雨', { userid: 'lin' });
  zhou = await company.hire('周大山', { userid: 'zhou' });
  await company.hire('陈静', { userid: 'chen' });
  await company.owner.call(directoryAdmin.changeMember, { memberId: lin.id, managerId: zhou.id });
  const { app, secret } = await feishuClient(world, company, { name: '飞书审批' });
  approval_code = await world.house.openWork(company.id, system, async (work) => {
    await changeApp(work, app.id, { scopes: ['office.read', 'office.write'] });
    const control = { required: false } as const;
    return await makeProgramTemplate(work, app.id, {
      name: '采购',
      en: null,
      controls: [
        { ...control, id: 'what', kind: 'text', label: '品名', required: true },
        { ...control, id: 'price', kind: 'money', label: '金额' },
        { ...control, id: 'when', kind: 'date', label: '日期' },
        {
          ...control,
          id: 'kind',
          kind: 'select',
          label: '类别',
          options: [
            { key: 'a', label: '甲' },
            { key: 'b', label: '乙' },
          ],
        },
        { ...control, id: 'who', kind: 'contact', label: '经手', of: 'member' },
      ],
    });
  });
  const silent = () => undefined;
  const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };
  client = new lark.Client({ appId: `cli_${app.no}`, appSecret: secret, domain: world.url, logger });
});
afterAll(() => world?.close());

const open = (person: Person) => `ou_${person.id.slice(4)}`;
const form = () =>
  JSON.stringify([
    { id: 'what', type: 'input', value: '轮胎' },
    { id: 'price', type: 'amount', value: 1280.5 },
    { id: 'when', type: 'date', value: '2026-06-12T00:00:00+08:00' },
    { id: 'kind', type: 'radioV2', value: 'b' },
    { id: 'who', type: 'contact', value: [open(zhou)] },
  ]);
const submit = async (uuid: string) =>
  (await client.approval.v4.instance.create({ data: { approval_code, user_id: 'lin', form: form(), uuid } }))
    .data!.instance_code;
const read = async (instance_id: string) =>
  (await client.approval.v4.instance.get({ path: { instance_id } })).data!;

test('a form is read, filled in and comes back as it was filled in', async () => {
  const definition = await client.approval.v4.approval.get({ path: { approval_code } });
  expect(definition.data).toMatchObject({ approval_name: '采购', status: 'ACTIVE' });
  expect((JSON.parse(definition.data!.form) as { type: string }[]).map((c) => c.type)).toEqual([
    'input',
    'amount',
    'date',
    'radioV2',
    'contact',
  ]);
  const code = await submit('u1');
  expect(await submit('u1')).toBe(code);
  const one = await read(code);
  expect(one).toMatchObject({
    approval_name: '采购',
    status: 'PENDING',
    user_id: 'lin',
    open_id: open(lin),
    task_list: [{ user_id: 'zhou', status: 'PENDING', type: 'OR' }],
    timeline: [{ type: 'START' }],
  });
  expect(JSON.parse(one.form)).toMatchObject([
    { id: 'what', value: '轮胎' },
    { id: 'price', value: 1280.5 },
    { id: 'when', value: '2026-06-11T16:00:00.000Z' },
    { id: 'kind', value: 'b' },
    { id: 'who', value: [open(zhou)] },
  ]);
  const span = { start_time: '1', end_time: String(world.clock.now.getTime() + 1) };
  const page = await client.approval.v4.instance.list({ params: { approval_code, ...span } });
  expect(page.data).toMatchObject({ instance_code_list: [code], has_more: false });
});

test('whoever is asked decides or passes it on; the applicant takes it back; the record names the app', async () => {
  const code = await submit('u2');
  const task = async () => (await read(code)).task_list!.find((t) => t.status === 'PENDING')!.id;
  const data = async (user_id: string) => ({
    approval_code,
    instance_code: code,
    user_id,
    task_id: await task(),
  });
  const params = { user_id_type: 'user_id' as const };
  const refused = await client.approval.v4.task.approve({ params, data: await data('chen') });
  expect(refused.code).toBe(1390010);
  const passed = { ...(await data('zhou')), transfer_user_id: 'chen', comment: '你看' };
  expect((await client.approval.v4.task.transfer({ params, data: passed })).code).toBe(0);
  const agreed = { ...(await data('chen')), comment: '可以' };
  expect((await client.approval.v4.task.approve({ params, data: agreed })).code).toBe(0);
  const done = await read(code);
  expect(done.status).toBe('APPROVED');
  expect(done.timeline.map((t) => t.type)).toEqual(expect.arrayContaining(['START', 'PASS']));
  expect((await client.approval.v4.task.reject({ params, data: agreed })).code).toBe(1390011);
  const other = await submit('u3');
  const back = { approval_code, instance_code: other, user_id: 'lin' };
  expect((await client.approval.v4.instance.cancel({ params, data: back })).code).toBe(0);
  expect((await read(other)).status).toBe('CANCELED');
  const { body } = await lin.call(approvals.listApprovals, { box: 'mine' });
  expect(body.approvals.map((a) => a.status).toSorted()).toEqual(['approved', 'running', 'withdrawn']);
  const acts = await world.house.openWork(company.id, system, (work) =>
    work.sql<{ n: number }>(
      `select count(*)::int n from audit_entries where corp_id = $1 and action = 'approvals.acted_for'`,
      [work.corpId],
    ),
  );
  expect(acts[0]?.n).toBe(3);
});

test('what is wrong is refused by number', async () => {
  const ask = async (data: object) =>
    (
      await client.approval.v4.instance.create({
        data: { approval_code, user_id: 'lin', form: form(), ...data } as never,
      })
    ).code;
  expect(await ask({ approval_code: 'apt_nothing' })).toBe(1390002);
  expect(await ask({ form: 'x' })).toBe(1390001);
  expect(await ask({ form: '[{"id":"none","value":"x"}]' })).toBe(1390001);
  expect(await ask({ form: '[]' })).toBe(1390001);
  expect(await ask({ user_id: 'nobody' })).toBe(41012);
  expect((await client.approval.v4.instance.get({ path: { instance_id: 'apv_none' } })).code).toBe(1390003);
});
