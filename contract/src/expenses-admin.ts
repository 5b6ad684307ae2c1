// Expenses as those who answer for the money see them: kinds and limits, budgets, advances, payment batches, the books.
import * as z from 'zod';
import { endpoint } from './define.ts';
import { Advance, ClaimBrief, ClaimState, Currency, ExpenseType, LimitTier, Minor } from './expenses.ts';
import {
  AdvanceId,
  BudgetId,
  ClaimId,
  DepartmentId,
  ExpenseTypeId,
  MemberId,
  PaymentBatchId,
  PaymentId,
} from './ids.ts';

const when = z.iso.datetime();
const who = 'admin:finance';
const cid = z.uuid();
const accountCode = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z._-]{1,30}$/);

export const ManagedType = ExpenseType.extend({ account: z.string(), retired: z.boolean() });
export type ManagedType = z.infer<typeof ManagedType>;
const TypeInput = z.object({
  name: z.string().trim().min(1).max(40),
  en: z.string().trim().max(80).nullable(),
  account: accountCode,
  needsInvoice: z.boolean(),
  perDay: Minor.nullable(),
  perClaim: Minor.nullable(),
  tiers: z.array(LimitTier).max(20),
  retired: z.boolean().default(false),
});

const accounts = {
  payable: accountCode,
  advances: accountCode,
  inputTax: accountCode,
  bank: accountCode,
  /** what converting other currencies loses or wins */
  rounding: accountCode,
};
/** The accounts of the books that claims are posted to, besides those of the kinds of expense. */
export const ExpenseSettings = z.object({ currency: Currency, accounts: z.object(accounts) });
export type ExpenseSettings = z.infer<typeof ExpenseSettings>;
/** As it is sent and was kept by versions that knew no rounding account. */
export const SentExpenseSettings = z.object({
  currency: Currency,
  accounts: z.object({ ...accounts, rounding: accountCode.default('6061') }),
});

export const Budget = z.object({
  id: BudgetId,
  name: z.string(),
  /** with everything below it; null: the whole company */
  departmentId: DepartmentId.nullable(),
  departmentName: z.string().nullable(),
  /** '' = any */
  costCentre: z.string(),
  typeId: ExpenseTypeId.nullable(),
  from: z.iso.date(),
  until: z.iso.date(),
  amount: Minor,
  /** under approval, and approved */
  held: Minor,
  spent: Minor,
  /** true: a claim that does not fit is refused; false: it needs a reason and is marked */
  strict: z.boolean(),
});
export type Budget = z.infer<typeof Budget>;
const BudgetInput = Budget.omit({ id: true, departmentName: true, held: true, spent: true }).extend({
  name: z.string().trim().min(1).max(60),
  costCentre: z.string().trim().max(40),
});

export const PaymentState = z.enum(['pending', 'paid', 'failed', 'cancelled']);
export const Payment = z.object({
  id: PaymentId,
  claimId: ClaimId,
  claimNo: z.string(),
  memberId: MemberId,
  amount: Minor,
  holder: z.string(),
  bank: z.string(),
  last4: z.string(),
  state: PaymentState,
  attempts: z.number().int(),
  bankRef: z.string(),
  reason: z.string(),
});
export type Payment = z.infer<typeof Payment>;
export const BatchState = z.enum(['made', 'checked', 'closed', 'cancelled']);
export const Batch = z.object({
  id: PaymentBatchId,
  no: z.string(),
  state: BatchState,
  maker: MemberId,
  checker: MemberId.nullable(),
  currency: Currency,
  /** control totals, fixed when the batch is made */
  count: z.number().int(),
  total: Minor,
  paid: z.number().int(),
  failed: z.number().int(),
  madeAt: when,
  checkedAt: when.nullable(),
});
export type Batch = z.infer<typeof Batch>;
const BatchDetail = Batch.extend({ payments: z.array(Payment) });
const onBatch = z.object({ batchId: PaymentBatchId });

export const ExportRun = z.object({
  no: z.number().int(),
  madeBy: MemberId,
  madeAt: when,
  documents: z.number().int(),
  lines: z.number().int(),
  debit: Minor,
  credit: Minor,
  currency: Currency,
  /** of the CSV file */
  sha256: z.string(),
});
export type ExportRun = z.infer<typeof ExportRun>;

