/** Minor units of a decimal text ("12.3" is 1230n with two digits). Undefined where the text is no plain amount or is finer than the currency. */
export function minorOf(text: string, digits = 2): bigint | undefined {
  const [, sign, whole, part = ''] = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || /[^0]/.test(part.slice(digits))) return undefined;
  const amount = BigInt(whole + part.slice(0, digits).padEnd(digits, '0'));
  return sign ? -amount : amount;
}

/** An amount in another currency with equally many digits; the rate is in hundred millionths. A half is rounded away from zero. */
export function converted(amount: bigint, rateE8: bigint): bigint {
  const one = 100_000_000n;
  const product = amount * rateE8;
  return (product + (product < 0n ? -one : one) / 2n) / one;
}
