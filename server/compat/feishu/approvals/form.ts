// Forms as the vendor writes them: one text of JSON, a list of {id, type, value}.
import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type Link, majorOf, moneyOf } from '../../../modules/approvals/index.ts';
import { dayAt, epochOf } from '../../../modules/attendance/index.ts';
import { corpZone } from '../../../modules/directory/index.ts';
import { FeishuError } from '../feishu.errors.ts';
import { knownDepartment, memberIdOf, openId } from '../ids.ts';

type Plain = Omit<Control, 'children'> & { children?: Control['children'] };
type Kind = Plain['kind'];

const types: Record<Kind, string> = {
  text: 'input',
  textarea: 'textarea',
  number: 'number',
  rating: 'number',
  money: 'amount',
  formula: 'formula',
  date: 'date',
  dateRange: 'dateInterval',
  attendance: 'dateInterval',
  vacation: 'dateInterval',
  select: 'radioV2',
  contact: 'contact',
  file: 'attachmentV2',
  signature: 'attachmentV2',
  table: 'fieldList',
  phone: 'telephone',
  related: 'connect',
  record: 'input',
  invoices: 'input',
  location: 'address',
  bank: 'account',
  correction: 'input',
  serial: 'serialNumber',
  tips: 'text',
};
export const typeOf = (c: Plain): string =>
  c.kind === 'select' && c.multi
    ? 'checkboxV2'
    : c.kind === 'contact' && c.of === 'department'
      ? 'department'
      : types[c.kind];

/** The controls of a form, as `approvals/:code` tells them. */
export const controlsOut = (controls: readonly Plain[]): object[] =>
  controls.map((c) => ({
    id: c.id,
    custom_id: c.id,
    name: c.label,
    type: typeOf(c),
    required: c.required,
    ...(c.options ? { option: c.options.map((o) => ({ value: o.key, text: o.label })) } : {}),
    ...(c.children ? { children: controlsOut(c.children) } : {}),
  }));

const bad = (id: string): never => {
  throw new FeishuError(1390001, `param is invalid: form, widget ${id}`);
};
const Widget = z.object({ id: z.string(), value: z.unknown() });
const Interval = z.object({ start: z.string(), end: z.string() });

/** What a program filled in, under our ids. */
export async function formIn(work: Work, controls: readonly Plain[], text: string): Promise<FormValues> {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FeishuError(1390001, 'param is invalid: form is not json');
  }
  return await rowIn(work, controls, said, await corpZone(work));
}

async function rowIn(
  work: Work,
  controls: readonly Plain[],
  said: unknown,
  zone: string,
): Promise<FormValues> {
  const widgets = z.array(Widget).safeParse(said);
  if (!widgets.success) return bad('');
  const form: FormValues = {};
  for (const { id, value } of widgets.data) {
    const c = controls.find((x) => x.id === id) ?? bad(id);
    if (value !== undefined && value !== null && value !== '') form[id] = await valueIn(work, c, value, zone);
  }
  return form;
}

async function valueIn(work: Work, c: Plain, value: unknown, zone: string): Promise<unknown> {
  const list = () =>
    (Array.isArray(value) ? value : [value]).map((v) => (typeof v === 'string' ? v : bad(c.id)));
  switch (c.kind) {
    case 'text':
    case 'textarea':
    case 'phone':
      return typeof value === 'string' ? value : bad(c.id);
    case 'number':
    case 'rating':
      return String(z.union([z.number(), z.string()]).safeParse(value).data ?? bad(c.id));
    case 'money':
      return (
        moneyOf(String(z.union([z.number(), z.string()]).safeParse(value).data ?? ''), c.currency ?? 'CNY') ??
        bad(c.id)
      );
    case 'date':
      return wallOf(value, c, zone);
    case 'dateRange':
    case 'attendance': {
      const span = Interval.safeParse(value);
      return span.success
        ? { start: wallOf(span.data.start, c, zone), end: wallOf(span.data.end, c, zone) }
        : bad(c.id);
    }
    case 'select':
      return list();
    case 'contact': {
      const ids: (MemberId | DepartmentId)[] = [];
      for (const id of list())
        ids.push(
          c.of === 'department'
            ? await knownDepartment(work, id, 'open_department_id')
            : (memberIdOf(id) ?? bad(c.id)),
        );
      return ids;
    }
    case 'table': {
      const rows: FormValues[] = [];
      for (const row of Array.isArray(value) ? (value as unknown[]) : bad(c.id))
        rows.push(await rowIn(work, c.children ?? [], row, zone));
      return rows;
    }
    // These have no shape of the vendor's that we could be sure of.
    case 'file':
    case 'signature':
    case 'vacation':
    case 'location':
    case 'related':
    case 'record':
    case 'invoices':
    case 'bank':
    case 'correction':
    case 'formula':
    case 'serial':
    case 'tips':
      return bad(c.id);
  }
}

/** RFC 3339 as the clock on the company's wall. */
function wallOf(value: unknown, c: Plain, zone: string): string {
  const at = typeof value === 'string' ? Date.parse(value) / 1000 : Number.NaN;
  if (Number.isNaN(at)) return bad(c.id);
  const day = dayAt(at, zone);
  if (c.unit !== 'hour' && c.unit !== 'halfday') return day;
  const past = Math.floor((at - epochOf(day, 0, zone)) / 60);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day}T${two(Math.floor(past / 60))}:${two(past % 60)}`;
}

function rfc3339(wall: string, zone: string): string {
  const [day = '', clock = '00:00'] = wall.split('T');
  const [h = 0, m = 0] = clock.split(':').map(Number);
  return new Date(epochOf(day, h * 3_600 + m * 60, zone) * 1_000).toISOString();
}

/** What stands in a form; what was left empty is left out. */
export function formOut(controls: readonly Plain[], form: FormValues, zone: string): object[] {
  return controls.flatMap((c) => {
    const value = form[c.id];
    return value === undefined || value === null
      ? []
      : [{ id: c.id, custom_id: c.id, name: c.label, type: typeOf(c), value: valueOut(c, value, zone) }];
  });
}

function valueOut(c: Plain, value: unknown, zone: string): unknown {
  switch (c.kind) {
    case 'money':
      return Number(majorOf(value as { minor: string; cur: string }));
    case 'number':
    case 'rating':
      return Number(value);
    case 'date':
      return rfc3339(value as string, zone);
    case 'dateRange':
    case 'attendance':
    case 'vacation': {
      const { start, end, duration } = value as { start: string; end: string; duration: string };
      return { start: rfc3339(start, zone), end: rfc3339(end, zone), interval: Number(duration) };
    }
    case 'select':
      return c.multi ? value : (value as string[])[0];
    case 'contact':
      return (value as string[]).map((id) =>
        id.startsWith('mbr_') ? openId(id as MemberId) : `od-${id.slice(4)}`,
      );
    case 'record':
    case 'invoices':
      return (value as Link[]).map((l) => l.title).join('、');
    case 'table':
      return (value as FormValues[]).map((row) => formOut(c.children ?? [], row, zone));
    case 'text':
    case 'textarea':
    case 'phone':
    case 'file':
    case 'signature':
    case 'location':
    case 'related':
    case 'bank':
    case 'correction':
    case 'formula':
    case 'serial':
    case 'tips':
      return value;
  }
}
