import { type Control, type FormValues, spanLength } from '@teahouse/contract/approvals-shapes';
import { ApprovalId, DepartmentId, FileId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { FieldFault } from '../../../kernel/fail.ts';
import { evaluate } from './formula.ts';

type Plain = Omit<Control, 'children'>;

const noControl = (most: number) =>
  z
    .string()
    .max(most)
    // oxlint-disable-next-line no-control-regex -- that is what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/)
    .transform((t) => t.normalize('NFC'));
const decimal = z.string().regex(/^-?\d{1,18}(\.\d{1,6})?$/);
const Link = z.object({ id: z.string().min(1).max(60), title: z.string().max(300).default('') });
const amount = z
  .string()
  .regex(/^\d{1,18}$/)
  .default('0');
const day = z.iso.date();
/** Wall time of the company: 2026-06-10T09:30 */
const wall = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);

function shapeOf(c: Plain): z.ZodType | undefined {
  const several = (one: z.ZodType, most: number) =>
    z
      .array(one)
      .min(1)
      .max(c.multi ? most : 1);
  switch (c.kind) {
    case 'text':
      return noControl(500).pipe(z.string().min(1));
    case 'textarea':
      return noControl(5_000).pipe(z.string().min(1));
    case 'number':
      return c.negative ? decimal : decimal.regex(/^\d/);
    case 'money':
      return z.object({
        minor: z.string().regex(c.negative ? /^-?\d{1,18}$/ : /^\d{1,18}$/),
        cur: z.literal(c.currency ?? 'CNY'),
      });
    case 'date':
      return c.unit === 'hour' ? wall : day;
    case 'dateRange':
    case 'attendance':
      return span(c);
    case 'vacation':
      return span(c).and(z.object({ type: z.enum((c.options ?? []).map((o) => o.key)) }));
    case 'correction':
      return z.object({ day, time: z.string().regex(/^\d\d:\d\d$/), slot: z.enum(['in', 'out']) });
    case 'select':
      return several(z.enum((c.options ?? []).map((o) => o.key)), 100);
    case 'contact':
      return several(c.of === 'department' ? DepartmentId : MemberId, 100);
    case 'file':
    case 'signature':
      return c.kind === 'signature'
        ? z.array(FileId).length(1)
        : z
            .array(FileId)
            .min(1)
            .max(c.multi === false ? 1 : 20);
    case 'location':
      return z.object({
        title: noControl(200).pipe(z.string().min(1)),
        lat: z.number().min(-90).max(90).optional(),
        lng: z.number().min(-180).max(180).optional(),
        datum: z.literal('wgs84').default('wgs84'),
      });
    case 'related':
      return z.array(ApprovalId).min(1).max(10);
    // Names and sums are the server's own: see `pinLinks`.
    case 'record':
      return z
        .array(Link)
        .min(1)
        .max(c.multi ? 10 : 1);
    case 'invoices':
      return z
        .array(Link.extend({ minor: amount, cur: z.string().max(3).default('CNY') }))
        .min(1)
        .max(50);
    case 'phone':
      return z.string().regex(/^\+?\d[\d -]{4,18}\d$/);
    case 'bank':
      return z.object({
        holder: noControl(100).pipe(z.string().min(1)),
        number: z.string().regex(/^[\d -]{6,40}$/),
        bank: noControl(100),
      });
    case 'rating':
      return z.enum(['1', '2', '3', '4', '5']);
    case 'tips':
    case 'serial':
    case 'formula':
    case 'table':
      return undefined;
  }
}

function span(c: Plain) {
  const edge =
    c.unit === 'hour' ? wall : c.unit === 'halfday' ? z.string().regex(/^\d{4}-\d\d-\d\dT(00|12):00$/) : day;
  return (
    z
      .object({ start: edge, end: edge })
      .refine((s) => s.start < s.end && Number(spanLength(c.unit, s)) <= 20_000)
      // The length is the server's own; what the client counted is not looked at.
      .transform((s) => ({ ...s, duration: spanLength(c.unit, s) }))
  );
}

/**
 * The form as it is kept: known controls only, texts normalised, lengths and formulas counted anew. `faults` names what is missing or
 * wrong by control id, `table.row.column` inside tables.
 */
export function checkForm(
  controls: readonly Control[],
  sent: FormValues,
  serial: string,
): { form: FormValues; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const form: FormValues = {};
  const hidden = hiddenControls(controls, sent);
  for (const c of controls) {
    if (hidden.has(c.id)) continue;
    const value = c.kind === 'table' ? rowsOf(c, sent[c.id], faults) : one(c, sent[c.id], c.id, faults);
    if (value !== undefined) form[c.id] = value;
    if (c.kind === 'serial' && serial) form[c.id] = serial;
  }
  for (const c of controls) {
    if (c.kind !== 'formula' || hidden.has(c.id)) continue;
    const value = evaluate(c.formula ?? '', controls, form);
    if (value !== null) form[c.id] = value;
  }
  return { form, faults };
}

/** Controls that an option has to be chosen for, while it is not. */
export function hiddenControls(controls: readonly Control[], form: FormValues): Set<string> {
  const hidden = new Set<string>();
  for (const c of controls) for (const o of c.options ?? []) for (const id of o.shows ?? []) hidden.add(id);
  for (const c of controls) {
    const chosen = form[c.id];
    for (const o of c.options ?? [])
      if (Array.isArray(chosen) && chosen.includes(o.key)) for (const id of o.shows ?? []) hidden.delete(id);
  }
  return hidden;
}

function one(c: Plain, value: unknown, path: string, faults: FieldFault[]): unknown {
  const shape = shapeOf(c);
  if (!shape) return undefined;
  const blank =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (blank) {
    if (c.required) faults.push({ path, text: c.label });
    return undefined;
  }
  const read = shape.safeParse(typeof value === 'string' ? value.trim() : value);
  if (read.success) return read.data;
  faults.push({ path, text: c.label });
  return undefined;
}

function rowsOf(c: Control, value: unknown, faults: FieldFault[]): unknown {
  const rows = Array.isArray(value) ? (value as FormValues[]) : [];
  if (rows.length > 200 || (c.required && rows.length === 0)) faults.push({ path: c.id, text: c.label });
  if (rows.length === 0) return undefined;
  return rows.slice(0, 200).map((row, i) => {
    const kept: FormValues = {};
    // What is named elsewhere stands in the form itself, where it is pinned and held.
    for (const child of (c.children ?? []).filter((x) => x.kind !== 'record' && x.kind !== 'invoices')) {
      const cell = one(child, row[child.id], `${c.id}.${i}.${child.id}`, faults);
      if (cell !== undefined) kept[child.id] = cell;
    }
    return kept;
  });
}

/** Every file a form shows. */
export function filesOf(controls: readonly Control[], form: FormValues): FileId[] {
  return controls.flatMap((c) => {
    const value = form[c.id];
    if (c.kind === 'file' || c.kind === 'signature') return (value as FileId[] | undefined) ?? [];
    if (c.kind !== 'table' || !Array.isArray(value)) return [];
    return (value as FormValues[]).flatMap((row) => filesOf(c.children ?? [], row));
  });
}
