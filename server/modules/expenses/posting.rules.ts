export interface ClaimToPost {
  /** approved, in fen, tax included; the tax in it may be deducted */
  lines: readonly { account: string; approved: bigint; tax: bigint }[];
  /** what the member still owes from advances, oldest first */
  advances: readonly { id: string; outstanding: bigint }[];
}

export interface PostedSide {
  account: string;
  side: 'debit' | 'credit';
  amount: bigint;
}

/** The double entry of an approved claim: cost and tax on one side, settled advances and what is to be paid on the other. Both sums are equal. */
export function postClaim({ lines, advances }: ClaimToPost): {
  sides: PostedSide[];
  settled: { id: string; amount: bigint }[];
  payable: bigint;
} {
  const sides: PostedSide[] = [];
  const put = (account: string, side: PostedSide['side'], amount: bigint) => {
    if (amount > 0n) sides.push({ account, side, amount });
  };
  let payable = 0n;
  for (const { account, approved, tax } of lines) {
    if (tax < 0n || approved < tax)
      throw new RangeError('the tax of a line lies between nothing and the line');
    put(account, 'debit', approved - tax);
    put('input_tax', 'debit', tax);
    payable += approved;
  }
  const settled: { id: string; amount: bigint }[] = [];
  for (const { id, outstanding } of advances) {
    const amount = outstanding < payable ? outstanding : payable;
    if (amount <= 0n) continue;
    settled.push({ id, amount });
    put('advances', 'credit', amount);
    payable -= amount;
  }
  put('payable', 'credit', payable);
  return { sides, settled, payable };
}
