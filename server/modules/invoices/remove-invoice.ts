import type { FileId } from '@teahouse/contract/ids';
import { invoices } from '@teahouse/contract/invoices';
import { implement } from '../../kernel/module.ts';
import { detachFiles } from '../files/index.ts';
import { invoiceToChange } from './invoices.access.ts';

export const removeInvoice = implement(invoices.removeInvoice, async (work, { invoiceId }) => {
  await invoiceToChange(work, invoiceId);
  const gone = await work.db
    .deleteFrom('invoices')
    .where('id', '=', invoiceId)
    .returning('file_id')
    .executeTakeFirstOrThrow();
  if (gone.file_id) await detachFiles(work, [gone.file_id as FileId], { kind: 'invoice', id: invoiceId });
  return {};
});