export const expensesAdmin = {
  getExpenseSettings: endpoint({
    method: 'GET',
    path: '/admin/expenses/settings',
    summary: 'The currency of the company and the accounts claims are posted to',
    who,
    input: z.object({}),
    output: ExpenseSettings,
    errors: [],
  }),
  setExpenseSettings: endpoint({
    method: 'PUT',
    path: '/admin/expenses/settings',
    summary: 'Change them; what was posted stays as it is',
    who,
    input: SentExpenseSettings,
    output: ExpenseSettings,
    errors: ['expenses.currency_in_use'],
  }),
  listManagedTypes: endpoint({
    method: 'GET',
    path: '/admin/expenses/types',
    summary: 'All kinds of expense with their accounts, retired ones too',
    who,
    input: z.object({}),
    output: z.object({ types: z.array(ManagedType), currency: Currency }),
    errors: [],
  }),
  createExpenseType: endpoint({
    method: 'POST',
    path: '/admin/expenses/types',
    summary: 'A new kind of expense',
    who,
    input: TypeInput,
    output: ManagedType,
    errors: [],
  }),
  changeExpenseType: endpoint({
    method: 'PUT',
    path: '/admin/expenses/types/:typeId',
    summary: 'Change a kind of expense; claims under way keep what they were measured by',
    who,
    input: TypeInput.extend({ typeId: ExpenseTypeId }),
    output: ManagedType,
    errors: ['expenses.type_not_found'],
  }),
  listClaims: endpoint({
    method: 'GET',
    path: '/admin/expenses/claims',
    summary: 'Claims of everybody in a state, oldest first',
    who,
    input: z.object({
      state: ClaimState.exclude(['draft']).default('approved'),
      after: ClaimId.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({
      claims: z.array(ClaimBrief.extend({ hasAccount: z.boolean() })),
      next: ClaimId.nullable(),
    }),
    errors: [],
  }),
  cutLine: endpoint({
    method: 'POST',
    path: '/admin/expenses/claims/:claimId/cuts',
    summary: 'Approve less of a line than was claimed, with a reason; only while the claim is under approval',
    who,
    input: z.object({
      claimId: ClaimId,
      line: z.number().int().min(1),
      approved: Minor,
      reason: z.string().trim().min(1).max(200),
    }),
    output: z.object({}),
    errors: ['expenses.claim_not_found', 'expenses.not_under_way', 'expenses.bad_cut'],
  }),
  listBudgets: endpoint({
    method: 'GET',
    path: '/admin/expenses/budgets',
    summary: 'Budgets with what is held and spent',
    who,
    input: z.object({}),
    output: z.object({ budgets: z.array(Budget), currency: Currency }),
    errors: [],
  }),
  createBudget: endpoint({
    method: 'POST',
    path: '/admin/expenses/budgets',
    summary: 'A new budget; it counts what is submitted from now on',
    who,
    input: BudgetInput,
    output: Budget,
    errors: ['expenses.bad_span', 'expenses.unknown_department', 'expenses.type_not_found'],
  }),
  changeBudget: endpoint({
    method: 'PUT',
    path: '/admin/expenses/budgets/:budgetId',
    summary: 'Change the name, the amount or the strictness of a budget; what it is for stays',
    who,
    input: BudgetInput.pick({ name: true, amount: true, strict: true }).extend({ budgetId: BudgetId }),
    output: Budget,
    errors: ['expenses.budget_not_found', 'expenses.budget_used'],
  }),
  listAdvances: endpoint({
    method: 'GET',
    path: '/admin/expenses/advances',
    summary: 'Advances that are still owed, oldest first',
    who,
    input: z.object({}),
    output: z.object({ advances: z.array(Advance), currency: Currency }),
    errors: [],
  }),
  giveAdvance: endpoint({
    method: 'POST',
    path: '/admin/expenses/advances',
    summary: 'Write down money that was given beforehand; a repeat with the same cid is the same advance',
    who,
    input: z.object({
      cid,
      memberId: MemberId,
      amount: Minor.refine((a) => !/^0+$/.test(a)),
      note: z.string().trim().max(200),
    }),
    output: Advance,
    errors: ['expenses.unknown_member'],
  }),
  repayAdvance: endpoint({
    method: 'POST',
    path: '/admin/expenses/advances/:advanceId/repayments',
    summary: 'Write down money that was given back; a repeat with the same cid changes nothing',
    who,
    input: z.object({ cid, advanceId: AdvanceId, amount: Minor.refine((a) => !/^0+$/.test(a)) }),
    output: Advance,
    errors: ['expenses.advance_not_found', 'expenses.too_much_repaid'],
  }),
  listBatches: endpoint({
    method: 'GET',
    path: '/admin/expenses/batches',
    summary: 'Payment batches, newest first',
    who,
    input: z.object({ before: PaymentBatchId.optional() }),
    output: z.object({ batches: z.array(Batch), next: PaymentBatchId.nullable() }),
    errors: [],
  }),
  getBatch: endpoint({
    method: 'GET',
    path: '/admin/expenses/batches/:batchId',
    summary: 'One batch with its payments',
    who,
    input: onBatch,
    output: BatchDetail,
    errors: ['expenses.batch_not_found'],
  }),
  makeBatch: endpoint({
    method: 'POST',
    path: '/admin/expenses/batches',
    summary: 'Put approved claims into a payment batch; a repeat with the same cid is the same batch',
    who,
    input: z.object({ cid, claimIds: z.array(ClaimId).min(1).max(500) }),
    output: Batch,
    errors: ['expenses.not_payable', 'expenses.no_account'],
  }),
  checkBatch: endpoint({
    method: 'POST',
    path: '/admin/expenses/batches/:batchId/check',
    summary: 'A second person has looked over the batch: its bank file may be taken',
    who,
    confirmed: true,
    input: onBatch.extend({
      /** what the checker saw; anything else means the batch has changed */
      count: z.number().int(),
      total: Minor,
    }),
    output: Batch,
    errors: ['expenses.batch_not_found', 'expenses.same_person', 'expenses.batch_moved_on'],
  }),
  cancelBatch: endpoint({
    method: 'POST',
    path: '/admin/expenses/batches/:batchId/cancel',
    summary: 'Take a batch back before it was checked; its claims wait for payment again',
    who,
    input: onBatch,
    output: Batch,
    errors: ['expenses.batch_not_found', 'expenses.batch_moved_on'],
  }),
  bankFile: endpoint({
    method: 'GET',
    path: '/admin/expenses/batches/:batchId/bank-file',
    summary: 'The payments whose outcome is open, for the bank: CSV with the whole account numbers',
    who,
    confirmed: true,
    input: onBatch,
    output: z.unknown(),
    errors: ['expenses.batch_not_found', 'expenses.batch_not_checked'],
    raw: true,
  }),
  markPayment: endpoint({
    method: 'POST',
    path: '/admin/expenses/payments/:paymentId/mark',
    summary: 'Write down what the bank said; the same word again changes nothing',
    who,
    input: z.object({
      paymentId: PaymentId,
      outcome: z.enum(['paid', 'failed']),
      bankRef: z.string().trim().max(80).default(''),
      reason: z.string().trim().max(200).default(''),
    }),
    output: Payment,
    errors: ['expenses.payment_not_found', 'expenses.payment_settled', 'expenses.batch_not_checked'],
  }),
  retryPayment: endpoint({
    method: 'POST',
    path: '/admin/expenses/payments/:paymentId/retry',
    summary: 'Try a failed payment again under its old key; the batch is checked anew first',
    who,
    input: z.object({ paymentId: PaymentId }),
    output: Payment,
    errors: ['expenses.payment_not_found', 'expenses.payment_settled', 'expenses.no_account'],
  }),
  listExports: endpoint({
    method: 'GET',
    path: '/admin/expenses/exports',
    summary: 'Runs of the accounting export, newest first, and how much is not exported yet',
    who,
    input: z.object({}),
    output: z.object({ runs: z.array(ExportRun), waiting: z.number().int() }),
    errors: [],
  }),
  makeExport: endpoint({
    method: 'POST',
    path: '/admin/expenses/exports',
    summary:
      'Put everything posted since the last run into a numbered one; a repeat with the same cid is the same run',
    who,
    input: z.object({ cid }),
    output: ExportRun,
    errors: ['expenses.nothing_to_export'],
  }),
  downloadExport: endpoint({
    method: 'GET',
    path: '/admin/expenses/exports/:no/:format',
    summary: 'A run as it was made, as CSV, JSON or a workbook; with a layout in its columns',
    who,
    input: z.object({
      no: z.coerce.number().int().min(1),
      format: z.enum(['csv', 'json', 'xlsx']),
      /** its name; not for JSON, which always says everything */
      layout: z.string().max(40).optional(),
    }),
    output: z.unknown(),
    errors: ['expenses.export_not_found', 'expenses.layout_not_found'],
    raw: true,
  }),
};
