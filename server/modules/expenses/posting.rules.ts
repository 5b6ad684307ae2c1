import { converted } from './money.rules.ts';

/** What an amount was in another currency: minor units of it, and the rate in hundred millionths. */
export interface Foreign {
  currency: string;
  amount: bigint;
  rateE8: bigint;
}
export interface PostedSide {
  account: string;
  side: 'debit' | 'credit';
  amount: bigint;
  costCentre: string;
  foreign?: Foreign | undefined;
}
/** The accounts of the books a claim touches besides those of its kinds of expense. */
export interface Accounts {
  payable: string;
  advances: string;
  inputTax: string;
  /** what is lost or won where cost, tax and their sum are converted each on its own */
  rounding: string;
}
/** A line as it was claimed: amounts in its own currency, the rest in the company's. */
export interface ClaimedLine {
  account: string;
  costCentre: string;
  /** tax included; the tax in it may be deducted */
  amount: bigint;
  tax: bigint;
  currency: string;
  rateE8: bigint;
  claimed: bigint;
  claimedTax: bigint;
  approved: bigint;
}
export interface LineToPost {
  account: string;
  costCentre: string;
  /** tax included */
  approved: bigint;
  cost: bigint;
  tax: bigint;
  foreign?: { cost: Foreign; tax: Foreign };
}

/**
 * What of an approved line is cost and what is tax, in the company's currency. In another currency each is converted on its own; the
 * unit by which they miss their sum is left for the rounding account. What finance cut is an amount in the company's currency already.
 */
export function lineToPost(l: ClaimedLine, home: string, digits: (currency: string) => number): LineToPost {
  const { account, costCentre, approved } = l;
  if (l.currency === home || approved !== l.claimed) {
    // Less approved, less tax to deduct.
    const tax = l.claimed ? (l.claimedTax * approved) / l.claimed : 0n;
    return { account, costCentre, approved, cost: approved - tax, tax };
  }
  const foreign = (amount: bigint): Foreign => ({ currency: l.currency, amount, rateE8: l.rateE8 });
  const net = l.amount - l.tax;
  return {
    account,
    costCentre,
    approved,
    cost: converted(net, l.rateE8, digits(l.currency), digits(home)),
    tax: l.claimedTax,
    foreign: { cost: foreign(net), tax: foreign(l.tax) },
  };
}

/**
 * The double entry of an approved claim: cost and tax on one side, settled advances and what is to be paid on the other, and between
 * them what rounding took or gave. Both sums are equal.
 */
export function postClaim(
  {
    lines,
    advances,
  }: {
    lines: readonly LineToPost[];
    /** what the member still owes from advances, oldest first */
    advances: readonly { id: string; outstanding: bigint }[];
  },
  accounts: Accounts,
): { sides: PostedSide[]; settled: { id: string; amount: bigint }[]; payable: bigint } {
  const sides: PostedSide[] = [];
  const put = (
    account: string,
    side: PostedSide['side'],
    amount: bigint,
    costCentre = '',
    foreign?: Foreign,
  ) => {
    if (amount > 0n) sides.push({ account, side, amount, costCentre, foreign });
  };
  let payable = 0n;
  let lost = 0n;
  for (const { account, costCentre, approved, cost, tax, foreign } of lines) {
    const off = approved - cost - tax;
    if (tax < 0n || cost < 0n || off > 1n || off < -1n)
      throw new RangeError('cost and tax of a line make up the line, but for one unit');
    put(account, 'debit', cost, costCentre, foreign?.cost);
    put(accounts.inputTax, 'debit', tax, '', foreign?.tax);
    payable += approved;
    lost += off;
  }
  put(accounts.rounding, 'debit', lost);
  put(accounts.rounding, 'credit', -lost);
  const settled: { id: string; amount: bigint }[] = [];
  for (const { id, outstanding } of advances) {
    const amount = outstanding < payable ? outstanding : payable;
    if (amount <= 0n) continue;
    settled.push({ id, amount });
    put(accounts.advances, 'credit', amount);
    payable -= amount;
  }
  put(accounts.payable, 'credit', payable);
  return { sides, settled, payable };
}

/** Debit less credit; anything but nothing must not be written. */
export const imbalance = (sides: readonly Pick<PostedSide, 'side' | 'amount'>[]): bigint =>
  sides.reduce((n, s) => (s.side === 'debit' ? n + s.amount : n - s.amount), 0n);
