import type { ApprovalId, InvoiceId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { type Link, linkSource } from '../approvals/index.ts';
import { mustNotBeTyped } from './typed-by-hand.ts';
import { freeInvoices, holdInvoices, invoiceRows, useInvoices } from './hold-invoices.ts';

/** Requests take invoices out of the applicant's folder as claims do: held while they run, used once approved, free again otherwise. */
export function followForms(): void {
  linkSource('invoice', { name, hold, settle });
}

async function name(work: Work, member: MemberId, ids: readonly string[]) {
  const rows = await invoiceRows(work, member, ids as InvoiceId[]);
  return new Map(
    rows.flatMap((r): [string, Omit<Link, 'id'>][] => {
      const left = BigInt(r.total ?? 0) - BigInt(r.taken);
      const title = [r.number, r.seller_name].filter(Boolean).join(' ');
      return r.owner === member && left > 0n ? [[r.id, { title, minor: String(left), cur: 'CNY' }]] : [];
    }),
  );
}

/** Of these keys (code and number) one that a request has taken out of a folder, and the number of that request. */
export async function takenByRequest(
  work: Work,
  keys: readonly string[],
): Promise<{ key: string; no: string } | undefined> {
  const [row] = await work.sql<{ key: string; no: string }>(
    `select k key, a.no from unnest($2::text[]) k
       join invoices i on i.corp_id = $1 and i.number <> '' and upper(trim(i.code || ' ' || i.number)) = k
       join invoice_holds h on h.corp_id = $1 and h.invoice_id = i.id
       join approvals a on a.corp_id = $1 and a.id = h.claim_id
      order by k limit 1`,
    [work.corpId, keys],
  );
  return row;
}

async function hold(
  work: Work,
  { id, applicant }: { id: ApprovalId; applicant: MemberId },
  links: readonly Link[],
): Promise<void> {
  const takes = links.map((l) => ({ invoiceId: l.id as InvoiceId, amount: BigInt(l.minor ?? 0) }));
  const rows = await invoiceRows(
    work,
    applicant,
    takes.map((t) => t.invoiceId),
  );
  await mustNotBeTyped(
    work,
    rows.flatMap((r) => (r.number ? [`${r.code} ${r.number}`.trim().toUpperCase()] : [])),
  );
  await holdInvoices(work, applicant, takes, id);
}

async function settle(work: Work, id: ApprovalId, how: 'used' | 'free'): Promise<void> {
  await (how === 'used' ? useInvoices(work, id) : freeInvoices(work, id));
}
