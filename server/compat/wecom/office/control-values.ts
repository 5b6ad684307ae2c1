// What stands in a form, as the vendor writes it.
import type { Control, FormValues } from '@teahouse/contract/approvals-shapes';
import type { FileId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { mediaOfFile } from '../../../modules/apps/index.ts';
import { type Link, majorOf, titlesOf } from '../../../modules/approvals/index.ts';
import { shownStatus } from './sp-status.ts';
import { attendanceTypes, controlNames, inLanguages } from './controls.ts';
import type { Names } from './names.ts';
import { secondsOf, spanOut } from './wall-time.ts';

/** Models of clients count on every one of these being a list. */
const emptyLists = () => ({
  tips: [],
  members: [],
  departments: [],
  files: [],
  children: [],
  stat_field: [],
  sum_field: [],
  related_approval: [],
  students: [],
  classes: [],
});

type Plain = Omit<Control, 'children'> & { children?: Control['children'] };
interface Span {
  start: string;
  end: string;
  duration: string;
  type?: string;
}

/** Every control of the form with its value; what was left empty has the empty lists alone. */
export async function contentsOf(
  work: Work,
  controls: readonly Plain[],
  form: FormValues,
  names: Names,
): Promise<object[]> {
  const contents: object[] = [];
  for (const c of controls)
    contents.push({
      control: controlNames[c.kind],
      id: c.id,
      title: inLanguages(c.label, c.en),
      value: { ...emptyLists(), ...(await valueOut(work, c, form[c.id], names)) },
    });
  return contents;
}

const chosen = (c: Plain, keys: readonly string[]) => ({
  type: c.multi ? 'multi' : 'single',
  options: keys.map((key) => {
    const o = c.options?.find((x) => x.key === key);
    return { key, value: inLanguages(o?.label ?? key, o?.en) };
  }),
});

const away = (type: number, span: Span, c: Plain, zone: string) => {
  const date_range = spanOut(span, c.unit, zone);
  const slice_info = { day_items: [], duration: date_range.new_duration, state: 1 };
  return { date_range, type, slice_info };
};

async function valueOut(work: Work, c: Plain, value: unknown, names: Names): Promise<object> {
  if (value === undefined || value === null) return {};
  const { zone } = names;
  switch (c.kind) {
    case 'text':
    case 'textarea':
    case 'serial':
      return { text: value as string };
    case 'number':
    case 'rating':
      return { new_number: value as string };
    case 'money':
      return { new_money: majorOf(value as { minor: string; cur: string }) };
    case 'formula':
      return { formula: { value: value as string } };
    case 'date':
      return {
        date: {
          type: c.unit === 'hour' ? 'hour' : 'day',
          s_timestamp: String(secondsOf(value as string, zone)),
        },
      };
    case 'dateRange':
      return { date_range: spanOut(value as Span, c.unit, zone) };
    case 'attendance':
      return { attendance: away(attendanceTypes[c.about ?? 'trip'], value as Span, c, zone) };
    case 'vacation': {
      const span = value as Span;
      return {
        vacation: {
          selector: chosen({ ...c, multi: false }, [span.type ?? '']),
          attendance: away(1, span, c, zone),
        },
      };
    }
    case 'correction': {
      const { day, time } = value as { day: string; time: string };
      const [at, midnight] = [secondsOf(`${day}T${time}`, zone), secondsOf(day, zone)];
      return { punch_correction: { state: '', time: at, version: 1, daymonthyear: midnight } };
    }
    case 'select':
      return { selector: chosen(c, value as string[]) };
    case 'contact':
      return c.of === 'department'
        ? {
            departments: (value as string[]).map((id) => ({
              openapi_id: String(names.departmentNo(id)),
              name: names.name(id),
            })),
          }
        : {
            members: (value as string[]).map((id) => ({ userid: names.userid(id), name: names.name(id) })),
          };
    case 'file':
    case 'signature': {
      const files: object[] = [];
      for (const id of value as FileId[]) files.push({ file_id: await mediaOfFile(work, id, 'file') });
      return { files };
    }
    case 'table': {
      const children: object[] = [];
      for (const row of value as FormValues[])
        children.push({ list: await contentsOf(work, c.children ?? [], row, names) });
      return { children };
    }
    case 'location': {
      const at = value as { title: string; lat?: number; lng?: number };
      const [latitude, longitude] = [String(at.lat ?? ''), String(at.lng ?? '')];
      return { location: { latitude, longitude, title: at.title, address: at.title, time: 0 } };
    }
    case 'record':
    case 'invoices':
      return { text: (value as Link[]).map((l) => l.title).join('、') };
    case 'related':
      return { related_approval: await relatedOut(work, value as string[]) };
    case 'phone':
      return { phonenumber: { area: '', number: value as string } };
    case 'bank': {
      const account = value as { holder: string; number: string; bank: string };
      return {
        bank_account: {
          account_type: 2,
          account_name: account.holder,
          account_number: names.sensitive ? account.number : `**** ${account.number.slice(-4)}`,
          remark: '',
          bank: { bank_alias: account.bank, bank_branch_name: account.bank },
        },
      };
    }
    case 'tips':
      return {};
  }
}

/** What stands behind a reference is told no further than its title and how it stands. */
async function relatedOut(work: Work, ids: readonly string[]): Promise<object[]> {
  return (await titlesOf(work, ids)).map((a) => ({
    template_names: inLanguages(a.title, a.en),
    sp_status: shownStatus[a.status],
    name: a.applicant,
    create_time: Math.floor(a.submittedAt.getTime() / 1000),
    sp_no: a.no,
  }));
}
