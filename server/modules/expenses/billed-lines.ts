import type { LineInput } from '@teahouse/contract/expenses';
import type { FileId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { invoicesById } from '../invoices/index.ts';

/**
 * Lines that stand on invoices of the writer's folder, with code and number as read there, and the files those were read from, so that
 * whoever decides sees them. Several lines may share an invoice up to its total. Fails with invoices.not_found, expenses.above_invoice.
 */
export async function billedLines(
  work: Work,
  sent: readonly LineInput[],
): Promise<{ lines: LineInput[]; files: FileId[] }> {
  const known = await invoicesById(
    work,
    sent.flatMap((l) => l.invoiceId ?? []),
  );
  const me = actingMember(work);
  const claimed = new Map<string, bigint>();
  const lines = sent.map((line, i) => {
    if (!line.invoiceId) return line;
    const bill = known.get(line.invoiceId);
    if (!bill || bill.owner !== me) return fail('invoices.not_found');
    if (line.currency === 'CNY') claimed.set(bill.id, (claimed.get(bill.id) ?? 0n) + BigInt(line.amount));
    if (bill.total !== null && (claimed.get(bill.id) ?? 0n) > BigInt(bill.total))
      return fail('expenses.above_invoice', '', [{ path: 'line', text: String(i + 1) }]);
    return { ...line, invoiceCode: bill.code, invoiceNo: bill.number };
  });
  return { lines, files: [...known.values()].flatMap((bill) => bill.fileId ?? []) };
}
