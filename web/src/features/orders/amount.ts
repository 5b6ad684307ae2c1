import { localeTag } from '../../lib/locale.ts';

const inCurrency = (currency: string) => new Intl.NumberFormat(localeTag(), { style: 'currency', currency });
const digitsOf = (currency: string): number =>
  inCurrency(currency).resolvedOptions().maximumFractionDigits ?? 2;

/** An amount in its smallest unit as people write it; '' where nobody said. */
export const shownAmount = ({ amount, currency }: { amount: number | null; currency: string }): string =>
  amount === null ? '' : inCurrency(currency).format(amount / 10 ** digitsOf(currency));

/** '12.5' in the smallest unit; null for an empty field, undefined for what is no amount of this currency. */
export function minorOf(text: string, currency: string): number | null | undefined {
  if (!text.trim()) return null;
  const digits = digitsOf(currency);
  const [, whole = '', part = ''] = /^(\d{1,11})(?:\.(\d*))?$/.exec(text.replaceAll(',', '').trim()) ?? [];
  return whole && part.length <= digits ? Number(whole + part.padEnd(digits, '0')) : undefined;
}
