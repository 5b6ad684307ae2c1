import { invoices } from '@teahouse/contract/invoices';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { fieldNames } from './field-names.ts';
import { invoiceAsSeen } from './invoice.present.ts';
import { keepInvoice } from './keep-invoice.ts';
import { type Found, Unreadable } from './reading/found.ts';
import { readQrText } from './reading/qr-text.rules.ts';

export const addInvoiceFromText = implement(invoices.addInvoiceFromText, async (work, { text }) =>
  invoiceAsSeen(work, await keepInvoice(work, { ...read(text), source: 'qr' }, null)),
);

function read(text: string): Found {
  try {
    return readQrText(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return fail('invoices.bad_text', '', [{ path: 'field', text: fieldNames([error.what]) }]);
  }
}
