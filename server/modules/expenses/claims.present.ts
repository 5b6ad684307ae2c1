import type { Claim, ClaimBrief, ClaimLine } from '@teahouse/contract/expenses';
import type { ClaimId, ExpenseTypeId, InvoiceId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { factsOfFiles } from '../files/index.ts';
import type { ClaimRow } from './claims.access.ts';

export interface LineRow {
  no: number;
  type_id: ExpenseTypeId;
  day: string;
  amount: number;
  tax: number;
  currency: string;
  rate_e8: number;
  claimed: number;
  claimed_tax: number;
  approved: number;
  cut_reason: string;
  cost_centre: string;
  city: string;
  note: string;
  invoice_id: InvoiceId | null;
  invoice_code: string;
  invoice_no: string;
  invoice_key: string;
  over: boolean;
}

export const linesOf = (work: Work, claimId: ClaimId): Promise<LineRow[]> =>
  work.sql<LineRow>(
    `select no, type_id, day, amount, tax, currency, rate_e8, claimed, claimed_tax, approved, cut_reason, cost_centre, city, note,
            invoice_id, invoice_code, invoice_no, invoice_key, over
       from expense_lines where corp_id = $1 and claim_id = $2 order by no`,
    [work.corpId, claimId],
  );

const toLine = (r: LineRow): ClaimLine => ({
  no: r.no,
  typeId: r.type_id,
  day: r.day,
  amount: String(r.amount),
  tax: String(r.tax),
  currency: r.currency,
  rateE8: String(r.rate_e8),
  claimed: String(r.claimed),
  approved: String(r.approved),
  cutReason: r.cut_reason,
  costCentre: r.cost_centre,
  city: r.city,
  note: r.note,
  invoiceId: r.invoice_id,
  invoiceCode: r.invoice_code,
  invoiceNo: r.invoice_no,
  over: r.over,
});

export const toBrief = (r: ClaimRow & { lines: number }): ClaimBrief => ({ ...facts(r), lines: r.lines });

export async function toClaim(work: Work, r: ClaimRow): Promise<Claim> {
  const known = await factsOfFiles(work, r.files);
  return {
    ...facts(r),
    lines: (await linesOf(work, r.id)).map(toLine),
    files: r.files.flatMap((id) => known.get(id) ?? []),
    overReason: r.over_reason,
    approvalId: r.approval_id,
  };
}

const facts = (r: ClaimRow) => ({
  id: r.id,
  no: r.no,
  memberId: r.member_id,
  state: r.state,
  purpose: r.purpose,
  currency: r.currency,
  total: String(r.total),
  settled: String(r.settled),
  payable: String(r.payable),
  overLimit: r.over_limit,
  overBudget: r.over_budget,
  createdAt: r.created_at.toISOString(),
  submittedAt: r.submitted_at?.toISOString() ?? null,
  paidAt: r.paid_at?.toISOString() ?? null,
});
