import type { Claim, LineInput } from '../../../../contract/src/expenses.ts';
import type { FileId, InvoiceId } from '../../../../contract/src/ids.ts';
import type { Invoice } from '../../../../contract/src/invoices.ts';
import { converted, majorText, minorText, rateE8, rateText } from './money.ts';

/** A line as it is typed. */
export interface LineDraft {
  key: number;
  typeId: string;
  day: string;
  amount: string;
  tax: string;
  currency: string;
  rate: string;
  costCentre: string;
  city: string;
  note: string;
  invoiceCode: string;
  invoiceNo: string;
  invoiceId: InvoiceId | null;
}
export interface ClaimDraft {
  purpose: string;
  lines: LineDraft[];
  files: FileId[];
  overReason: string;
}

let keys = 0;
const today = () => new Intl.DateTimeFormat('sv').format(new Date());

/** An empty line for today, of the kind the last one had. */
export const newLine = (typeId: string, currency: string): LineDraft => ({
  key: ++keys,
  typeId,
  day: today(),
  amount: '',
  tax: '',
  currency,
  rate: '1',
  costCentre: '',
  city: '',
  note: '',
  invoiceCode: '',
  invoiceNo: '',
  invoiceId: null,
});

/** A line for what is left of an invoice of the folder, with its share of the tax. */
export function lineOf(invoice: Invoice, typeId: string): LineDraft {
  const [total, left] = [BigInt(invoice.total ?? '0'), BigInt(invoice.left ?? '0')];
  const tax = total > 0n ? (BigInt(invoice.tax ?? '0') * left) / total : 0n;
  return {
    ...newLine(typeId, 'CNY'),
    day: invoice.issuedOn ?? today(),
    amount: majorText(String(left), 'CNY'),
    tax: tax > 0n ? majorText(String(tax), 'CNY') : '',
    note: invoice.sellerName.slice(0, 60),
    invoiceCode: invoice.code,
    invoiceNo: invoice.number,
    invoiceId: invoice.id,
  };
}

/** Fen that these lines take of each invoice of the folder. */
export function takenBy(lines: readonly LineDraft[]): Map<string, bigint> {
  const taken = new Map<string, bigint>();
  for (const { invoiceId, amount } of lines)
    if (invoiceId)
      taken.set(invoiceId, (taken.get(invoiceId) ?? 0n) + BigInt(minorText(amount, 'CNY') ?? '0'));
  return taken;
}

export const draftOf = (claim: Claim): ClaimDraft => ({
  purpose: claim.purpose,
  files: claim.files.map((f) => f.fileId),
  overReason: claim.overReason,
  lines: claim.lines.map((l) => ({
    key: ++keys,
    typeId: l.typeId,
    day: l.day,
    amount: majorText(l.amount, l.currency),
    tax: l.tax !== '0' ? majorText(l.tax, l.currency) : '',
    currency: l.currency,
    rate: rateText(l.rateE8),
    costCentre: l.costCentre,
    city: l.city,
    note: l.note,
    invoiceCode: l.invoiceCode,
    invoiceNo: l.invoiceNo,
    invoiceId: l.invoiceId,
  })),
});

export type LineFault = 'badAmount' | 'badTax' | 'badRate';

/** What is wrong with a line before it is sent; null: nothing. */
export function faultOf(l: LineDraft): LineFault | null {
  const amount = minorText(l.amount, l.currency);
  if (amount === null || BigInt(amount) === 0n) return 'badAmount';
  const tax = minorText(l.tax || '0', l.currency);
  if (tax === null || BigInt(tax) > BigInt(amount)) return 'badTax';
  return rateE8(l.rate) === null ? 'badRate' : null;
}

/** The line as it is sent; only for one without a fault. */
export const toInput = (l: LineDraft): LineInput => ({
  typeId: l.typeId as LineInput['typeId'],
  day: l.day,
  amount: minorText(l.amount, l.currency) ?? '0',
  tax: minorText(l.tax || '0', l.currency) ?? '0',
  currency: l.currency,
  rateE8: rateE8(l.rate) ?? '100000000',
  costCentre: l.costCentre,
  city: l.city,
  note: l.note,
  invoiceCode: l.invoiceCode,
  invoiceNo: l.invoiceNo,
  ...(l.invoiceId ? { invoiceId: l.invoiceId } : {}),
});

/** What a line comes to in the company's currency, minor units; '0' while it is unfinished. */
export function homeAmount(l: LineDraft, home: string): string {
  const minor = minorText(l.amount, l.currency);
  return (minor !== null && converted(minor, l.rate, l.currency, home)) || '0';
}

export const totalOf = (lines: readonly LineDraft[], home: string): string =>
  String(lines.reduce((n, l) => n + BigInt(homeAmount(l, home)), 0n));
