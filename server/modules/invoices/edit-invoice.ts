import { type InvoiceField, InvoiceFields, invoices } from '@teahouse/contract/invoices';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { codeOf } from './checks.rules.ts';
import { fieldNames } from './field-names.ts';
import { invoiceToChange } from './invoices.access.ts';
import { invoiceAsSeen } from './invoice.present.ts';
import { mustBeNew } from './must-be-new.ts';

const columns = {
  kind: 'kind',
  code: 'code',
  number: 'number',
  issuedOn: 'issued_on',
  exclTax: 'excl_tax',
  tax: 'tax',
  total: 'total',
  sellerName: 'seller_name',
  sellerTaxId: 'seller_tax_id',
  buyerName: 'buyer_name',
  buyerTaxId: 'buyer_tax_id',
  checkCode: 'check_code',
} as const satisfies Record<InvoiceField, string>;
const amounts = new Set<InvoiceField>(['exclTax', 'tax', 'total']);

export const editInvoice = implement(invoices.editInvoice, async (work, { invoiceId, ...sent }) => {
  await invoiceToChange(work, invoiceId);
  const before = await invoiceAsSeen(work, invoiceId);
  const number = sent.number ?? before.number;
  sent.code = codeOf(sent.code ?? before.code, number);
  const changed = InvoiceFields.keyof().options.filter(
    (field) => sent[field] !== undefined && sent[field] !== before[field],
  );
  const sure = changed.find((field) => before.confidence[field] === 'sure');
  if (sure) fail('invoices.field_sure', '', [{ path: 'field', text: fieldNames([sure]) }]);
  const after = { ...before, ...Object.fromEntries(changed.map((f) => [f, sent[f]])) };
  if (after.tax !== null && after.total !== null && BigInt(after.tax) > BigInt(after.total))
    fail('invoices.bad_sum');
  if (changed.includes('number') || changed.includes('code'))
    await mustBeNew(work, { code: after.code, number: after.number, sha: '' }, invoiceId);
  if (changed.length > 0)
    await work.db
      .updateTable('invoices')
      .set({
        ...Object.fromEntries(changed.map((f) => [columns[f], amounts.has(f) ? fen(after[f]) : after[f]])),
        confidence: JSON.stringify({
          ...before.confidence,
          ...Object.fromEntries(changed.map((f) => [f, 'typed'])),
        }),
      })
      .where('id', '=', invoiceId)
      .execute();
  return await invoiceAsSeen(work, invoiceId);
});

const fen = (text: string | null) => (text === null ? null : Number(text));
