// The door of invoices: what members were billed for, read off files and codes, and what claims take of it.
import { invoices as contract } from '@teahouse/contract/invoices';
import { defineModule } from '../../kernel/module.ts';
import { addInvoiceFile } from './add-invoice-file.ts';
import { addInvoiceFromText } from './add-invoice-from-text.ts';
import { editInvoice } from './edit-invoice.ts';
import { followForms } from './invoices-in-forms.ts';
import { getInvoiceTitle, setInvoiceTitle } from './invoice-title.ts';
import { invoicesISee } from './invoices.access.ts';
import { getInvoice, listMyInvoices } from './list-my-invoices.ts';
import { removeInvoice } from './remove-invoice.ts';

export { type ClaimedInvoice, invoicesById } from './claimed-invoices.ts';
export { holdKeys, typedByHand } from './typed-by-hand.ts';
export { takenByRequest } from './invoices-in-forms.ts';
export { holdInvoices, releaseInvoices, type Take, useInvoices } from './hold-invoices.ts';

followForms();

export const invoices = defineModule({
  name: 'invoices',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listMyInvoices,
    getInvoice,
    addInvoiceFile,
    addInvoiceFromText,
    editInvoice,
    removeInvoice,
    getInvoiceTitle,
    setInvoiceTitle,
  },
  fileViewers: { invoice: invoicesISee },
});
