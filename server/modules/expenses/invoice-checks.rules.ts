/** What is judged of an invoice; amounts in fen, the day as YYYY-MM-DD. */
export interface InvoiceToCheck {
  net: bigint;
  tax: bigint;
  total: bigint;
  buyerName: string;
  buyerTaxNumber: string;
  day: string;
}

type InvoiceFault = 'sum' | 'buyer_name' | 'buyer_tax_number' | 'too_old' | 'in_future';

/** Every fault of an invoice, none hiding another. The days are the first that is still taken and today. */
export function invoiceFaults(
  invoice: InvoiceToCheck,
  company: { name: string; taxNumber: string },
  days: { first: string; today: string },
): InvoiceFault[] {
  const faults: InvoiceFault[] = [];
  if (invoice.net + invoice.tax !== invoice.total) faults.push('sum');
  if (plain(invoice.buyerName) !== plain(company.name)) faults.push('buyer_name');
  if (plain(invoice.buyerTaxNumber) !== plain(company.taxNumber)) faults.push('buyer_tax_number');
  if (invoice.day < days.first) faults.push('too_old');
  if (invoice.day > days.today) faults.push('in_future');
  return faults;
}

// Printers differ in wide brackets, wide digits and spaces; these are no different buyer.
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
