// What the authorization matrix asks about expenses: Li's claims at every stop of their way, and the papers of finance.
import { expenses } from '@teahouse/contract/expenses';
import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { ClaimId } from '@teahouse/contract/ids';
import { system } from '../kernel/work.ts';
import type { Company, Person, World } from './world.ts';

export async function makeExpenses(world: World, a: Company, li: Person): Promise<Record<string, string>> {
  const finance = await a.hire('财');
  await a.appoint(finance, 'finance');
  const { types } = (await li.call(expenses.listExpenseTypes, {})).body;
  const expenseType = types.find((t) => !t.needsInvoice)!.id;
  await li.call(expenses.setPayeeAccount, { holder: '李', bank: 'canary-bank', number: '6222000011112345' });
  const claim = async () => {
    const { body } = await li.call(expenses.createClaim, {
      cid: crypto.randomUUID(),
      purpose: 'canary-claim',
      lines: [{ typeId: expenseType, day: '2026-01-05', amount: '100' }],
    });
    return body.id;
  };
  const draft = await claim();
  const sent = await claim();
  await li.call(expenses.submitClaim, { claimId: sent });
  const payable = async (): Promise<ClaimId> => {
    const id = await claim();
    await world.house.openWork(a.id, system, (w) =>
      w.sql(`update expense_claims set state = 'approved', payable = 100 where corp_id = $1 and id = $2`, [
        a.id,
        id,
      ]),
    );
    return id;
  };
  const batch = async () => {
    const claimIds = [await payable()];
    return (await finance.call(expensesAdmin.makeBatch, { cid: crypto.randomUUID(), claimIds })).body.id;
  };
  const checked = async () => {
    const batchId = await batch();
    await a.owner.call(expensesAdmin.checkBatch, { batchId, count: 1, total: '100' });
    const { payments } = (await finance.call(expensesAdmin.getBatch, { batchId })).body;
    return { batchId, paymentId: payments[0]!.id };
  };
  const open = await checked();
  const failed = await checked();
  await finance.call(expensesAdmin.markPayment, { paymentId: failed.paymentId, outcome: 'failed' });
  const advance = { memberId: li.id, amount: '100', note: 'canary-advance' };
  const given = await finance.call(expensesAdmin.giveAdvance, { cid: crypto.randomUUID(), ...advance });
  await finance.call(expensesAdmin.makeExport, { cid: crypto.randomUUID() });
  await finance.call(expensesAdmin.giveAdvance, { cid: crypto.randomUUID(), ...advance });
  const budget = await finance.call(expensesAdmin.createBudget, {
    name: 'canary-budget',
    departmentId: null,
    costCentre: '',
    typeId: null,
    from: '2025-01-01',
    until: '2025-12-31',
    amount: '100',
    strict: true,
  });
  world.canaries.belong(a.id, ['canary-claim', 'canary-bank', 'canary-advance', 'canary-budget']);
  return {
    expenseType,
    claim: draft,
    sentClaim: sent,
    payableClaim: await payable(),
    payBatch: await batch(),
    checkedBatch: open.batchId,
    payment: open.paymentId,
    failedPayment: failed.paymentId,
    advance: given.body.id,
    budget: budget.body.id,
  };
}
