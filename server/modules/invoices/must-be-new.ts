// The hard stop: an invoice, and a file, is in the company once. Unique indexes guard it; this tells people in words.
import type { InvoiceId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';

interface Seen {
  id: InvoiceId;
  owner: string;
  added_at: Date;
  file: boolean;
}

/** Fails where this number with this code, or a file of these very bytes, is there already; `but` is the invoice that is written. */
export async function mustBeNew(
  work: Work,
  wanted: { code: string; number: string; sha: string },
  but?: InvoiceId,
): Promise<void> {
  // Two who add the same at once wait for each other here; in one order, so that they cannot lock each other out.
  const keys = [
    ...(wanted.number ? [`invoice ${work.corpId} ${wanted.number}`] : []),
    ...(wanted.sha ? [`invoice ${work.corpId} ${wanted.sha}`] : []),
  ].toSorted();
  for (const key of keys) await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  const [seen] = await work.sql<Seen>(
    `select id, owner, added_at, not ($3 <> '' and number = $3 and code = $2) file from invoices
      where corp_id = $1 and id <> $5 and (($3 <> '' and number = $3 and code = $2) or ($4 <> '' and file_sha = $4))
      order by file limit 1`,
    [work.corpId, wanted.code, wanted.number, wanted.sha, but ?? ''],
  );
  if (!seen) return;
  const zone = await corpZone(work);
  const since = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(seen.added_at);
  const mine = seen.owner === actingMember(work);
  const code = mine ? 'invoices.yours_already' : seen.file ? 'invoices.same_file' : 'invoices.taken';
  fail(code, '', [{ path: 'since', text: since }, ...(mine ? [{ path: 'invoiceId', text: seen.id }] : [])]);
}
