import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { invoices } from '@teahouse/contract/invoices';
import { expect, test } from 'vitest';
import { decide } from '../../testing/decide.ts';
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
