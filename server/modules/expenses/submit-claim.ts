import type { FormValues } from '@teahouse/contract/approvals-shapes';
import { expenses } from '@teahouse/contract/expenses';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { majorOf, startApproval } from '../approvals/index.ts';
import { reachOf } from '../directory/index.ts';
import { holdersOf, ownersOf } from '../identity/index.ts';
import { holdInvoices } from '../invoices/index.ts';
import { type ClaimRow, claimToChange, claimToSee } from './claims.access.ts';
import { type LineRow, linesOf, toClaim } from './claims.present.ts';
import { holdBudgets } from './hold-budgets.ts';
import { mustBeFree } from './invoices-taken.ts';
import { overLimits } from './over-limits.ts';
import { subjectOf } from './settle-claim.ts';
import { typeRows } from './types.ts';

/** Invoices are taken, budgets held and the approval started in one transaction: all of it or nothing. */
export const submitClaim = implement(expenses.submitClaim, async (work, { claimId }) => {
  const claim = await claimToChange(work, claimId);
  const lines = await linesOf(work, claimId);
  if (lines.length === 0) fail('expenses.empty');
  await invoicesThere(work, lines);
  await mustBeFree(work, lines, claimId);
  // A line in yuan takes its amount of the invoice; one in another currency cannot be measured by it and takes what is left.
  const takes = lines.flatMap((l) => {
    if (!l.invoice_id) return [];
    const { invoice_id: invoiceId } = l;
    return [l.currency === 'CNY' ? { invoiceId, amount: BigInt(l.amount) } : { invoiceId }];
  });
  await holdInvoices(work, claim.member_id, takes, claimId);
  const over = await overLimits(work, claim, lines);
  const overBudget = await holdBudgets(work, claim, lines);
  const overLimit = over.includes(true);
  if ((overLimit || overBudget) && !claim.over_reason) fail('expenses.reason_needed');
  await work.sql(
    `update expense_lines l set live = true, over = l.no = any($3), approved = claimed, cut_reason = ''
      where l.corp_id = $1 and l.claim_id = $2`,
    [work.corpId, claimId, lines.flatMap((l, i) => (over[i] ? [l.no] : []))],
  );
  const attempt = claim.attempt + 1;
  await work.db
    .updateTable('expense_claims')
    .set({
      state: 'submitted',
      attempt,
      over_limit: overLimit,
      over_budget: overBudget,
      submitted_at: work.now,
      decided_at: null,
    })
    .where('id', '=', claimId)
    .execute();
  const approval = await startApproval(work, {
    kind: 'claim',
    applicant: claim.member_id,
    subject: subjectOf(claimId, attempt),
    form: await formOf(work, claim, lines, overLimit || overBudget),
  });
  await work.db
    .updateTable('expense_claims')
    .set({ approval_id: approval.id })
    .where('id', '=', claimId)
    .execute();
  return await toClaim(work, await claimToSee(work, claimId));
});

async function invoicesThere(work: Work, lines: readonly LineRow[]) {
  const needing = new Set((await typeRows(work)).filter((t) => t.needs_invoice).map((t) => t.id));
  const bare = lines.find((l) => needing.has(l.type_id) && !l.invoice_no && !l.invoice_id);
  if (bare) fail('expenses.invoice_needed', '', [{ path: 'line', text: String(bare.no) }]);
}

/** The claim as its approvers read it. */
async function formOf(
  work: Work,
  claim: ClaimRow,
  lines: readonly LineRow[],
  over: boolean,
): Promise<FormValues> {
  const names = new Map((await typeRows(work)).map((t) => [t.id, t.name]));
  const amount = (minor: number) => majorOf({ minor: String(minor), cur: claim.currency });
  const foreign = (l: LineRow) =>
    l.currency === claim.currency
      ? ''
      : `${l.currency} ${majorOf({ minor: String(l.amount), cur: l.currency })}`;
  return {
    no: claim.no,
    purpose: claim.purpose,
    items: lines.map((l) => ({
      type: names.get(l.type_id) ?? '',
      day: l.day,
      amount: amount(l.claimed),
      invoice: [l.invoice_code, l.invoice_no].join(' ').trim(),
      note: [foreign(l), l.note].filter(Boolean).join(' · '),
    })),
    total: amount(claim.total),
    currency: claim.currency,
    over_limit: [over ? 'yes' : 'no'],
    over_reason: claim.over_reason,
    finance: await financeOf(work),
    files: claim.files,
  };
}

/** Who answers for the money: the finance administrators who work here, else the owners. */
async function financeOf(work: Work): Promise<MemberId[]> {
  for (const ids of [await holdersOf(work, 'finance'), await ownersOf(work)]) {
    const here = await reachOf(work, ids);
    const active = ids.filter((id) => here.has(id));
    if (active.length) return active.slice(0, 100);
  }
  return [];
}
