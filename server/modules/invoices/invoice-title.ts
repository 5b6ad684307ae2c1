import { InvoiceTitle, invoices } from '@teahouse/contract/invoices';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { corpSetting, setCorpSetting } from '../directory/index.ts';

const NAME = 'invoice_title';
const none: InvoiceTitle = { title: '', taxId: '', yearStarts: 1 };

/** What sellers must write as the buyer; empty until an administrator said so. */
export const titleOf = (work: Work): Promise<InvoiceTitle> =>
  corpSetting(work, NAME, InvoiceTitle.default(none));

export const getInvoiceTitle = implement(invoices.getInvoiceTitle, titleOf);

export const setInvoiceTitle = implement(invoices.setInvoiceTitle, async (work, wanted) => {
  const before = await titleOf(work);
  await setCorpSetting(work, NAME, wanted);
  await work.audit({ action: 'invoices.title_changed', detail: { before, after: wanted } });
  return wanted;
});
