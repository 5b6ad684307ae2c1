// The hard stop: an invoice stands in one live line of the company. A unique index guards it; this tells people in words.
import type { ClaimId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

/** Code and number as they are compared; '' where there is no invoice. */
export const invoiceKey = (l: { invoiceCode: string; invoiceNo: string }): string =>
  l.invoiceNo ? `${l.invoiceCode} ${l.invoiceNo}`.trim().toUpperCase() : '';

/** Fails where one of these stands in a live line of another claim, or twice among them. */
export async function mustBeFree(work: Work, keys: readonly string[], claimId: ClaimId): Promise<void> {
  const wanted = keys.filter(Boolean).toSorted();
  if (wanted.length === 0) return;
  // Two claims with the same invoice wait for each other here; in one order, so that they cannot lock each other out.
  await work.sql(
    `select pg_advisory_xact_lock(hashtextextended(k, 0)) from unnest($1::text[]) with ordinality u (k, n) order by n`,
    [[...new Set(wanted)].map((k) => `invoice ${work.corpId} ${k}`)],
  );
  const [taken] = await work.sql<{ key: string; no: string }>(
    `select l.invoice_key key, c.no from expense_lines l join expense_claims c on c.corp_id = $1 and c.id = l.claim_id
      where l.corp_id = $1 and l.live and l.invoice_key = any($2) and l.claim_id <> $3 order by l.invoice_key limit 1`,
    [work.corpId, wanted, claimId],
  );
  const twice = wanted.find((k, i) => wanted[i + 1] === k);
  const told = taken ?? (twice && { key: twice, no: await numberOf(work, claimId) });
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
