import type { InvoiceId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { missingFields } from './checks.rules.ts';
import { fieldNames } from './field-names.ts';
import { type Row, SELECT, toChecked } from './invoice.present.ts';

/** What a claim takes of an invoice: so many fen, or all that is left. */
export interface Take {
  invoiceId: InvoiceId;
  amount?: bigint;
}

/**
 * Holds parts of a member's invoices for a claim, in place of whatever it held before. Several lines may take parts of one invoice;
 * together with other claims they never exceed its total. Fails with invoices.not_found (not this member's), invoices.not_free (the
 * claim has used invoices already), invoices.incomplete, invoices.too_much.
 */
export async function holdInvoices(
  work: Work,
  memberId: MemberId,
  takes: readonly Take[],
  claimId: string,
): Promise<void> {
  await mustNotBeUsed(work, claimId);
  await releaseInvoices(work, claimId);
  const wanted = new Map<InvoiceId, bigint | undefined>();
  for (const { invoiceId, amount } of takes) {
    const before = wanted.get(invoiceId);
    const all = amount === undefined || (wanted.has(invoiceId) && before === undefined);
    wanted.set(invoiceId, all ? undefined : amount + (before ?? 0n));
  }
  const ids = [...wanted.keys()].toSorted();
  // Held in one order, so that two claims at once cannot lock each other out.
  await work.sql('select 1 from invoices where corp_id = $1 and id = any($2) order by id for update', [
    work.corpId,
    ids,
  ]);
  const rows = await invoiceRows(work, memberId, ids);
  for (const id of ids) {
    const row = rows.find((r) => r.id === id && r.owner === memberId);
    if (!row) return fail('invoices.not_found');
    const number = { path: 'number', text: row.number };
    const missing = missingFields(toChecked(row));
    if (missing.length > 0 || row.total === null)
      return fail('invoices.incomplete', '', [number, { path: 'field', text: fieldNames(missing) }]);
    const left = BigInt(row.total) - BigInt(row.taken);
    const amount = wanted.get(id) ?? left;
    if (amount < 1n || amount > left)
      fail('invoices.too_much', '', [number, { path: 'left', text: inYuan(left) }]);
    await work.db
      .insertInto('invoice_holds')
      .values({ invoice_id: id, claim_id: claimId, amount: Number(amount), since: work.now })
      .execute();
  }
}

async function mustNotBeUsed(work: Work, claimId: string): Promise<void> {
  const [used] = await work.sql<{ number: string }>(
    `select i.number from invoice_holds h join invoices i on i.corp_id = $1 and i.id = h.invoice_id
      where h.corp_id = $1 and h.claim_id = $2 and h.used limit 1`,
    [work.corpId, claimId],
  );
  if (used) fail('invoices.not_free', '', [{ path: 'number', text: used.number }]);
}

/** Gives back what a claim held: it was withdrawn, rejected or rewritten. What is used stays used. */
export async function releaseInvoices(work: Work, claimId: string): Promise<void> {
  await work.sql('delete from invoice_holds where corp_id = $1 and claim_id = $2 and not used', [
    work.corpId,
    claimId,
  ]);
}

/** Marks what a claim holds as used for good: it is settled. Again does nothing. */
export async function useInvoices(work: Work, claimId: string): Promise<void> {
  await work.sql('update invoice_holds set used = true where corp_id = $1 and claim_id = $2', [
    work.corpId,
    claimId,
  ]);
}

/** Gives back what was used as well: the approval it was used for has been revoked. */
export async function freeInvoices(work: Work, claimId: string): Promise<void> {
  await work.sql('delete from invoice_holds where corp_id = $1 and claim_id = $2', [work.corpId, claimId]);
}

/** Rows of these invoices, whoever's they are. */
export const invoiceRows = async (work: Work, reader: string, ids: readonly InvoiceId[]): Promise<Row[]> =>
  ids.length === 0 ? [] : await work.sql<Row>(`${SELECT} and i.id = any($3)`, [work.corpId, reader, ids]);

const inYuan = (fen: bigint): string => `¥${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
