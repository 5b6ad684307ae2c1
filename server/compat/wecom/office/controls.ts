// The controls of a form, in the vendor's words and back.
import { Control, type ControlKind } from '@teahouse/contract/approvals-shapes';
import * as z from 'zod';
import { flag, listOf, maybe, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';

/** Where ours say more than the vendor's, the nearest word that carries the value. */
export const controlNames: Record<ControlKind, string> = {
  text: 'Text',
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
  related: 'RelatedApproval',
  formula: 'Formula',
  vacation: 'Vacation',
  attendance: 'Attendance',
  correction: 'PunchCorrection',
  phone: 'PhoneNumber',
  bank: 'BankAccount',
  signature: 'File',
  rating: 'Number',
  serial: 'Text',
  record: 'Text',
  invoices: 'Text',
};

export const attendanceTypes = { trip: 3, out: 4, overtime: 5 } as const;

type Plain = Omit<Control, 'children'> & { children?: Control['children'] };

/** A text in the languages there are. */
export const inLanguages = (zh: string, en: string | null | undefined) => [
  { text: zh, lang: 'zh_CN' },
  ...(en ? [{ text: en, lang: 'en' }] : []),
];

const rangeType = (c: Plain) => ({ type: c.unit === 'hour' ? 'hour' : 'halfday' });
const options = (c: Plain) => ({
  type: c.multi ? 'multi' : 'single',
  options: (c.options ?? []).map((o) => ({ key: o.key, value: inLanguages(o.label, o.en) })),
});

function configOf(c: Plain): object | undefined {
  switch (c.kind) {
    case 'date':
      return { date: { type: c.unit === 'hour' ? 'hour' : 'day' } };
    case 'dateRange':
      return { date_range: { ...rangeType(c), official_holiday: 0, perday_duration: 86_400 } };
    case 'select':
      return { selector: options(c) };
    case 'contact':
      return {
        contact: {
          type: c.multi ? 'multi' : 'single',
          mode: c.of === 'department' ? 'department' : 'user',
        },
      };
    case 'tips': {
      const link = c.link ? [{ type: 2, content: { link: { title: c.link, url: c.link } } }] : [];
      const plain = { type: 1, content: { plain_text: { content: c.tip ?? '' } } };
      return { tips: { tips_content: [{ text: { sub_text: [plain, ...link] }, lang: 'zh_CN' }] } };
    }
    case 'file':
      return { file: { is_only_photo: 0 } };
    case 'table':
      return {
        table: {
          children: (c.children ?? []).map(templateControl),
          stat_field: (c.sums ?? []).map((id) => ({ id })),
        },
      };
    case 'attendance':
      return { attendance: { type: attendanceTypes[c.about ?? 'trip'], date_range: rangeType(c) } };
    case 'vacation':
      return {
        vacation_list: {
          item: (c.options ?? []).map((o) => ({ id: o.key, name: inLanguages(o.label, o.en) })),
        },
      };
    case 'bank':
    case 'correction':
    case 'formula':
    case 'location':
    case 'money':
    case 'number':
    case 'phone':
    case 'rating':
    case 'related':
    case 'record':
    case 'invoices':
    case 'serial':
    case 'signature':
    case 'text':
    case 'textarea':
      return undefined;
  }
}

export function templateControl(c: Plain): object {
  const config = configOf(c);
  return {
    property: {
      control: controlNames[c.kind],
      id: c.id,
      title: inLanguages(c.label, c.en),
      placeholder: inLanguages(c.placeholder ?? c.hint ?? '', undefined),
      require: c.required ? 1 : 0,
      un_print: 0,
    },
    ...(config ? { config } : {}),
  };
}

const Said = z.object({ text: maybe(words), lang: maybe(words) });
export const Texts = listOf(Said);
/** The Chinese text, or whatever comes first; '' where there is none. */
export const chinese = (texts: z.output<typeof Texts>) =>
  (texts.find((t) => t.lang === 'zh_CN') ?? texts[0])?.text ?? '';
export const english = (texts: z.output<typeof Texts>) =>
  texts.find((t) => t.lang?.startsWith('en'))?.text ?? null;

const Property = z.object({
  control: words,
  id: words,
  title: Texts,
  placeholder: Texts,
  require: maybe(flag),
});
const Option = z.object({ key: words, value: Texts });
const Config = z.object({
  date: maybe(z.object({ type: maybe(words) })),
  date_range: maybe(z.object({ type: maybe(words) })),
  selector: maybe(z.object({ type: maybe(words), options: listOf(Option) })),
  contact: maybe(z.object({ type: maybe(words), mode: maybe(words) })),
  tips: maybe(z.unknown()),
  table: maybe(z.object({ children: listOf(z.unknown()), stat_field: listOf(z.unknown()) })),
  attendance: maybe(
    z.object({ type: maybe(z.number()), date_range: maybe(z.object({ type: maybe(words) })) }),
  ),
});
const Sent = z.object({ property: Property, config: maybe(Config) });

/** Controls that only we have: they are told as the vendor's nearest, and never made from it. */
const ours: ReadonlySet<ControlKind> = new Set(['signature', 'rating', 'serial', 'record', 'invoices']);

const kinds = new Map(
  (Object.entries(controlNames) as [ControlKind, string][])
    .filter(([kind]) => !ours.has(kind))
    .map(([kind, name]) => [name, kind]),
);

/** A control as create_template sends it. 301025 for what cannot be understood. */
export function controlOf(sent: unknown): Control {
  const read = Sent.safeParse(sent);
  const kind = read.success ? kinds.get(read.data.property.control) : undefined;
  // Leave and corrections come with rules of their own, which no template of a program has.
  if (!read.success || !kind || kind === 'vacation' || kind === 'correction' || kind === 'formula')
    throw new WecomError(301025);
  const { property: p, config = {} } = read.data;
  const made = Control.safeParse({
    id: p.id,
    kind,
    label: chinese(p.title),
    ...(english(p.title) ? { en: english(p.title) } : {}),
    required: p.require ?? false,
    ...(chinese(p.placeholder) ? { placeholder: chinese(p.placeholder) } : {}),
    ...configIn(kind, config),
  });
  if (!made.success) throw new WecomError(301025);
  return made.data;
}

function configIn(kind: ControlKind, config: z.output<typeof Config>): object {
  switch (kind) {
    case 'date':
      return { unit: config.date?.type === 'hour' ? 'hour' : 'day' };
    case 'dateRange':
      return { unit: config.date_range?.type === 'hour' ? 'hour' : 'halfday' };
    case 'select':
      return {
        multi: config.selector?.type === 'multi',
        options: (config.selector?.options ?? []).map((o) => ({
          key: o.key,
          label: chinese(o.value),
          ...(english(o.value) ? { en: english(o.value) } : {}),
        })),
      };
    case 'contact':
      return {
        multi: config.contact?.type === 'multi',
        of: config.contact?.mode === 'department' ? 'department' : 'member',
      };
    case 'tips':
      return { tip: plainTexts(config.tips).join('').slice(0, 2_000) };
    case 'file':
      return { multi: true };
    case 'table': {
      const children = (config.table?.children ?? []).map(controlOf);
      const sums = (config.table?.stat_field ?? []).flatMap((f) =>
        typeof f === 'object' && f !== null && 'id' in f ? [String(f.id)] : [],
      );
      return { children, ...(sums.length ? { sums } : {}) };
    }
    case 'attendance': {
      const about = Object.entries(attendanceTypes).find(([, no]) => no === config.attendance?.type)?.[0];
      return {
        about: about ?? 'trip',
        unit: config.attendance?.date_range?.type === 'hour' ? 'hour' : 'halfday',
      };
    }
    case 'vacation':
    case 'textarea':
    case 'text':
    case 'signature':
    case 'serial':
    case 'record':
    case 'invoices':
    case 'related':
    case 'rating':
    case 'phone':
    case 'number':
    case 'money':
    case 'location':
    case 'formula':
    case 'correction':
    case 'bank':
      return {};
  }
}

/** Every text of a rich note, in its order. */
function plainTexts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, v]) =>
    name === 'content' && typeof v === 'string' ? [v] : plainTexts(v),
  );
}
