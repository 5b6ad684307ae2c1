import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import { millionths } from '../engine/conditions.ts';
import type { FieldValue } from '../engine/state.ts';
import type { Link } from './linked-records.ts';

interface Money {
  minor: string;
  cur: string;
}

/** How many digits a currency has after the point. */
export function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** `{minor: '12345', cur: 'CNY'}` as '123.45'. */
export function majorOf({ minor, cur }: Money): string {
  const digits = digitsOf(cur);
  const sign = minor.startsWith('-') ? '-' : '';
  const all = minor.replace('-', '').padStart(digits + 1, '0');
  return digits ? `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}` : `${sign}${all}`;
}

/** '12.5' as money of this currency; undefined where it is no number, or finer than the currency's smallest coin. */
export function moneyOf(text: string, cur: string): Money | undefined {
  const [found, sign, major = '', rest = ''] = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  const cut = rest.replace(/0+$/, '');
  if (found === undefined || cut.length > digitsOf(cur)) return undefined;
  return { minor: `${sign}${BigInt(major + cut.padEnd(digitsOf(cur), '0'))}`, cur };
}

/** What invoices come to together; all of them are in yuan. */
export const sumOfLinks = (links: readonly Link[]): Money => ({
  minor: String(links.reduce((sum, l) => sum + BigInt(l.minor ?? 0), 0n)),
  cur: 'CNY',
});

/** A field as conditions and formulas compare it; `table.column` and `sum(table.column)` read a column's sum. */
export function fieldValue(controls: readonly Control[], form: FormValues, name: string): FieldValue {
  const sum = /^(?:sum\()?([\w-]+)\.([\w-]+)\)?$/.exec(name);
  if (sum) return sumOf(controls, form, sum[1]!, sum[2]!);
  const control = controls.find((c) => c.id === name);
  return control && comparable(control, form[name]);
}

function sumOf(controls: readonly Control[], form: FormValues, table: string, column: string): FieldValue {
  const child = controls.find((c) => c.id === table)?.children?.find((c) => c.id === column);
  const rows = form[table];
  if (!child || !Array.isArray(rows)) return undefined;
  let total = 0n;
  for (const row of rows as FormValues[]) {
    const value = comparable(child, row[column]);
    if (typeof value === 'object' && 'number' in value) total += value.number;
  }
  return { number: total };
}

function comparable(control: Omit<Control, 'children'>, value: unknown): FieldValue {
  if (value === undefined || value === null || value === '') return undefined;
  const number = (text: string | number) => {
    const found = millionths(text);
    return found === undefined ? undefined : { number: found };
  };
  switch (control.kind) {
    case 'number':
    case 'rating':
    case 'formula':
      return number(value as string);
    case 'money':
      return number(majorOf(value as Money));
    case 'dateRange':
    case 'vacation':
    case 'attendance':
      return number((value as { duration: string }).duration);
    case 'invoices':
      return number(majorOf(sumOfLinks(value as Link[])));
    case 'record':
      return (value as Link[]).map((l) => l.id);
    case 'select':
    case 'contact':
    case 'related':
    case 'file':
      return value as string[];
    case 'bank':
    case 'correction':
    case 'date':
    case 'location':
    case 'phone':
    case 'serial':
    case 'signature':
    case 'table':
    case 'text':
    case 'textarea':
    case 'tips':
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
