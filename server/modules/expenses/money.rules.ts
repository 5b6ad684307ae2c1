/**
 * Minor units of one currency in those of another, with so many digits each; the rate says what one whole unit is worth, in hundred
 * millionths. A half is rounded away from zero.
 */
export function converted(amount: bigint, rateE8: bigint, fromDigits: number, toDigits: number): bigint {
  const one = 100_000_000n * 10n ** BigInt(fromDigits);
  const product = amount * rateE8 * 10n ** BigInt(toDigits);
  return (product + one / 2n) / one;
}
