import { localeTag } from '../../lib/locale.ts';

/** How many digits a currency has after the point. */
const digitsOf = (currency: string): number => {
  try {
    const { maximumFractionDigits } = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
    }).resolvedOptions();
    return maximumFractionDigits ?? 2;
  } catch (error) {
    // Half a currency code while somebody types.
    if (error instanceof RangeError) return 2;
    throw error;
  }
};

/** '123450' of CNY is '1234.50': what stands in an input. */
export function majorText(minor: string, currency: string): string {
  const digits = digitsOf(currency);
  const all = minor.padStart(digits + 1, '0');
  return digits ? `${all.slice(0, -digits)}.${all.slice(-digits)}` : all;
}

/** What somebody typed as minor units; null where it is no amount or finer than the currency. Commas between thousands are fine. */
export function minorText(text: string, currency: string): string | null {
  const digits = digitsOf(currency);
  const [, whole, part = ''] = /^(\d{1,11})(?:\.(\d*))?$/.exec(text.trim().replaceAll(',', '')) ?? [];
  if (whole === undefined || /[^0]/.test(part.slice(digits))) return null;
  return String(BigInt(whole + part.slice(0, digits).padEnd(digits, '0')));
}

/** ¥1,234.50 */
export function money(minor: string, currency: string): string {
  const format = new Intl.NumberFormat(localeTag(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.format(majorText(minor, currency) as `${number}`);
}

/** The same as the server reckons: what one whole unit is worth, a half rounded up. Null where the rate is no number. */
export function converted(minor: string, rate: string, from: string, to: string): string | null {
  const e8 = rateE8(rate);
  if (e8 === null) return null;
  const one = 100_000_000n * 10n ** BigInt(digitsOf(from));
  const product = BigInt(minor) * BigInt(e8) * 10n ** BigInt(digitsOf(to));
  return String((product + one / 2n) / one);
}

/** '7.1234' as hundred millionths. */
export function rateE8(text: string): string | null {
  const [, whole, part = ''] = /^(\d{1,6})(?:\.(\d{0,8}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const e8 = BigInt(whole + part.padEnd(8, '0'));
  return e8 > 0n ? String(e8) : null;
}

/** '712345678' as '7.12345678', without empty digits. */
export const rateText = (e8: string): string => {
  const all = e8.padStart(9, '0');
  return `${all.slice(0, -8)}.${all.slice(-8)}`.replace(/\.?0+$/, '');
};
