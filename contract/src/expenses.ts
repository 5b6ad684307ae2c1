// Expense claims as those who spent the money see them. Amounts are minor units as decimal text, with their currency beside them.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { StoredFile } from './files.ts';
import { AdvanceId, ApprovalId, ClaimId, ExpenseTypeId, FileId, MemberId, TagId, InvoiceId } from './ids.ts';

const when = z.iso.datetime();
export const Minor = z.string().regex(/^\d{1,13}$/);
export const Currency = z.string().regex(/^[A-Z]{3}$/);
/** What one unit of a currency is worth in the company's own, in hundred millionths. */
const RateE8 = z.string().regex(/^[1-9]\d{0,13}$/);

/** A limit of its own for some cities and for whoever carries a tag; both must fit where both are given. */
export const LimitTier = z.object({
  cities: z.array(z.string().trim().min(1).max(40)).max(50),
  tagId: TagId.nullable(),
  perDay: Minor,
});
export type LimitTier = z.infer<typeof LimitTier>;

export const ExpenseType = z.object({
  id: ExpenseTypeId,
  name: z.string(),
  en: z.string().nullable(),
  needsInvoice: z.boolean(),
  /** one day of one member; the first tier that fits goes before it */
  perDay: Minor.nullable(),
  perClaim: Minor.nullable(),
  tiers: z.array(LimitTier),
});
export type ExpenseType = z.infer<typeof ExpenseType>;

const line = {
  typeId: ExpenseTypeId,
  day: z.iso.date(),
  /** tax included */
  amount: Minor,
  /** of the amount, what may be deducted */
  tax: Minor,
  currency: Currency,
  rateE8: RateE8,
  costCentre: z.string().trim().max(40),
  city: z.string().trim().max(40),
  note: z.string().trim().max(200),
  /** empty on a fully digital invoice */
  invoiceCode: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{0,20}$/),
  invoiceNo: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{0,40}$/),
};
export const LineInput = z.object({
  ...line,
  amount: line.amount.refine((a) => !/^0+$/.test(a)),
  tax: line.tax.default('0'),
  currency: line.currency.default('CNY'),
  rateE8: line.rateE8.default('100000000'),
  costCentre: line.costCentre.default(''),
  city: line.city.default(''),
  note: line.note.default(''),
  invoiceCode: line.invoiceCode.default(''),
  invoiceNo: line.invoiceNo.default(''),
  /** the invoice in the wallet this line stands on */
  invoiceId: InvoiceId.optional(),
});
export type LineInput = z.infer<typeof LineInput>;

export const ClaimLine = z.object({
  ...line,
  no: z.number().int(),
  invoiceId: InvoiceId.nullable(),
  /** in the company's currency */
  claimed: Minor,
  approved: Minor,
  /** why less was approved */
  cutReason: z.string(),
  /** above a limit of its kind */
  over: z.boolean(),
});
export type ClaimLine = z.infer<typeof ClaimLine>;

export const ClaimState = z.enum([
  'draft',
  'submitted',
  'approved',
  'paying',
  'paid',
  'rejected',
  'withdrawn',
]);
export type ClaimState = z.infer<typeof ClaimState>;

export const ClaimBrief = z.object({
  id: ClaimId,
  no: z.string(),
  memberId: MemberId,
  state: ClaimState,
  purpose: z.string(),
  currency: Currency,
  total: Minor,
  /** of it settled against advances, and what is left to pay; zero until approved */
  settled: Minor,
  payable: Minor,
  lines: z.number().int(),
  overLimit: z.boolean(),
  overBudget: z.boolean(),
  createdAt: when,
  submittedAt: when.nullable(),
  paidAt: when.nullable(),
});
export type ClaimBrief = z.infer<typeof ClaimBrief>;

export const Claim = ClaimBrief.omit({ lines: true }).extend({
  lines: z.array(ClaimLine),
  files: z.array(StoredFile),
  overReason: z.string(),
  approvalId: ApprovalId.nullable(),
});
export type Claim = z.infer<typeof Claim>;

export const Advance = z.object({
  id: AdvanceId,
  no: z.string(),
  memberId: MemberId,
  amount: Minor,
  outstanding: Minor,
  note: z.string(),
  givenAt: when,
});
export type Advance = z.infer<typeof Advance>;

/** Where a member is paid: never the whole number. */
export const PayeeAccount = z.object({ holder: z.string(), bank: z.string(), last4: z.string() });

