import { expensesAdmin } from '@teahouse/contract/expenses-admin';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { heldClaim } from './claims.access.ts';

export const cutLine = implement(expensesAdmin.cutLine, async (work, { claimId, line, approved, reason }) => {
  const claim = await heldClaim(work, claimId);
  if (!claim || claim.state === 'draft') return fail('expenses.claim_not_found');
  if (claim.state !== 'submitted') fail('expenses.not_under_way');
  const rows = await work.sql(
    `update expense_lines set approved = $4, cut_reason = $5
        where corp_id = $1 and claim_id = $2 and no = $3 and claimed >= $4 returning no`,
    [work.corpId, claimId, line, approved, reason],
  );
  if (rows.length === 0) fail('expenses.bad_cut');
  await work.audit({ action: 'expenses.line_cut', object: claimId, detail: { line, approved, reason } });
  return {};
});
