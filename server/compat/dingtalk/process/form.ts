// Forms as the vendor writes them: values are texts, found by the label of their control; lists and spans are JSON within the text.
import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type Link, majorOf, moneyOf } from '../../../modules/approvals/index.ts';
import { knownMember } from '../contacts/seen.ts';
import { DingtalkError } from '../dingtalk.errors.ts';

type Plain = Omit<Control, 'children'> & { children?: Control['children'] };

/** JSON within a text, as older clients post it, or the thing itself. Fails with 40035. */
export function unpacked(value: unknown, name: string): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new DingtalkError(40035, `invalid parameter ${name}`);
  }
}

const Values = z.array(z.object({ name: z.string(), value: z.coerce.string().nullish() }));
const bad = (label: string): never => {
  throw new DingtalkError(40035, `invalid parameter form_component_values: ${label}`);
};

/** What a program filled in, under our ids. */
export async function formIn(work: Work, controls: readonly Plain[], said: unknown): Promise<FormValues> {
  const values = Values.safeParse(unpacked(said ?? [], 'form_component_values'));
  if (!values.success) return bad('');
  const form: FormValues = {};
  for (const { name, value } of values.data) {
    const c = controls.find((x) => x.label === name || x.id === name) ?? bad(name);
    if (value) form[c.id] = await valueIn(work, c, value);
  }
  return form;
}

async function valueIn(work: Work, c: Plain, value: string): Promise<unknown> {
  const list = () => {
    const many = value.startsWith('[')
      ? z.array(z.coerce.string()).safeParse(unpacked(value, c.label)).data
      : undefined;
    return many ?? (value.startsWith('[') ? bad(c.label) : [value]);
  };
  switch (c.kind) {
    case 'text':
    case 'textarea':
    case 'phone':
    case 'number':
    case 'rating':
      return value;
    case 'money':
      return moneyOf(value, c.currency ?? 'CNY') ?? bad(c.label);
    case 'date':
      return wallOf(value);
    case 'dateRange':
    case 'attendance': {
      const [start, end] = list();
      return start && end ? { start: wallOf(start), end: wallOf(end) } : bad(c.label);
    }
    case 'select':
      return list().map(
        (said) => c.options?.find((o) => o.label === said || o.key === said)?.key ?? bad(c.label),
      );
    case 'contact': {
      if (c.of === 'department') return bad(c.label);
      const ids: string[] = [];
      for (const userid of list()) ids.push(await knownMember(work, userid));
      return ids;
    }
    case 'table': {
      const rows = z.array(z.unknown()).safeParse(unpacked(value, c.label)).data ?? bad(c.label);
      const out: FormValues[] = [];
      for (const row of rows) out.push(await formIn(work, c.children ?? [], row));
      return out;
    }
    // These have no shape of the vendor's that we could be sure of.
    case 'file':
    case 'signature':
    case 'vacation':
    case 'location':
    case 'related':
    case 'bank':
    case 'correction':
    case 'formula':
    case 'serial':
    case 'record':
    case 'tips':
    case 'invoices':
      return bad(c.label);
  }
}

/** '2026-06-10 09:30' stands on the wall as it is written. */
const wallOf = (text: string) => text.trim().replace(' ', 'T').slice(0, 16);

const types: Partial<Record<Plain['kind'], string>> = {
  text: 'TextField',
  textarea: 'TextareaField',
  number: 'NumberField',
  money: 'MoneyField',
  date: 'DDDateField',
  dateRange: 'DDDateRangeField',
  attendance: 'DDDateRangeField',
  select: 'DDSelectField',
  contact: 'InnerContactField',
  table: 'TableField',
  phone: 'PhoneField',
  file: 'DDAttachment',
};

/** What stands in a form, as texts. `userid` is what a member is called outside. */
export function valuesOut(
  controls: readonly Plain[],
  form: FormValues,
  userid: (id: string) => string,
): { id: string; name: string; component_type: string; value: string }[] {
  return controls.flatMap((c) => {
    const value = form[c.id];
    if (value === undefined || value === null) return [];
    const component_type =
      c.kind === 'select' && c.multi ? 'DDMultiSelectField' : (types[c.kind] ?? 'TextField');
    return [{ id: c.id, name: c.label, component_type, value: textOf(c, value, userid) }];
  });
}

function textOf(c: Plain, value: unknown, userid: (id: string) => string): string {
  switch (c.kind) {
    case 'money':
      return majorOf(value as { minor: string; cur: string });
    case 'date':
      return (value as string).replace('T', ' ');
    case 'dateRange':
    case 'attendance': {
      const { start, end } = value as { start: string; end: string };
      return JSON.stringify([start, end].map((t) => t.replace('T', ' ')));
    }
    case 'select': {
      const labels = (value as string[]).map((key) => c.options?.find((o) => o.key === key)?.label ?? key);
      return c.multi ? JSON.stringify(labels) : (labels[0] ?? '');
    }
    case 'contact':
      return JSON.stringify((value as string[]).map(userid));
    case 'record':
    case 'invoices':
      return (value as Link[]).map((l) => l.title).join('、');
    case 'table':
      return JSON.stringify((value as FormValues[]).map((row) => valuesOut(c.children ?? [], row, userid)));
    case 'text':
    case 'textarea':
    case 'number':
    case 'rating':
    case 'phone':
    case 'file':
    case 'signature':
    case 'vacation':
    case 'location':
    case 'related':
    case 'bank':
    case 'correction':
    case 'formula':
    case 'serial':
    case 'tips':
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
