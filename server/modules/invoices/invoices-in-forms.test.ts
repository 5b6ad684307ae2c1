// Forms that name things of other modules: customers, rooms, tasks and invoices, each only for those who may name it.
import { randomUUID } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import { calendar } from '@teahouse/contract/calendar';
import { contactCodes } from '@teahouse/contract/contact-codes';
import { customers } from '@teahouse/contract/customers';
import type { ApprovalId, ApprovalTemplateId, InvoiceId } from '@teahouse/contract/ids';
import { invoices } from '@teahouse/contract/invoices';
import { tasks } from '@teahouse/contract/tasks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, decide } from '../../testing/decide.ts';
import { phoneAt } from '../../testing/phone.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let company: Company;
let lin: Person;
let zhou: Person;
let templateId: ApprovalTemplateId;

beforeAll(async () => {
  world = await openWorld();
  company = await world.company('南山修车');
  lin = await company.hire('林小雨');
  zhou = await company.hire('周大山');
  const link = { kind: 'record' as const, required: false };
  const flow = Flow.parse({
    form: [
      { id: 'who', label: '客户', record: 'customer', ...link },
      { id: 'where', label: '会议室', record: 'room', ...link },
      { id: 'what', label: '任务', record: 'task', multi: true, ...link },
      { id: 'bills', label: '发票', kind: 'invoices' },
      { id: 'rows', label: '明细', kind: 'table', children: [{ id: 'who', label: '客户', ...link }] },
    ],
    nodes: [
      {
        kind: 'branch',
        id: 'big',
        arms: [
          {
            id: 'much',
            name: '大额',
            when: { op: 'ge', field: 'bills', value: '200' },
            nodes: [approver('boss', company.owner)],
          },
        ],
        else: [approver('peer', zhou)],
      },
    ],
    settings: { summary: ['who', 'bills', 'rows'], revokeDays: 7 },
  });
  const made = await company.owner.call(approvalsAdmin.createTemplate, { name: '招待', flow });
  templateId = made.body.id;
  expect((await company.owner.call(approvalsAdmin.publishTemplate, { templateId })).status).toBe(200);
});
afterAll(() => world.close());

const approver = (id: string, who: Person) => ({
  kind: 'approve' as const,
  id,
  name: '经理',
  who: [{ by: 'user' as const, ids: [who.id] }],
});
const submit = (form: object, who = lin) =>
  who.call(approvals.submitApproval, { cid: randomUUID(), templateId, form: { ...form } });
const seen = async (approvalId: ApprovalId, who = lin) =>
  (await who.call(approvals.getApproval, { approvalId })).body;
const bill = async (n: number, total: string, who = lin) =>
  (
    await who.call(invoices.addInvoiceFromText, {
      text: `01,32,,2431200000002000${String(n).padStart(4, '0')},${total},20260520,,9A8B`,
    })
  ).body.id;
const stateOf = async (invoiceId: InvoiceId) =>
  (await lin.call(invoices.getInvoice, { invoiceId })).body.state;
const refusedAt = (answer: { body: { error?: { code: string; fields?: { path: string }[] } } }) => [
  answer.body.error?.code,
  answer.body.error?.fields?.map((f) => f.path),
];

