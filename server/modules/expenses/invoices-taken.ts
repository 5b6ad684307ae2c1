// The hard stop: what was typed stands in one live line of the company. A unique index guards it; this tells people in words.
import type { ClaimId, InvoiceId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { holdKeys, takenByRequest, typedByHand } from '../invoices/index.ts';

/** Code and number as they are compared; '' where there is no invoice. */
export const invoiceKey = (l: { invoiceCode: string; invoiceNo: string }): string =>
  l.invoiceNo ? `${l.invoiceCode} ${l.invoiceNo}`.trim().toUpperCase() : '';

/** A line's invoice: its key, and where it lies in a folder. */
export interface Billed {
  invoice_key: string;
  invoice_id: InvoiceId | null;
}

/**
 * Fails where one of these stands in a live line of another claim, or twice among them. Lines on the same invoice of a folder may share
 * it: how much of it is left, its holds say.
 */
export async function mustBeFree(work: Work, lines: readonly Billed[], claimId: ClaimId): Promise<void> {
  const wanted = lines
    .filter((l) => l.invoice_key)
    .toSorted((a, b) => (a.invoice_key < b.invoice_key ? -1 : 1));
  if (wanted.length === 0) return;
  await holdKeys(
    work,
    wanted.map((l) => l.invoice_key),
  );
  const [taken] = await work.sql<{ key: string; no: string }>(
    `select l.invoice_key key, c.no from unnest($2::text[], $4::text[]) w (key, id)
       join expense_lines l on l.corp_id = $1 and l.live and l.invoice_key = w.key and (l.invoice_id = w.id) is not true
       join expense_claims c on c.corp_id = $1 and c.id = l.claim_id
      where l.claim_id <> $3 order by l.invoice_key limit 1`,
    [work.corpId, wanted.map((l) => l.invoice_key), claimId, wanted.map((l) => l.invoice_id)],
  );
  const twice = wanted.find((l, i) => {
    const next = wanted[i + 1];
    const shared = l.invoice_id !== null && next?.invoice_id === l.invoice_id;
    return next?.invoice_key === l.invoice_key && !shared;
  });
  // What was typed by hand is told from what a request took out of a folder by its number alone.
  const typed = wanted.filter((l) => l.invoice_id === null).map((l) => l.invoice_key);
  const asked = taken ? undefined : await takenByRequest(work, typed);
  const told = taken ?? asked ?? (twice && { key: twice.invoice_key, no: await numberOf(work, claimId) });
  if (told)
    fail('expenses.invoice_taken', '', [
      { path: 'invoice', text: told.key },
      { path: 'claim', text: told.no },
    ]);
}

async function numberOf(work: Work, claimId: ClaimId): Promise<string> {
  const [row] = await work.sql<{ no: string }>(
    'select no from expense_claims where corp_id = $1 and id = $2',
    [work.corpId, claimId],
  );
  return row?.no ?? '';
}

/** Requests that take invoices out of a folder ask what claims had typed before. */
export function tellWhatWasTyped(): void {
  typedByHand(async (work, keys) => {
    const [row] = await work.sql<{ key: string; no: string }>(
      `select l.invoice_key key, c.no from expense_lines l join expense_claims c on c.corp_id = $1 and c.id = l.claim_id
        where l.corp_id = $1 and l.live and l.invoice_key = any($2) and l.invoice_id is null order by l.invoice_key limit 1`,
      [work.corpId, keys],
    );
    return row;
  });
}
