import { invoices } from '@teahouse/contract/invoices';
import { buffer } from 'node:stream/consumers';
import { fail } from '../../kernel/fail.ts';
import { implementRaw } from '../../kernel/module.ts';
import { attachable, bytesOfFile, fileById } from '../files/index.ts';
import { invoiceAsSeen } from './invoice.present.ts';
import { keepInvoice } from './keep-invoice.ts';
import { mustBeNew } from './must-be-new.ts';
import { Unreadable } from './reading/found.ts';
import { readInvoice } from './reading/read-invoice.ts';

const MOST_BYTES = 20 * 1024 * 1024;

/** The file is read outside of any transaction, in a thread with limits. */
export const addInvoiceFile = implementRaw(invoices.addInvoiceFile, async (call, { fileId }) => {
  const file = await call.work(async (work) => {
    const row = (await attachable(work, [fileId])).has(fileId) ? await fileById(work, fileId) : undefined;
    if (!row) return fail('files.not_found');
    // Asked before the file is read, since reading is the dear part.
    await mustBeNew(work, { code: '', number: '', sha: row.sha });
    return row;
  });
  const named = (what: string) => [
    { path: 'file', text: file.name },
    { path: 'what', text: what },
  ];
  if (file.size > MOST_BYTES) fail('invoices.too_large', '', named('20 MB'));
  const bytes = await buffer(await bytesOfFile(call, fileId));
  const found = await readInvoice(bytes, file.kind === 'image').catch((error: unknown) => {
    if (!(error instanceof Unreadable)) throw error;
    return fail(`invoices.${error.why}`, error.message, named(error.what));
  });
  return await call.work(async (work) => invoiceAsSeen(work, await keepInvoice(work, found, file)));
});
