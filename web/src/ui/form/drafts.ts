// What stands in the inputs while a form is filled in, and how it becomes what the server takes, and back.
import type { Control, FormValues, PlainControl } from './shapes.ts';

/** A span as people say it: both days count, each half or hour by its own. */
export interface SpanDraft {
  from: string;
  fromHalf: '00' | '12';
  to: string;
  toHalf: '00' | '12';
  type: string;
}
export const emptySpan: SpanDraft = { from: '', fromHalf: '00', to: '', toHalf: '12', type: '' };

const spans = new Set<Control['kind']>(['dateRange', 'attendance', 'vacation']);
const dayAfter = (day: string, n: number): string =>
  day && new Date(Date.parse(`${day}T00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** '12.5' as minor units; the text itself where it is no amount, for the server to point at. */
function money(text: string, cur: string): unknown {
  const digits = digitsOf(cur);
  const found = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(text.replaceAll(',', '').trim());
  const [, sign = '', whole = '', part = ''] = found ?? [];
  if (!found || part.length > digits) return text;
  const minor = `${whole}${part.padEnd(digits, '0')}`.replace(/^0+(?=\d)/, '');
  return { minor: `${minor === '0' ? '' : sign}${minor}`, cur };
}

/** `{minor: '1250', cur: 'CNY'}` as '12.50'. */
export function major({ minor, cur }: { minor: string; cur: string }): string {
  const digits = digitsOf(cur);
  const sign = minor.startsWith('-') ? '-' : '';
  const all = minor.replace('-', '').padStart(digits + 1, '0');
  return digits ? `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}` : `${sign}${all}`;
}

function spanSent(c: PlainControl, draft: SpanDraft): unknown {
  if (!draft.from && !draft.to && !draft.type) return undefined;
  const type = c.kind === 'vacation' ? { type: draft.type } : {};
  if (c.unit === 'hour') return { start: draft.from, end: draft.to, ...type };
  if (c.unit !== 'halfday') return { start: draft.from, end: dayAfter(draft.to, 1), ...type };
  const end = draft.toHalf === '00' ? `${draft.to}T12:00` : `${dayAfter(draft.to, 1)}T00:00`;
  return { start: `${draft.from}T${draft.fromHalf}:00`, end, ...type };
}

/** How long a span is, as decimal text; null until both ends are known and in order. */
export function draftLength(c: PlainControl, draft: SpanDraft): string | null {
  if (!draft.from || !draft.to) return null;
  const { start, end } = spanSent(c, draft) as { start: string; end: string };
  const at = (text: string) => Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
  const hours = (at(end) - at(start)) / 3_600_000;
  return hours > 0 ? String(Math.round((c.unit === 'hour' ? hours : hours / 24) * 100) / 100) : null;
}

function spanDraft(c: PlainControl, sent: { start: string; end: string; type?: string }): SpanDraft {
  const [from = '', fromTime = ''] = sent.start.split('T');
  const [to = '', toTime = ''] = sent.end.split('T');
  const type = sent.type ?? '';
  if (c.unit === 'hour') return { ...emptySpan, from: sent.start, to: sent.end, type };
  if (c.unit !== 'halfday') return { ...emptySpan, from, to: dayAfter(to, -1), type };
  const noon = toTime.startsWith('12');
  return {
    from,
    fromHalf: fromTime.startsWith('12') ? '12' : '00',
    to: noon ? to : dayAfter(to, -1),
    toHalf: noon ? '00' : '12',
    type,
  };
}

const blank = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const allBlank = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.values(value).every((v) => v === '');

function sentOne(c: Control, draft: unknown): unknown {
  if (c.kind === 'money' && typeof draft === 'string') return draft ? money(draft, c.currency ?? 'CNY') : '';
  if (spans.has(c.kind) && draft) return spanSent(c, draft as SpanDraft);
  if (c.kind === 'table')
    return ((draft as FormValues[] | undefined) ?? []).map((r) => sent(c.children ?? [], r));
  return allBlank(draft) && !Array.isArray(draft) ? undefined : draft;
}

/** The drafts as the server takes them. */
export function sent(controls: readonly Control[], drafts: FormValues): FormValues {
  const values = controls.map((c) => [c.id, sentOne(c, drafts[c.id])] as const);
  return Object.fromEntries(values.filter(([, value]) => !blank(value)));
}

function draftOne(c: Control, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (c.kind === 'money') return major(value as { minor: string; cur: string });
  if (spans.has(c.kind)) return spanDraft(c, value as { start: string; end: string });
  if (c.kind === 'table') return (value as FormValues[]).map((row) => drafts(c.children ?? [], row));
  return value;
}

/** A form that was sent, to be changed again. */
export function drafts(controls: readonly Control[], form: FormValues): FormValues {
  return Object.fromEntries(controls.map((c) => [c.id, draftOne(c, form[c.id])]));
}

/** Controls that show only while an option is chosen that is not. */
export function hiddenIn(controls: readonly Control[], form: FormValues): Set<string> {
  const hidden = new Set(controls.flatMap((c) => (c.options ?? []).flatMap((o) => o.shows ?? [])));
  for (const c of controls)
    for (const o of c.options ?? [])
      if (Array.isArray(form[c.id]) && (form[c.id] as string[]).includes(o.key))
        for (const id of o.shows ?? []) hidden.delete(id);
  return hidden;
}

/** The sum of a table's column as decimal text. */
export function columnSum(column: PlainControl, rows: readonly FormValues[]): string {
  const digits = column.kind === 'money' ? digitsOf(column.currency ?? 'CNY') : 6;
  const total = rows.reduce((sum, row) => {
    const value = row[column.id] as { minor: string; cur: string } | string | undefined;
    const text = typeof value === 'object' ? major(value) : (value ?? '');
    return sum + (Number(text.replaceAll(',', '')) || 0);
  }, 0);
  return column.kind === 'money' ? total.toFixed(digits) : String(Number(total.toFixed(digits)));
}