const onOne = { claimId: ClaimId };
const draft = {
  purpose: z.string().trim().min(1).max(100),
  lines: z.array(LineInput).max(100),
  files: z.array(FileId).max(20).default([]),
  /** why a limit or a budget is exceeded */
  overReason: z.string().trim().max(200).default(''),
};
const draftErrors = [
  'expenses.type_not_found',
  'expenses.future_day',
  'expenses.bad_amount',
  'expenses.bad_rate',
  'expenses.invoice_taken',
  'expenses.above_invoice',
  'invoices.not_found',
  'files.not_found',
] as const;
/** What stops a claim on its way into approval, also when it is sent in again from there. */
export const submitErrors = [
  'invoices.not_found',
  'invoices.not_free',
  'invoices.incomplete',
  'invoices.too_much',
  'expenses.claim_not_found',
  'expenses.not_a_draft',
  'expenses.empty',
  'expenses.invoice_needed',
  'expenses.invoice_taken',
  'expenses.reason_needed',
  'expenses.over_budget',
  'expenses.start_there',
] as const;

export const expenses = {
  listExpenseTypes: endpoint({
    method: 'GET',
    path: '/expenses/types',
    summary: 'What can be claimed, with its limits, and the currency of the company',
    who: 'member',
    input: z.object({}),
    output: z.object({ types: z.array(ExpenseType), currency: Currency, costCentres: z.array(z.string()) }),
    errors: [],
  }),
  listMyClaims: endpoint({
    method: 'GET',
    path: '/expenses/claims',
    summary: 'My claims, newest first',
    who: 'member',
    input: z.object({
      before: ClaimId.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(40),
    }),
    output: z.object({ claims: z.array(ClaimBrief), next: ClaimId.nullable() }),
    errors: [],
  }),
  getClaim: endpoint({
    method: 'GET',
    path: '/expenses/claims/:claimId',
    summary: 'One claim with its lines, for whoever made it, pays it or was asked about it',
    who: 'member',
    input: z.object(onOne),
    output: Claim,
    errors: ['expenses.claim_not_found'],
  }),
  createClaim: endpoint({
    method: 'POST',
    path: '/expenses/claims',
    summary: 'Begin a claim; a repeat with the same cid is the same claim',
    who: 'member',
    input: z.object({ cid: z.uuid(), ...draft }),
    output: Claim,
    errors: draftErrors,
  }),
  changeClaim: endpoint({
    method: 'PUT',
    path: '/expenses/claims/:claimId',
    summary: 'Change a claim that is not on its way; one that was refused or withdrawn becomes a draft again',
    who: 'member',
    input: z.object({ ...onOne, ...draft }),
    output: Claim,
    errors: [...draftErrors, 'expenses.claim_not_found', 'expenses.not_a_draft'],
  }),
  removeClaim: endpoint({
    method: 'DELETE',
    path: '/expenses/claims/:claimId',
    summary: 'Throw a draft away',
    who: 'member',
    input: z.object(onOne),
    output: z.object({}),
    errors: ['expenses.claim_not_found', 'expenses.not_a_draft'],
  }),
  submitClaim: endpoint({
    method: 'POST',
    path: '/expenses/claims/:claimId/submit',
    summary:
      'Send a claim into approval: invoices are taken, budgets held and the approval started, all of it or nothing',
    who: 'member',
    input: z.object(onOne),
    output: Claim,
    errors: [
      ...submitErrors,
      'approvals.template_not_found',
      'approvals.bad_form',
      'approvals.missing_for_flow',
      'approvals.self_denied',
      'approvals.pick_needed',
      'files.not_found',
    ],
  }),
  listMyAdvances: endpoint({
    method: 'GET',
    path: '/expenses/advances',
    summary: 'Money I was given beforehand, and what of it I still owe',
    who: 'member',
    input: z.object({}),
    output: z.object({ advances: z.array(Advance), currency: Currency }),
    errors: [],
  }),
  getPayeeAccount: endpoint({
    method: 'GET',
    path: '/expenses/account',
    summary: 'Where I am paid',
    who: 'member',
    input: z.object({}),
    output: z.object({ account: PayeeAccount.nullable() }),
    errors: [],
  }),
  setPayeeAccount: endpoint({
    method: 'PUT',
    path: '/expenses/account',
    summary: 'Say where I am paid; the number is kept sealed',
    who: 'member',
    confirmed: true,
    input: z.object({
      holder: z.string().trim().min(1).max(60),
      bank: z.string().trim().min(1).max(80),
      number: z
        .string()
        .transform((t) => t.replaceAll(/[\s-]/g, ''))
        .pipe(z.string().regex(/^[0-9A-Za-z]{6,34}$/)),
    }),
    output: PayeeAccount,
    errors: [],
  }),
};
