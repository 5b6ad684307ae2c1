import type { CustomFieldId } from '@teahouse/contract/ids';
import { customFits, isEmail, isUserid, plainMobile } from '../member.rules.ts';
import type { Column, Header } from './import-columns.ts';
import type { Blame, Current, CurrentMember } from './import-plan.ts';

/** One row as facts. What the file leaves empty is undefined, and stays as it is in the company. */
export interface RowFacts {
  row: number;
  name: string;
  userid: string | undefined;
  mobile: string | undefined;
  email: string | undefined;
  facts: Partial<Pick<CurrentMember, 'alias' | 'position' | 'gender' | 'phone' | 'address' | 'hidden'>>;
  custom: Record<CustomFieldId, string>;
  departments: DepartmentCells;
  manager: string | undefined;
  /** columns already named as faulty in this row */
  blamed: Set<string>;
}

export interface DepartmentCells {
  /** paths as written, and whether one is marked as the main one */
  paths: { text: string; main: boolean }[];
  /** the department above, where the file has a column for it */
  parent: string | undefined;
  /** from the column of the main department */
  main: string[];
  leader: boolean[] | undefined;
  order: number[] | undefined;
}

const longest: Partial<Record<Column, number>> = {
  name: 64,
  alias: 64,
  position: 128,
  phone: 64,
  address: 200,
};
const yes = new Set(['是', 'y', 'yes', 'true', '1', '√', '✓']);
const no = new Set(['否', 'n', 'no', 'false', '0', '×', '']);

/** Reads one row and names each cell that cannot be right whatever the rest of the file says. */
export function readRow(
  { no: row, cells }: { no: number; cells: readonly string[] },
  header: Header,
  fields: Current['fields'],
  blameCell: Blame,
): RowFacts {
  const blamed = new Set<string>();
  const blame: Blame = (at, column, code, facts) => {
    blamed.add(typeof column === 'string' ? column : String(column.index));
    blameCell(at, column, code, facts);
  };
  const cell = (column: Column): string | undefined => {
    const index = header.at[column];
    return (index === undefined ? '' : (cells[index] ?? '')).trim() || undefined;
  };
  const text = (column: Column): string | undefined => {
    const value = cell(column);
    const most = longest[column];
    if (value && most && [...value].length > most) {
      blame(row, column, 'too_long', { most: String(most) });
      return undefined;
    }
    return value;
  };
  const checked = (
    column: Column,
    read: (value: string) => string | undefined,
    code: 'bad_userid' | 'bad_mobile' | 'bad_email' | 'bad_gender',
  ) => {
    const value = cell(column);
    const good = value && read(value);
    if (value && good === undefined) blame(row, column, code, { value: value.slice(0, 80) });
    return good || undefined;
  };
  const list = (column: Column) =>
    cell(column)
      ?.split(/[;；\n]/)
      .map((s) => s.trim());

  const name = text('name') ?? '';
  if (!name && !blamed.has('name')) blame(row, 'name', 'missing_name');
  const facts: RowFacts['facts'] = {};
  for (const column of ['alias', 'position', 'phone', 'address'] as const) {
    const value = text(column);
    if (value) facts[column] = value;
  }
  const gender = checked('gender', (g) => genders.get(g.toLowerCase()), 'bad_gender');
  if (gender && gender !== 'none') facts.gender = gender as 'male' | 'female';
  const hidden = flags('hidden')?.[0];
  if (hidden !== undefined) facts.hidden = hidden;

  const custom: Record<CustomFieldId, string> = {};
  for (const { fieldId, index } of header.custom) {
    const value = (cells[index] ?? '').trim();
    const field = fields.find((f) => f.id === fieldId);
    if (!value || !field) continue;
    if (customFits(field.kind, field.options, value) && value.length <= 1_000) custom[fieldId] = value;
    else blame(row, { index }, 'bad_custom', { value: value.slice(0, 80) });
  }

  function flags(column: 'leader' | 'hidden'): boolean[] | undefined {
    const values = list(column);
    const wrong = values?.find((v) => !yes.has(v.toLowerCase()) && !no.has(v.toLowerCase()));
    if (wrong !== undefined) blame(row, column, 'bad_flag', { value: wrong.slice(0, 80) });
    return values?.map((v) => yes.has(v.toLowerCase()));
  }
  const orders = list('order');
  const badOrder = orders?.find((v) => !/^\d{0,10}$/.test(v) || Number(v) > 4_294_967_295);
  if (badOrder !== undefined) blame(row, 'order', 'bad_order', { value: badOrder.slice(0, 80) });

  return {
    row,
    name,
    userid: checked('userid', (v) => (isUserid(v) ? v : undefined), 'bad_userid'),
    mobile: checked('mobile', plainMobile, 'bad_mobile'),
    email: checked('email', (v) => (isEmail(v) ? v : undefined), 'bad_email'),
    facts,
    custom,
    departments: {
      paths: (list('departments') ?? []).filter(Boolean).map((path) => {
        const main = /[（(]主(部门)?[)）]$|\(main\)$/i.exec(path);
        return { text: main ? path.slice(0, main.index).trim() : path, main: main !== null };
      }),
      parent: cell('parent'),
      main: (list('mainDepartment') ?? []).filter(Boolean),
      leader: flags('leader'),
      order: badOrder === undefined ? orders?.map(Number) : undefined,
    },
    manager: cell('manager'),
    blamed,
  };
}

const genders = new Map([
  ['男', 'male'],
  ['女', 'female'],
  ['男性', 'male'],
  ['女性', 'female'],
  ['male', 'male'],
  ['female', 'female'],
  ['m', 'male'],
  ['f', 'female'],
  ['1', 'male'],
  ['2', 'female'],
  ['0', 'none'],
  ['未定义', 'none'],
  ['未知', 'none'],
]);
