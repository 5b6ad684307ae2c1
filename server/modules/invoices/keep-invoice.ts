import type { FileId, InvoiceId } from '@teahouse/contract/ids';
import type { Invoice } from '@teahouse/contract/invoices';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { attachFile } from '../files/index.ts';
import { codeOf } from './checks.rules.ts';
import { mustBeNew } from './must-be-new.ts';
import type { Found } from './reading/found.ts';

/** Keeps what was read as an invoice of the actor. */
export async function keepInvoice(
  work: Work,
  found: Found & { source: Invoice['source'] },
  file: { id: FileId; sha: string } | null,
): Promise<InvoiceId> {
  const { facts } = found;
  if ([facts.total, facts.exclTax, facts.tax].some((n) => n !== undefined && n < 0n)) fail('invoices.red');
  const number = facts.number ?? '';
  const code = codeOf(facts.code ?? '', number);
  await mustBeNew(work, { code, number, sha: file?.sha ?? '' });
  const id = newId('inv');
  await work.db
    .insertInto('invoices')
    .values({
      id,
      owner: actingMember(work),
      kind: facts.kind ?? 'other',
      code,
      number,
      issued_on: facts.issuedOn ?? null,
      excl_tax: fen(facts.exclTax),
      tax: fen(facts.tax),
      total: fen(facts.total),
      seller_name: facts.sellerName?.slice(0, 120) ?? '',
      seller_tax_id: facts.sellerTaxId ?? '',
      buyer_name: facts.buyerName?.slice(0, 120) ?? '',
      buyer_tax_id: facts.buyerTaxId ?? '',
      check_code: facts.checkCode ?? '',
      lines: JSON.stringify(
        found.lines.map((l) => ({ name: l.name, amount: text(l.amount), tax: text(l.tax) })),
      ),
      confidence: JSON.stringify(found.confidence),
      source: found.source,
      file_id: file?.id ?? null,
      file_sha: file?.sha ?? '',
      added_at: work.now,
    })
    .execute();
  if (file) await attachFile(work, file.id, { kind: 'invoice', id });
  return id;
}

const fen = (n: bigint | undefined) => (n === undefined ? null : Number(n));
const text = (n: bigint | null) => (n === null ? null : String(n));
