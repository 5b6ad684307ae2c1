import { localeTag } from '../../lib/locale.ts';

/** ¥1,234.50 of 123450 fen. */
export const inYuan = (fen: string): string =>
  new Intl.NumberFormat(localeTag(), {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(Number(fen) / 100);

/** 1234.50 for a field; '' where there is none. */
export const written = (fen: string | null): string => (fen === null ? '' : (Number(fen) / 100).toFixed(2));

/** Fen of what somebody typed; null for nothing, undefined for what is no amount. */
export function fenOf(typed: string): string | null | undefined {
  const plain = typed.replaceAll(/[\s,，¥￥]/g, '');
  if (plain === '') return null;
  const parts = /^(\d{1,10})(?:\.(\d{0,2}))?$/.exec(plain);
  return parts ? String(BigInt(parts[1]!) * 100n + BigInt((parts[2] ?? '').padEnd(2, '0'))) : undefined;
}
