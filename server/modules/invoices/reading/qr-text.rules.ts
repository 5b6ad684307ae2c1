import { type Facts, foundAs, type Found, type Kind, Unreadable } from './found.ts';
import { dayOf, fenOf, isCheckCode, isCode, isNumber } from './written.rules.ts';

const kinds: Record<string, Kind> = {
  '01': 'special',
  '03': 'vehicle',
  '04': 'ordinary',
  '08': 'special',
  '10': 'ordinary',
  '11': 'ordinary',
  '14': 'toll',
  '15': 'vehicle',
  '31': 'special',
  '32': 'ordinary',
  '51': 'train',
  '61': 'flight',
};
/** Fully digital kinds write the total, the older ones what is due without tax. */
const withTax = new Set(['31', '32', '51', '61', '11']);

/**
 * The text in the QR code of an invoice: `01,kind,code,number,amount,date,check code,checksum`. Throws Unreadable that names the
 * field at fault.
 */
export function readQrText(text: string): Found {
  const parts = text
    .trim()
    .split(/[,，]/)
    .map((p) => p.trim());
  if (parts.length < 7 || parts.length > 12 || parts[0] !== '01') throw new Unreadable('other_kind', 'qr');
  const [, kind = '', code = '', number = '', amount = '', date = '', check = ''] = parts;
  const must = <T>(field: keyof Facts, value: T | undefined | false): T => {
    if (value === undefined || value === false) throw new Unreadable('damaged', field);
    return value;
  };
  must('number', isNumber(number));
  must('code', number.length === 20 ? code === '' || isCode(code) : isCode(code));
  const fen = must('total', fenOf(amount));
  return foundAs(
    {
      kind: must('kind', /^\d{2}$/.test(kind) && (kinds[kind] ?? 'other')),
      code,
      number,
      issuedOn: must('issuedOn', dayOf(date)),
      ...(withTax.has(kind) || number.length === 20 ? { total: fen } : { exclTax: fen }),
      checkCode: isCheckCode(check) ? check : undefined,
    },
    'sure',
  );
}
