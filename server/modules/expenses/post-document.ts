import type { Work } from '../../kernel/work.ts';
import { today } from './numbers.ts';
import { imbalance, type PostedSide } from './posting.rules.ts';

/** Writes one document into the books. What does not balance to the last unit is never written. */
export async function postDocument(
  work: Work,
  document: { doc: string; memo: string; currency: string; sides: readonly PostedSide[] },
): Promise<void> {
  const { doc, memo, currency, sides } = document;
  const off = imbalance(sides);
  if (off !== 0n) throw new RangeError(`${doc} is off by ${off}`);
  const day = await today(work);
  for (const [i, s] of sides.entries())
    await work.db
      .insertInto('postings')
      .values({
        doc,
        line: i + 1,
        account: s.account,
        side: s.side,
        amount: Number(s.amount),
        currency,
        cost_centre: s.costCentre,
        memo,
        day,
        posted_at: work.now,
        ...(s.foreign && {
          foreign_currency: s.foreign.currency,
          foreign_amount: Number(s.foreign.amount),
          rate_e8: Number(s.foreign.rateE8),
        }),
      })
      .execute();
}

/** The two sides of a plain movement from one account to another. */
export const movement = (debit: string, credit: string, amount: number): PostedSide[] => [
  { account: debit, side: 'debit', amount: BigInt(amount), costCentre: '' },
  { account: credit, side: 'credit', amount: BigInt(amount), costCentre: '' },
];
