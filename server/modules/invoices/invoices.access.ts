import type { InvoiceId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';

export interface HeldRow {
  id: InvoiceId;
  number: string;
  total: number | null;
  /** how many claims stand on it */
  holds: number;
}

/** My invoice, locked against holds while this work lasts. Others hear that there is none. */
export async function invoiceOfMine(work: Work, id: InvoiceId): Promise<void> {
  const [row] = await work.sql(
    'select 1 from invoices where corp_id = $1 and id = $2 and owner = $3 for update',
    [work.corpId, id, actingMember(work)],
  );
  if (!row) fail('invoices.not_found');
}

/** The same, where no claim stands on it. */
export async function invoiceToChange(work: Work, id: InvoiceId): Promise<void> {
  await invoiceOfMine(work, id);
  const [held] = await work.sql<{ number: string }>(
    `select i.number from invoice_holds h join invoices i on i.corp_id = $1 and i.id = h.invoice_id
      where h.corp_id = $1 and h.invoice_id = $2 limit 1`,
    [work.corpId, id],
  );
  if (held) fail('invoices.not_free', '', [{ path: 'number', text: held.number }]);
}

/** Files of these invoices are seen by their owners; a claim shows them at its own place. */
export async function invoicesISee(work: Work, ids: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    'select id from invoices where corp_id = $1 and id = any($2) and owner = $3',
    [work.corpId, ids, actingMember(work)],
  );
  return rows.map((r) => r.id);
}
