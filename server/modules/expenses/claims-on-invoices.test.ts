import { approvals } from '@teahouse/contract/approvals';
import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import { expenses } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { invoices } from '@teahouse/contract/invoices';
import { expect, test } from 'vitest';
import { act, decide } from '../../testing/decide.ts';
import {
  stageExpenses,
  corp,
  li,
  boss,
  maker,
  line,
  draft,
  submit,
  seen,
  pay,
} from '../../testing/expense-stage.ts';

stageExpenses();

test('a line on an invoice of the folder holds it, gives it back when refused, and uses it up when paid', async () => {
  const wu = await corp.hire('吴');
  const text = '01,32,,24312000000088880001,56.00,20260520,,CAFE,';
  const bill = (await li.call(invoices.addInvoiceFromText, { text })).body;
  const state = async () => (await li.call(invoices.getInvoice, { invoiceId: bill.id })).body.state;
  const code = async (answer: Promise<{ body: { error?: { code: string } } }>) =>
    (await answer).body.error?.code;
  const on = (more: object = {}) => line(5_600, { type: 'Meals', invoiceId: bill.id, ...more });
  expect(await code(draft(wu, [on()]))).toBe('invoices.not_found');
  expect(await code(draft(li, [on({ amount: '5601' })]))).toBe('expenses.above_invoice');

  const first = (await submit(li, [on()])).body;
  expect(first.lines[0]).toMatchObject({ invoiceId: bill.id, invoiceNo: '24312000000088880001' });
  expect(await state()).toBe('held');
  // Whoever has the same invoice on paper types its number in vain.
  const typed = { type: 'Meals', invoiceNo: '24312000000088880001' };
  expect(await code(draft(wu, [line(5_600, typed)]))).toBe('expenses.invoice_taken');
  await decide(boss, first.approvalId!, 'reject');
  expect(await state()).toBe('free');

  const { body: second } = await submit(li, [on()]);
  await decide(boss, second.approvalId!);
  const { payments } = await pay([second.id]);
  await maker.call(expensesAdmin.markPayment, { paymentId: payments[0]!.id, outcome: 'paid', bankRef: 'B1' });
  expect((await seen(second.id)).state).toBe('paid');
  expect(await state()).toBe('used');
});

test('one invoice is split over lines and claims, never beyond its total, whoever comes first', async () => {
  const text = '01,32,,24312000000088880002,100.00,20260520,,CAFE,';
  const { id: invoiceId } = (await li.call(invoices.addInvoiceFromText, { text })).body;
  const left = async () => (await li.call(invoices.getInvoice, { invoiceId })).body.left;
  const part = (amount: number) => line(amount, { type: 'Meals', invoiceId });
  const above = await draft(li, [part(6_000), part(4_001)]);
  expect(above.body.error?.code).toBe('expenses.above_invoice');

  const two = (await submit(li, [part(1_000), part(500)])).body;
  expect([two.state, await left()]).toEqual(['submitted', '8500']);
  const open = (await li.call(invoices.listMyInvoices, { state: 'open' })).body.invoices;
  expect(open.map((i) => i.id)).toEqual([invoiceId]);
  // Six claims of thirty yuan each at once: there is enough for two of them.
  const drafts = await Promise.all(Array.from({ length: 6 }, () => draft(li, [part(3_000)])));
  const sent = await Promise.all(drafts.map((d) => li.call(expenses.submitClaim, { claimId: d.body.id })));
  expect(sent.filter((s) => s.status === 200)).toHaveLength(2);
  const refused = sent.filter((s) => s.status !== 200).map((s) => s.body.error?.text);
  expect(new Set(refused)).toEqual(new Set(['Of invoice 24312000000088880002 only ¥25.00 is left']));
  expect(await left()).toBe('2500');
  // Typed by hand it cannot be shared, neither beside the folder nor twice.
  const typed = { type: 'Meals', invoiceNo: '24312000000088880002' };
  expect((await draft(li, [line(100, typed)])).body.error?.code).toBe('expenses.invoice_taken');
  const mixed = await draft(li, [part(100), line(100, typed)]);
  expect(mixed.body.error?.code).toBe('expenses.invoice_taken');
  await decide(boss, two.approvalId!, 'reject');
  expect(await left()).toBe('4000');
  expect((await submit(li, [part(4_000)])).status).toBe(200);
  expect((await li.call(invoices.listMyInvoices, { state: 'open' })).body.invoices).toEqual([]);
});

test('what a request took out of a folder is typed into a claim in vain', async () => {
  const wu = await corp.hire('吴');
  const text = '01,32,,24312000000088880009,100.00,20260520,,CAFE,';
  const { id } = (await li.call(invoices.addInvoiceFromText, { text })).body;
  const flow = Flow.parse({
    form: [{ id: 'bills', kind: 'invoices', label: '发票', required: true }],
    nodes: [{ kind: 'approve', id: 'boss', name: '经理', who: [{ by: 'user', ids: [boss.id] }] }],
    settings: {},
  });
  const made = await corp.owner.call(approvalsAdmin.createTemplate, { name: '招待', flow });
  const templateId = made.body.id;
  await corp.owner.call(approvalsAdmin.publishTemplate, { templateId });
  const cid = crypto.randomUUID();
  const form = { bills: [{ id }] };
  const { no } = (await li.call(approvals.submitApproval, { cid, templateId, form })).body;
  const typed = { type: 'Meals', invoiceNo: '24312000000088880009' };
  const refused = (await draft(wu, [line(10_000, typed)])).body.error;
  expect(refused).toMatchObject({ code: 'expenses.invoice_taken', text: expect.stringContaining(no) });

  // And the other way round: what a claim has typed, a request does not take out of a folder any more.
  const paper = '01,32,,24312000000088880010,100.00,20260520,,CAFE,';
  const later = (await li.call(invoices.addInvoiceFromText, { text: paper })).body;
  const ask = () =>
    li.call(approvals.submitApproval, {
      cid: crypto.randomUUID(),
      templateId,
      form: { bills: [{ id: later.id }] },
    });
  const { body: claim } = await submit(wu, [line(10_000, { ...typed, invoiceNo: '24312000000088880010' })]);
  expect((await ask()).body.error).toMatchObject({
    code: 'invoices.typed_elsewhere',
    text: expect.stringContaining(claim.no),
  });
  await act(wu, claim.approvalId!, { do: 'withdraw' });
  expect((await ask()).status).toBe(200);
});
