import { minorOf } from './money.rules.ts';

/** What the square code on a Chinese VAT invoice says. */
export interface InvoiceQr {
  kind: string;
  /** empty on a fully digital invoice */
  code: string;
  number: string;
  /** in fen; a fully digital invoice prints it with tax, an older one without */
  amount: bigint;
  withTax: boolean;
  /** YYYY-MM-DD */
  day: string;
  checkCode: string;
}

/** Reads the text "01,kind,code,number,amount,YYYYMMDD,check code,…". Undefined where it is anything else. */
export function readInvoiceQr(text: string): InvoiceQr | undefined {
  const [version, kind = '', code = '', number = '', sum = '', date = '', checkCode = ''] = text
    .trim()
    .split(',')
    .map((part) => part.trim());
  const digital = code === '' && /^\d{20}$/.test(number);
  const older = /^(\d{10}|\d{12})$/.test(code) && /^\d{8}$/.test(number);
  const amount = minorOf(sum);
  const day = dayOf(date);
  if (version !== '01' || !/^\d\d$/.test(kind) || !(digital || older) || amount === undefined || !day)
    return undefined;
  return { kind, code, number, amount, withTax: digital, day, checkCode };
}

function dayOf(date: string): string | undefined {
  if (!/^\d{8}$/.test(date)) return undefined;
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}
