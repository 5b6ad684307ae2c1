import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { heldBatch } from './batches.ts';

export const checkBatch = implement(expensesAdmin.checkBatch, async (work, { batchId, count, total }) => {
  const batch = await heldBatch(work, batchId);
  const me = actingMember(work);
  if (batch.maker === me) fail('expenses.same_person');
  if (batch.state !== 'made' || batch.count !== count || BigInt(batch.total) !== BigInt(total))
    fail('expenses.batch_moved_on');
  await work.db
    .updateTable('payment_batches')
    .set({ state: 'checked', checker: me, checked_at: work.now })
    .where('id', '=', batchId)
    .execute();
  await work.audit({ action: 'expenses.batch_checked', object: batchId, detail: { count, total } });
  return await heldBatch(work, batchId);
});

export const cancelBatch = implement(expensesAdmin.cancelBatch, async (work, { batchId }) => {
  const batch = await heldBatch(work, batchId);
  // One that was tried at the bank before is finished, not taken back: a failed payment waits there for its retry.
  if (batch.state !== 'made' || batch.paid || batch.failed || batch.checkedAt)
    fail('expenses.batch_moved_on');
  await work.sql(
    `update expense_claims c set state = 'approved' from payments p
      where c.corp_id = $1 and p.corp_id = $1 and p.batch_id = $2 and c.id = p.claim_id`,
    [work.corpId, batchId],
  );
  await work.sql(`update payments set state = 'cancelled' where corp_id = $1 and batch_id = $2`, [
    work.corpId,
    batchId,
  ]);
  await work.db
    .updateTable('payment_batches')
    .set({ state: 'cancelled' })
    .where('id', '=', batchId)
    .execute();
  await work.audit({ action: 'expenses.batch_cancelled', object: batchId });
  return await heldBatch(work, batchId);
});
