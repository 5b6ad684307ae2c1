export interface PostedSide {
  account: string;
  side: 'debit' | 'credit';
  amount: bigint;
  costCentre: string;
}
/** The accounts of the books a claim touches besides those of its kinds of expense. */
export interface Accounts {
  payable: string;
  advances: string;
  inputTax: string;
}
export interface ClaimToPost {
  /** approved, tax included; the tax in it may be deducted */
  lines: readonly { account: string; costCentre: string; approved: bigint; tax: bigint }[];
  /** what the member still owes from advances, oldest first */
  advances: readonly { id: string; outstanding: bigint }[];
}

/** The double entry of an approved claim: cost and tax on one side, settled advances and what is to be paid on the other. Both sums are equal. */
export function postClaim(
  { lines, advances }: ClaimToPost,
  accounts: Accounts,
): { sides: PostedSide[]; settled: { id: string; amount: bigint }[]; payable: bigint } {
  const sides: PostedSide[] = [];
  const put = (account: string, side: PostedSide['side'], amount: bigint, costCentre = '') => {
    if (amount > 0n) sides.push({ account, side, amount, costCentre });
  };
  let payable = 0n;
  for (const { account, costCentre, approved, tax } of lines) {
    if (tax < 0n || approved < tax)
      throw new RangeError('the tax of a line lies between nothing and the line');
    put(account, 'debit', approved - tax, costCentre);
    put(accounts.inputTax, 'debit', tax);
    payable += approved;
  }
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
