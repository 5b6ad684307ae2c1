import type { FileId, InvoiceId, MemberId } from '@teahouse/contract/ids';
import type { Invoice, InvoiceCheck, InvoiceKind } from '@teahouse/contract/invoices';
import { actingMember, type Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';
import { factsOfFiles } from '../files/index.ts';
import { type Checked, checksOf } from './checks.rules.ts';
import { titleOf } from './invoice-title.ts';

export interface Row {
  id: InvoiceId;
  owner: MemberId;
  kind: InvoiceKind;
  code: string;
  number: string;
  issued_on: string | null;
  excl_tax: number | null;
  tax: number | null;
  total: number | null;
  seller_name: string;
  seller_tax_id: string;
  buyer_name: string;
  buyer_tax_id: string;
  check_code: string;
  lines: Invoice['lines'];
  confidence: Invoice['confidence'];
  source: Invoice['source'];
  file_id: FileId | null;
  added_at: Date;
  taken: number;
  holds: number;
  unsettled: number;
  alike: boolean;
  alike_mine: InvoiceId | null;
  twin: boolean;
  twin_mine: InvoiceId | null;
}

/** $1 is the company, $2 the reader. */
export const SELECT = `
  select i.id, i.owner, i.kind, i.code, i.number, to_char(i.issued_on, 'YYYY-MM-DD') issued_on, i.excl_tax, i.tax, i.total,
         i.seller_name, i.seller_tax_id, i.buyer_name, i.buyer_tax_id, i.check_code, i.lines, i.confidence, i.source, i.file_id, i.added_at,
         h.taken, h.holds, h.unsettled, a.n > 0 alike, a.mine alike_mine, t.n > 0 twin, t.mine twin_mine
    from invoices i
    cross join lateral (select coalesce(sum(amount), 0)::bigint taken, count(*)::int holds, (count(*) filter (where not used))::int unsettled
                          from invoice_holds where corp_id = $1 and invoice_id = i.id) h
    cross join lateral (select count(*)::int n, min(o.id) filter (where o.owner = $2) mine from invoices o
                         where o.corp_id = $1 and o.id <> i.id and o.issued_on = i.issued_on and o.total = i.total
                           and ((o.seller_tax_id <> '' and o.seller_tax_id = i.seller_tax_id)
                             or (o.seller_name <> '' and o.seller_name = i.seller_name))) a
    cross join lateral (select count(*)::int n, min(o.id) filter (where o.owner = $2) mine from invoices o
                         where o.corp_id = $1 and o.id <> i.id and i.number <> '' and o.number = i.number and '' in (o.code, i.code)) t
   where i.corp_id = $1`;

const big = (n: number | null) => (n === null ? null : BigInt(n));

/** What the checks look at. */
export const toChecked = (r: Row): Checked => ({
  code: r.code,
  number: r.number,
  issuedOn: r.issued_on,
  exclTax: big(r.excl_tax),
  tax: big(r.tax),
  total: big(r.total),
  buyerName: r.buyer_name,
  buyerTaxId: r.buyer_tax_id,
  lines: r.lines.length,
  confidence: r.confidence,
});

/** Rows of SELECT as the reader sees them. */
export async function toInvoices(work: Work, rows: readonly Row[]): Promise<Invoice[]> {
  const buyer = await titleOf(work);
  const zone = await corpZone(work);
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(work.now);
  const files = await factsOfFiles(
    work,
    rows.flatMap((r) => r.file_id ?? []),
  );
  return rows.map((r) => {
    const checks: InvoiceCheck[] = checksOf(toChecked(r), buyer, today);
    if (r.alike)
      checks.push({ code: 'alike', fields: ['sellerName', 'issuedOn', 'total'], other: r.alike_mine });
    if (r.twin) checks.push({ code: 'same_number', fields: ['number', 'code'], other: r.twin_mine });
    const file = r.file_id ? files.get(r.file_id) : undefined;
    return {
      id: r.id,
      owner: r.owner,
      kind: r.kind,
      code: r.code,
      number: r.number,
      issuedOn: r.issued_on,
      exclTax: r.excl_tax === null ? null : String(r.excl_tax),
      tax: r.tax === null ? null : String(r.tax),
      total: r.total === null ? null : String(r.total),
      sellerName: r.seller_name,
      sellerTaxId: r.seller_tax_id,
      buyerName: r.buyer_name,
      buyerTaxId: r.buyer_tax_id,
      checkCode: r.check_code,
      source: r.source,
      file: file ? { fileId: file.fileId, name: file.name } : null,
      addedAt: r.added_at.toISOString(),
      state: r.holds === 0 ? 'free' : r.unsettled > 0 ? 'held' : 'used',
      left: r.total === null ? null : String(r.total - r.taken),
      confidence: r.confidence,
      lines: r.lines,
      checks,
      verified: 'none',
    };
  });
}

/** One invoice that was just written or found. */
export async function invoiceAsSeen(work: Work, id: InvoiceId): Promise<Invoice> {
  const rows = await work.sql<Row>(`${SELECT} and i.id = $3`, [work.corpId, actingMember(work), id]);
  const [seen] = await toInvoices(work, rows);
  if (!seen) throw new Error(`invoice ${id} is gone`);
  return seen;
}
