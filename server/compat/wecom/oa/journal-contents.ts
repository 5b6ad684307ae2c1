// A filled-in form as the vendor shows it: one value per control, with the empty lists that clients read without asking.
import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { briefsOf, departmentFacts } from '../../../modules/directory/index.ts';
import { instantOf } from '../../../modules/calendar/index.ts';

const said = (text: string) => [{ text, lang: 'zh_CN' }];
const empty = () => ({ tips: [], members: [], departments: [], files: [], children: [], stat_field: [] });

const names: Partial<Record<Control['kind'], string>> = {
  text: 'Text',
  phone: 'Text',
  textarea: 'Textarea',
  number: 'Number',
  money: 'Money',
  date: 'Date',
  dateRange: 'DateRange',
  select: 'Selector',
  contact: 'Contact',
  tips: 'Tips',
  file: 'File',
  table: 'Table',
  location: 'Location',
  formula: 'Formula',
  rating: 'Number',
};

/** Who and what a form names, under the names and numbers that programs know. */
interface Known {
  zone: string;
  members: ReadonlyMap<string, { userid: string; name: string }>;
  departments: ReadonlyMap<string, { no: number; name: string }>;
}

/** The contents of a form, control by control; what was left empty is left out. */
export async function contentsOf(work: Work, zone: string, controls: readonly Control[], form: FormValues) {
  const named = [...namedIn(controls, form)];
  const members = await briefsOf(
    work,
    named.filter((id): id is MemberId => id.startsWith('mbr_')),
  );
  const departments = new Map<string, { no: number; name: string }>();
  for (const id of named.filter((x): x is DepartmentId => x.startsWith('dep_'))) {
    const set = { all: true as const, memberIds: [], departmentIds: [], tagIds: [] };
    const [facts] = await departmentFacts(work, set, { only: id });
    if (facts) departments.set(id, { no: facts.no, name: facts.name });
  }
  return contents({ zone, members: new Map(members.map((m) => [m.id, m])), departments }, controls, form);
}

function* namedIn(controls: readonly Control[], form: FormValues): Generator<string> {
  for (const c of controls) {
    const value = form[c.id];
    if (c.kind === 'contact' && Array.isArray(value)) yield* value as string[];
    if (c.kind === 'table' && Array.isArray(value))
      for (const row of value as FormValues[]) yield* namedIn(c.children ?? [], row);
  }
}

function contents(known: Known, controls: readonly Control[], form: FormValues): object[] {
  return controls
    .filter((c) => form[c.id] !== undefined && names[c.kind])
    .map((c) => ({
      control: names[c.kind],
      id: c.id,
      title: said(c.label),
      value: { ...empty(), ...valueOf(known, c, form[c.id]) },
    }));
}

const seconds = (known: Known, local: string) =>
  String(Math.floor(instantOf(local, known.zone).getTime() / 1_000));

function valueOf(known: Known, c: Control, value: unknown): object {
  switch (c.kind) {
    case 'number':
    case 'rating':
      return { new_number: value };
    case 'money': {
      const { minor, cur } = value as { minor: string; cur: string };
      const digits = new Intl.NumberFormat('en', { style: 'currency', currency: cur }).resolvedOptions()
        .maximumFractionDigits!;
      const whole = minor.replace('-', '').padStart(digits + 1, '0');
      const sign = minor.startsWith('-') ? '-' : '';
      return {
        new_money: digits ? `${sign}${whole.slice(0, -digits)}.${whole.slice(-digits)}` : `${sign}${whole}`,
      };
    }
    case 'date':
      return {
        date: { type: c.unit === 'hour' ? 'hour' : 'day', s_timestamp: seconds(known, value as string) },
      };
    case 'dateRange': {
      const { start, end } = value as { start: string; end: string };
      const [begin, stop] = [Number(seconds(known, start)), Number(seconds(known, end))];
      return {
        date_range: {
          type: c.unit === 'hour' ? 'hour' : 'halfday',
          new_begin: begin,
          new_end: stop,
          new_duration: stop - begin,
        },
      };
    }
    case 'select':
      return {
        selector: {
          type: c.multi ? 'multi' : 'single',
          options: (value as string[]).map((key) => ({
            key,
            value: said(c.options?.find((o) => o.key === key)?.label ?? key),
          })),
        },
      };
    case 'contact': {
      const ids = value as string[];
      return {
        members: ids.flatMap((id) => {
          const m = known.members.get(id);
          return m ? [{ userid: m.userid, name: m.name }] : [];
        }),
        departments: ids.flatMap((id) => {
          const d = known.departments.get(id);
          return d ? [{ openapi_id: String(d.no), name: d.name }] : [];
        }),
      };
    }
    case 'file':
      return { files: (value as string[]).map((id) => ({ file_id: id })) };
    case 'location': {
      const { title, lat, lng } = value as { title: string; lat?: number; lng?: number };
      const point = { latitude: String(lat ?? ''), longitude: String(lng ?? '') };
      return { location: { ...point, title, address: title, time: 0 } };
    }
    case 'table':
      return {
        children: (value as FormValues[]).map((row) => ({ list: contents(known, c.children ?? [], row) })),
      };
    case 'formula':
      return { formula: { value } };
    case 'text':
    case 'textarea':
    case 'phone':
      return { text: value };
    case 'tips':
    case 'vacation':
    case 'attendance':
    case 'correction':
    case 'related':
    case 'record':
    case 'invoices':
    case 'bank':
    case 'signature':
    case 'serial':
      // Journals hold none of these.
      return {};
  }
}
