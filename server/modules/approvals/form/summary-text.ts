import type { Control, Flow, FormValues } from '@teahouse/contract/approvals-shapes';
import { majorOf, sumOfLinks } from './field-value.ts';
import type { Link } from './linked-records.ts';

type Locale = 'zh' | 'en';
const named = (one: { label: string; en?: string | undefined }, locale: Locale) =>
  (locale === 'en' && one.en) || one.label;

/** The lines a request is known by, `label: value`; what is more than text is left out. `hidden`: control ids the reader may not see. */
export function summaryText(
  flow: Flow,
  form: FormValues,
  hidden: ReadonlySet<string>,
  locale: Locale,
): string[] {
  return flow.settings.summary.flatMap((id) => {
    const control = flow.form.find((c) => c.id === id);
    const value = control && !hidden.has(id) ? valueText(control, form[id], locale) : '';
    return value ? [`${named(control!, locale)}: ${value}`] : [];
  });
}

function valueText(control: Control, value: unknown, locale: Locale): string {
  if (value === undefined || value === null) return '';
  const option = (key: string) =>
    named(control.options?.find((o) => o.key === key) ?? { label: key }, locale);
  const rows = (n: number) => (locale === 'zh' ? `${n} 行` : n === 1 ? '1 row' : `${n} rows`);
  switch (control.kind) {
    case 'text':
    case 'textarea':
    case 'number':
    case 'phone':
    case 'formula':
    case 'serial':
    case 'date':
      return String(value as string).replace('T', ' ');
    case 'money': {
      const sum = value as { minor: string; cur: string };
      return `${sum.cur} ${majorOf(sum)}`;
    }
    case 'select':
      return (value as string[]).map(option).join(', ');
    case 'dateRange':
    case 'vacation':
    case 'attendance': {
      const { start, end, type } = value as { start: string; end: string; type?: string };
      const ends = `${start.replace('T', ' ')} – ${end.replace('T', ' ')}`;
      return type ? `${option(type)} · ${ends}` : ends;
    }
    case 'record':
      return (value as Link[]).map((l) => l.title).join(', ');
    case 'invoices':
      return `${rows((value as Link[]).length)} · CNY ${majorOf(sumOfLinks(value as Link[]))}`;
    case 'table':
      return rows((value as unknown[]).length);
    case 'bank':
    case 'contact':
    case 'correction':
    case 'file':
    case 'location':
    case 'rating':
    case 'related':
    case 'signature':
    case 'tips':
      return '';
  }
}
