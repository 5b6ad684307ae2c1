import type { InvoiceCheck, InvoiceField, InvoiceTitle, Sureness } from '@teahouse/contract/invoices';

export interface Checked {
  code: string;
  number: string;
  issuedOn: string | null;
  exclTax: bigint | null;
  tax: bigint | null;
  total: bigint | null;
  buyerName: string;
  buyerTaxId: string;
  lines: number;
  confidence: Partial<Record<InvoiceField, Sureness>>;
}

/** The code as it counts: a number of 20 digits is the only one of its kind, and a code beside it must not make it another. */
export const codeOf = (code: string, number: string): string => (number.length === 20 ? '' : code);

/** What a claim cannot do without. An older invoice of 8 digits is only known together with its code. */
export function missingFields(invoice: Checked): InvoiceField[] {
  const missing: InvoiceField[] = [];
  if (!invoice.number) missing.push('number');
  if (invoice.number.length === 8 && !invoice.code) missing.push('code');
  if (!invoice.issuedOn) missing.push('issuedOn');
  if (invoice.total === null) missing.push('total');
  return missing;
}

/** What is odd about an invoice by itself; `today` is YYYY-MM-DD where the company is. None of it stops anybody. */
export function checksOf(invoice: Checked, buyer: InvoiceTitle, today: string): InvoiceCheck[] {
  const checks: InvoiceCheck[] = [];
  const say = (code: InvoiceCheck['code'], fields: InvoiceField[]) =>
    checks.push({ code, fields, other: null });
  const missing = missingFields(invoice);
  if (missing.length > 0) say('missing', missing);
  const unsure = Object.entries(invoice.confidence).flatMap(([field, how]) =>
    how === 'unsure' ? [field as InvoiceField] : [],
  );
  if (unsure.length > 0) say('unsure', unsure);
  if (!addsUp(invoice)) say('sums', ['exclTax', 'tax', 'total']);
  if (buyer.taxId && invoice.buyerTaxId !== buyer.taxId)
    say(invoice.buyerTaxId ? 'buyer_tax_id' : 'buyer_unknown', ['buyerTaxId']);
  if (buyer.title && invoice.buyerName && plain(invoice.buyerName) !== plain(buyer.title))
    say('buyer_name', ['buyerName']);
  if (invoice.issuedOn && invoice.issuedOn > today) say('future', ['issuedOn']);
  else if (invoice.issuedOn && yearOf(invoice.issuedOn, buyer) < yearOf(today, buyer))
    say('past_year', ['issuedOn']);
  return checks;
}

/** Each line is rounded by itself, so each may be off by one fen. Nothing to add where a part is not known. */
export function addsUp({ exclTax, tax, total, lines }: Checked): boolean {
  if (exclTax === null || tax === null || total === null) return true;
  const off = exclTax + tax - total;
  return (off < 0n ? -off : off) <= BigInt(Math.max(1, lines));
}

/** Brackets are written in both widths, blanks anyhow. */
const plain = (name: string) => name.replaceAll('（', '(').replaceAll('）', ')').replaceAll(/\s/g, '');

/** The calendar year in which the fiscal year of this day begins. */
const yearOf = (day: string, { yearStarts }: InvoiceTitle): number =>
  Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < yearStarts ? 1 : 0);
