import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import type { PaymentBatchId, PaymentId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { useInvoices } from '../invoices/index.ts';
import { heldPayment, toPayment } from './batches.ts';
import { accountsOf } from './make-batch.ts';
import { movement, postDocument } from './post-document.ts';
import { expenseSettings } from './settings.ts';

/** Nothing but somebody's word about what the bank did moves a payment; an unknown outcome stays unknown. */
export const markPayment = implement(
  expensesAdmin.markPayment,
  async (work, { paymentId, outcome, bankRef, reason }) => {
    const { payment, batch } = await heldPayment(work, paymentId);
    if (payment.state === outcome) return toPayment(payment);
    if (payment.state !== 'pending') fail('expenses.payment_settled');
    if (batch.state !== 'checked') fail('expenses.batch_not_checked');
    await work.db
      .updateTable('payments')
      .set({ state: outcome, bank_ref: bankRef, reason, marked_by: actingMember(work), marked_at: work.now })
      .where('id', '=', paymentId)
      .execute();
    if (outcome === 'paid') {
      const { accounts } = await expenseSettings(work);
      await postDocument(work, {
        doc: paymentId,
        memo: `${batch.no} ${payment.claim_no}`,
        currency: batch.currency,
        sides: movement(accounts.payable, accounts.bank, payment.amount),
      });
      await work.db
        .updateTable('expense_claims')
        .set({ state: 'paid', paid_at: work.now })
        .where('id', '=', payment.claim_id)
        .execute();
      await useInvoices(work, payment.claim_id);
    }
    await closeWhereDone(work, batch.id);
    await work.audit({
      action: `expenses.payment_${outcome}`,
      object: paymentId,
      detail: { claim: payment.claim_no, bankRef, reason },
    });
    return await seen(work, paymentId);
  },
);

/** The same payment under the same key, to where the member is paid now; a second person looks over it again. */
export const retryPayment = implement(expensesAdmin.retryPayment, async (work, { paymentId }) => {
  const { payment, batch } = await heldPayment(work, paymentId);
  if (payment.state === 'pending') return toPayment(payment);
  if (payment.state !== 'failed') fail('expenses.payment_settled');
  const account = (await accountsOf(work, [payment.member_id])).get(payment.member_id)!;
  const { holder, bank, last4, sealed } = account;
  await work.db
    .updateTable('payments')
    .set({
      state: 'pending',
      attempts: payment.attempts + 1,
      holder,
      bank,
      last4,
      sealed,
      bank_ref: '',
      reason: '',
    })
    .where('id', '=', paymentId)
    .execute();
  await work.db
    .updateTable('payment_batches')
    .set({ state: 'made', maker: actingMember(work), checker: null })
    .where('id', '=', batch.id)
    .execute();
  await work.audit({
    action: 'expenses.payment_retried',
    object: paymentId,
    detail: { claim: payment.claim_no },
  });
  return await seen(work, paymentId);
});

async function closeWhereDone(work: Work, batchId: PaymentBatchId): Promise<void> {
  await work.sql(
    `update payment_batches b set state = 'closed' where b.corp_id = $1 and b.id = $2
        and not exists (select from payments p where p.corp_id = $1 and p.batch_id = $2 and p.state = 'pending')`,
    [work.corpId, batchId],
  );
}

const seen = async (work: Work, id: PaymentId) => toPayment((await heldPayment(work, id)).payment);
