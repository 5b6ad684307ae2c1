import { type Batch, expensesAdmin, type Payment } from '@teahouse/contract/expenses-admin';
import type { ClaimId, MemberId, PaymentBatchId, PaymentId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';

const PAGE = 30;

interface BatchRow {
  id: PaymentBatchId;
  no: string;
  state: Batch['state'];
  maker: MemberId;
  checker: MemberId | null;
  currency: string;
  count: number;
  total: number;
  paid: number;
  failed: number;
  made_at: Date;
  checked_at: Date | null;
}
const BATCH = `b.id, b.no, b.state, b.maker, b.checker, b.currency, b.count, b.total, b.made_at, b.checked_at,
  (select count(*)::int from payments p where p.corp_id = $1 and p.batch_id = b.id and p.state = 'paid') paid,
  (select count(*)::int from payments p where p.corp_id = $1 and p.batch_id = b.id and p.state = 'failed') failed`;

const toBatch = (r: BatchRow): Batch => ({
  id: r.id,
  no: r.no,
  state: r.state,
  maker: r.maker,
  checker: r.checker,
  currency: r.currency,
  count: r.count,
  total: String(r.total),
  paid: r.paid,
  failed: r.failed,
  madeAt: r.made_at.toISOString(),
  checkedAt: r.checked_at?.toISOString() ?? null,
});

interface PaymentRow {
  id: PaymentId;
  batch_id: PaymentBatchId;
  claim_id: ClaimId;
  claim_no: string;
  member_id: MemberId;
  amount: number;
  holder: string;
  bank: string;
  last4: string;
  sealed: string;
  key: string;
  state: Payment['state'];
  attempts: number;
  bank_ref: string;
  reason: string;
}
const PAYMENT = `p.id, p.batch_id, p.claim_id, c.no claim_no, p.member_id, p.amount, p.holder, p.bank, p.last4, p.sealed, p.key, p.state,
  p.attempts, p.bank_ref, p.reason`;

export const toPayment = (r: PaymentRow): Payment => ({
  id: r.id,
  claimId: r.claim_id,
  claimNo: r.claim_no,
  memberId: r.member_id,
  amount: String(r.amount),
  holder: r.holder,
  bank: r.bank,
  last4: r.last4,
  state: r.state,
  attempts: r.attempts,
  bankRef: r.bank_ref,
  reason: r.reason,
});

/** A batch, held until the work is done. */
export async function heldBatch(work: Work, batchId: PaymentBatchId): Promise<Batch> {
  const [row] = await work.sql<BatchRow>(
    `select ${BATCH} from payment_batches b where b.corp_id = $1 and b.id = $2 for update of b`,
    [work.corpId, batchId],
  );
  return row ? toBatch(row) : fail('expenses.batch_not_found');
}

export const paymentsOf = (work: Work, batchId: PaymentBatchId): Promise<PaymentRow[]> =>
  work.sql<PaymentRow>(
    `select ${PAYMENT} from payments p join expense_claims c on c.corp_id = $1 and c.id = p.claim_id
      where p.corp_id = $1 and p.batch_id = $2 order by c.no`,
    [work.corpId, batchId],
  );

/** A payment with its batch, both held until the work is done. */
export async function heldPayment(
  work: Work,
  paymentId: PaymentId,
): Promise<{ payment: PaymentRow; batch: Batch }> {
  const [found] = await work.sql<{ batch_id: PaymentBatchId }>(
    'select batch_id from payments where corp_id = $1 and id = $2',
    [work.corpId, paymentId],
  );
  if (!found) return fail('expenses.payment_not_found');
  // The batch first, as everybody else does.
  const batch = await heldBatch(work, found.batch_id);
  const payment = (await paymentsOf(work, batch.id)).find((p) => p.id === paymentId);
  return payment ? { payment, batch } : fail('expenses.payment_not_found');
}

export const listBatches = implement(expensesAdmin.listBatches, async (work, { before }) => {
  const rows = await work.sql<BatchRow>(
    `select ${BATCH} from payment_batches b where b.corp_id = $1 and ($2::text is null or b.id < $2) order by b.id desc limit ${PAGE}`,
    [work.corpId, before ?? null],
  );
  return { batches: rows.map(toBatch), next: rows.length === PAGE ? rows.at(-1)!.id : null };
});

export const getBatch = implement(expensesAdmin.getBatch, async (work, { batchId }) => {
  const [row] = await work.sql<BatchRow>(
    `select ${BATCH} from payment_batches b where b.corp_id = $1 and b.id = $2`,
    [work.corpId, batchId],
  );
  if (!row) return fail('expenses.batch_not_found');
  return { ...toBatch(row), payments: (await paymentsOf(work, batchId)).map(toPayment) };
});
