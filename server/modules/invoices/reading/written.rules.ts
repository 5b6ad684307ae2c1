// Amounts, days and numbers as invoices write them.

/** Fen of '1,234.5', '¥12.00' or '-3'; undefined for whatever else ('***', '免税'). At most 13 digits. */
export function fenOf(written: string): bigint | undefined {
  const plain = written.replaceAll(/[\s,，¥￥]/g, '');
  const parts = /^(-?)(\d{1,11})(?:\.(\d{1,2})0*)?$/.exec(plain);
  if (!parts) return undefined;
  const fen = BigInt(parts[2]!) * 100n + BigInt((parts[3] ?? '').padEnd(2, '0'));
  return parts[1] ? -fen : fen;
}

/** YYYY-MM-DD of '20230801', '2023-08-01 10:20:30', '2023/8/1' or '2023年08月01日'; undefined where there is no such day. */
export function dayOf(written: string): string | undefined {
  const parts =
    /^\s*(\d{4})(\d{2})(\d{2})(?:\d{6})?\s*$/.exec(written) ??
    /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日|\b)/.exec(written);
  if (!parts) return undefined;
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : day;
}

export const isNumber = (text: string): boolean => /^(\d{8}|\d{20})$/.test(text);
export const isCode = (text: string): boolean => /^(\d{10}|\d{12})$/.test(text);
export const isTaxId = (text: string): boolean => /^[0-9A-Z]{15,20}$/.test(text);
export const isCheckCode = (text: string): boolean => /^\d{20}$/.test(text);