test('a form names what its writer may name, by the title of that moment; a reader gets the title and no more', async () => {
  const code = await lin.call(contactCodes.createContactCode, { name: '前台', welcome: { text: '' } });
  await phoneAt(world.house, code.body.url).scan();
  const { customerId, name } = (await lin.call(customers.listCustomers, {})).body.follows[0]!;
  await lin.call(customers.changeFollow, { customerId, remark: '难缠的' });
  const room = await company.owner.call(calendar.saveRoom, { name: '兰亭', place: '三楼', capacity: 6 });
  const task = (await lin.call(tasks.addTask, { title: '回访' })).body;
  const form = {
    who: [{ id: customerId, title: '别的名字' }],
    where: [{ id: room.body.id }],
    what: [{ id: task.id }],
    bills: [{ id: await bill(9, '10.00') }],
    rows: [{ who: [{ id: customerId, title: '别的名字' }] }],
  };
  const { id } = (await submit(form)).body;
  const shown = await seen(id, zhou);
  expect(shown.form).toMatchObject({
    who: [{ id: customerId, title: name }],
    where: [{ id: room.body.id, title: '兰亭 · 三楼' }],
    what: [{ id: task.id, title: '回访' }],
    rows: [{}],
  });
  expect(JSON.stringify(shown)).not.toMatch(/难缠|别的名字/);
  expect((await zhou.call(customers.getCustomer, { customerId })).status).toBe(404);

  expect(refusedAt(await submit({ who: form.who }, zhou))).toEqual(['approvals.bad_form', ['who']]);
  expect(refusedAt(await submit({ what: form.what }, zhou))).toEqual(['approvals.bad_form', ['what']]);
  const none = [{ id: 'mrm_00000000000000000000000000' }];
  expect(refusedAt(await submit({ where: none }))).toEqual(['approvals.bad_form', ['where']]);
  const two = [form.who[0]!, { id: 'cus_x' }];
  expect(refusedAt(await submit({ who: two }))).toEqual(['approvals.bad_form', ['who']]);
  // Sent back and sent again: what stood in it stays as it was named then.
  await lin.call(tasks.changeTask, { taskId: task.id, title: '回访二' });
  const taskId = (await seen(id, zhou)).task!.id;
  await act(zhou, id, { do: 'return', taskId, to: 'start', comment: '补充' });
  await act(lin, id, { do: 'resubmit', form: { what: form.what, bills: form.bills } });
  expect((await seen(id)).form).toMatchObject({ what: [{ title: '回访' }] });
});

test('invoices are held while a request runs, used when it passes, free again otherwise; their sum decides the way', async () => {
  const [a, b] = [await bill(1, '106.00'), await bill(2, '99.50')];
  const first = (await submit({ bills: [{ id: a, minor: '1' }] })).body.id;
  expect((await seen(first)).form).toMatchObject({ bills: [{ id: a, minor: '10600', cur: 'CNY' }] });
  expect(await stateOf(a)).toBe('held');
  expect(refusedAt(await submit({ bills: [{ id: a }] }))).toEqual(['approvals.bad_form', ['bills']]);
  expect(refusedAt(await submit({ bills: [{ id: b }] }, zhou))).toEqual(['approvals.bad_form', ['bills']]);
  await decide(zhou, first, 'reject');
  expect(await stateOf(a)).toBe('free');

  const second = (await submit({ bills: [{ id: a }, { id: b }] })).body.id;
  // 205.50 goes to the owner of the company and not to a colleague.
  expect((await seen(second, company.owner)).task).not.toBeNull();
  const { body: listed } = await company.owner.call(approvals.listApprovals, { box: 'todo' });
  expect(listed.approvals[0]!.summary).toMatchObject([{ value: [{ minor: '10600' }, { minor: '9950' }] }]);
  const taskId = (await seen(second, company.owner)).task!.id;
  await act(company.owner, second, { do: 'return', taskId, to: 'start', comment: '分开' });
  expect(await stateOf(b)).toBe('free');
  await act(lin, second, { do: 'resubmit', form: { bills: [{ id: b }] } });
  expect([await stateOf(a), await stateOf(b)]).toEqual(['free', 'held']);
  await decide(zhou, second);
  expect(await stateOf(b)).toBe('used');
  await act(lin, second, { do: 'revoke', reason: '开错了' });
  await decide(zhou, second);
  expect((await seen(second)).status).toBe('revoked');
  expect(await stateOf(b)).toBe('free');
  const third = (await submit({ bills: [{ id: b }] })).body.id;
  await act(lin, third, { do: 'withdraw' });
  expect(await stateOf(b)).toBe('free');
});
