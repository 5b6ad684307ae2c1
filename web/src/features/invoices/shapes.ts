import type { OutputOf } from '../../../../contract/src/define.ts';
import type { FileId } from '../../../../contract/src/ids.ts';
import type { invoices } from '../../../../contract/src/invoices.ts';

export type Invoice = OutputOf<typeof invoices.getInvoice>;
export type InvoiceField = Invoice['checks'][number]['fields'][number];
export type Buyer = OutputOf<typeof invoices.listMyInvoices>['buyer'];
export type Box = Invoice['state'];
export const boxes = ['free', 'held', 'used'] as const satisfies readonly Box[];

/** Sends a file; answers with its id, or with why not. */
export type SendFile = (file: File) => Promise<{ fileId: FileId } | { failure: string }>;
