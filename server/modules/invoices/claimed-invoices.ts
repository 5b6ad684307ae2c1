import type { FileId, InvoiceId } from '@teahouse/contract/ids';
import type { Invoice } from '@teahouse/contract/invoices';
import type { Work } from '../../kernel/work.ts';
import { invoiceRows } from './hold-invoices.ts';
import { toInvoices } from './invoice.present.ts';

/** An invoice as a claim, its approvers and the books see it. */
export interface ClaimedInvoice extends Invoice {
  /** also where the reader has no way to the file yet: the claim may show it at its own place */
  fileId: FileId | null;
  /** claims that stand on another invoice which looks like this one */
  alikeClaims: string[];
}

/** These invoices by id, with what is odd about them; unknown ones are left out. The caller has checked who may see the claim. */
export async function invoicesById(
  work: Work,
  ids: readonly InvoiceId[],
): Promise<Map<InvoiceId, ClaimedInvoice>> {
  const rows = await invoiceRows(work, work.actor.id, ids);
  const alike = await claimsOfAlike(work, ids);
  const files = new Map(rows.map((r) => [r.id, r.file_id]));
  return new Map(
    (await toInvoices(work, rows)).map((i) => [
      i.id,
      { ...i, fileId: files.get(i.id) ?? null, alikeClaims: alike.get(i.id) ?? [] },
    ]),
  );
}

async function claimsOfAlike(work: Work, ids: readonly InvoiceId[]): Promise<Map<InvoiceId, string[]>> {
  const rows = await work.sql<{ id: InvoiceId; claims: string[] }>(
    `select i.id, array_agg(distinct h.claim_id order by h.claim_id) claims
       from invoices i
       join invoices o on o.corp_id = $1 and o.id <> i.id and o.issued_on = i.issued_on and o.total = i.total
        and ((o.seller_tax_id <> '' and o.seller_tax_id = i.seller_tax_id)
          or (o.seller_name <> '' and o.seller_name = i.seller_name))
       join invoice_holds h on h.corp_id = $1 and h.invoice_id = o.id
      where i.corp_id = $1 and i.id = any($2) group by i.id`,
    [work.corpId, ids],
  );
  return new Map(rows.map((r) => [r.id, r.claims]));
}
