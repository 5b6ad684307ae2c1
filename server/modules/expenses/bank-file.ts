import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { unseal } from '../../kernel/seal.ts';
import { majorOf } from '../approvals/index.ts';
import { csvLine } from '../identity/index.ts';
import { heldBatch, paymentsOf } from './batches.ts';
import { PAYEE } from './payee-account.ts';

/** The open payments of a checked batch. The last line holds the control totals of those above it. */
export const bankFile = implementRaw(expensesAdmin.bankFile, async (call, { batchId }) => {
  const { batch, open } = await call.work(async (work) => {
    const held = await heldBatch(work, batchId);
    if (held.state !== 'checked') fail('expenses.batch_not_checked');
    await work.audit({ action: 'expenses.bank_file_taken', object: batchId });
    return {
      batch: held,
      open: (await paymentsOf(work, batchId)).filter((p) => p.state === 'pending'),
    };
  });
  const amount = (minor: number) => majorOf({ minor: String(minor), cur: batch.currency });
  const lines = [
    ['no', 'payee', 'account', 'bank', 'amount', 'currency', 'claim', 'key'],
    ...open.map((p, i) => [
      String(i + 1),
      p.holder,
      unseal(call.ports.secret, PAYEE, p.sealed) ??
        fail('common.internal', 'the account was sealed with another secret'),
      p.bank,
      amount(p.amount),
      batch.currency,
      p.claim_no,
      p.key,
    ]),
    [
      'total',
      String(open.length),
      '',
      '',
      amount(open.reduce((n, p) => n + p.amount, 0)),
      batch.currency,
      batch.no,
      '',
    ],
  ];
  call.reply.header('content-type', 'text/csv; charset=utf-8');
  call.reply.header('content-disposition', `attachment; filename="${batch.no}.csv"`);
  call.reply.header('cache-control', 'no-store');
  // The byte order mark tells spreadsheets that this is UTF-8.
  return `\uFEFF${lines.map(csvLine).join('')}`;
});
