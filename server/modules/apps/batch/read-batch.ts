import { fail } from '../../../kernel/fail.ts';

export interface MemberRow {
  userid: string;
  name: string;
  mobile?: string;
  email?: string;
  position?: string;
  gender?: '' | 'male' | 'female';
  alias?: string;
  address?: string;
  phone?: string;
  departmentNos: number[];
  leaders: boolean[];
  orders: number[];
  disabled?: boolean;
}

export interface PartyRow {
  name: string;
  no: number;
  parentNo: number;
  order: number | undefined;
}

type Row = readonly string[];

/** Headers as the vendor's templates write them, and what people make of them. */
const memberHeads: Record<string, readonly string[]> = {
  name: ['姓名', 'name'],
  userid: ['帐号', '账号', 'userid'],
  mobile: ['手机号', '手机', 'mobile'],
  email: ['邮箱', 'email'],
  departments: ['所在部门', '部门', 'department'],
  position: ['职位', '职务', 'position'],
  gender: ['性别', 'gender'],
  leader: ['是否部门内领导', '是否领导', '部门负责人', 'isleader'],
  order: ['排序', 'order'],
  alias: ['别名', 'alias'],
  address: ['地址', 'address'],
  phone: ['座机', 'telephone'],
  disabled: ['禁用', 'disabled'],
};
const partyHeads: Record<string, readonly string[]> = {
  name: ['部门名称', 'name'],
  no: ['部门id', 'id'],
  parentNo: ['父部门id', 'parentid'],
  order: ['排序', 'order'],
};

/** Members of the vendor's template. Departments are numbers with `;` between; what a cell leaves empty stays as it is. */
export function readMembers(rows: readonly Row[]): MemberRow[] {
  const cells = cellsOf(rows, memberHeads, ['name', 'userid', 'departments']);
  const members = cells.map((cell): MemberRow => {
    const [mobile, email, position, alias, address, phone] = (
      ['mobile', 'email', 'position', 'alias', 'address', 'phone'] as const
    ).map((key) => cell(key));
    return {
      userid: cell('userid'),
      name: cell('name'),
      ...(mobile ? { mobile } : {}),
      ...(email ? { email } : {}),
      ...(position ? { position } : {}),
      ...(alias ? { alias } : {}),
      ...(address ? { address } : {}),
      ...(phone ? { phone } : {}),
      ...(cell('gender') ? { gender: genders.get(cell('gender').toLowerCase()) ?? '' } : {}),
      ...(cell('disabled') ? { disabled: yes.has(cell('disabled')) } : {}),
      departmentNos: parted(cell('departments')).map(Number),
      leaders: parted(cell('leader')).map((v) => yes.has(v)),
      orders: parted(cell('order')).map(Number),
    };
  });
  refuseTwice(members, (m) => m.userid.toLowerCase(), 'apps.batch_userid_twice');
  refuseTwice(members, (m) => m.mobile ?? '', 'apps.batch_mobile_twice');
  refuseTwice(members, (m) => m.email?.toLowerCase() ?? '', 'apps.batch_email_twice');
  return members;
}

/** Departments of the vendor's template, each after the one above it. */
export function readParties(rows: readonly Row[]): PartyRow[] {
  const cells = cellsOf(rows, partyHeads, ['name', 'no', 'parentNo']);
  const parties = cells.map((cell): PartyRow => ({
    name: cell('name'),
    no: Number(cell('no')),
    parentNo: Number(cell('parentNo') || 0),
    order: cell('order') === '' ? undefined : Number(cell('order')),
  }));
  refuseTwice(parties, (p) => String(p.no), 'apps.batch_tree');
  if (parties.some((p) => !Number.isSafeInteger(p.no) || p.no < 1)) fail('apps.batch_tree');
  const sorted: PartyRow[] = [];
  // The root is there whether the file says so or not.
  const placed = new Set<number>(parties.some((p) => p.no === 1) ? [0] : [0, 1]);
  let waiting = parties;
  while (waiting.length) {
    const ready = waiting.filter((p) => placed.has(p.parentNo));
    // What is left hangs in a circle, or below a department that the file does not have.
    if (ready.length === 0) return fail('apps.batch_tree');
    for (const p of ready) placed.add(p.no);
    sorted.push(...ready);
    waiting = waiting.filter((p) => !placed.has(p.no));
  }
  return sorted;
}

const yes = new Set(['1', '是', 'true', 'yes']);
const genders = new Map([
  ['1', 'male'],
  ['男', 'male'],
  ['male', 'male'],
  ['2', 'female'],
  ['女', 'female'],
  ['female', 'female'],
] as const) as ReadonlyMap<string, 'male' | 'female'>;

function cellsOf(
  rows: readonly Row[],
  heads: Record<string, readonly string[]>,
  needed: readonly string[],
): ((key: string) => string)[] {
  const [header, ...rest] = rows;
  const plain = (header ?? []).map((h) =>
    h
      .trim()
      .toLowerCase()
      .replace(/[（(:：].*$/, ''),
  );
  const at = new Map(
    Object.entries(heads).map(([key, names]) => [key, plain.findIndex((h) => names.includes(h))]),
  );
  if (needed.some((key) => at.get(key) === -1)) return fail('directory.import_no_header');
  if (rest.length === 0) return fail('directory.import_unreadable', 'no rows');
  return rest.map((row) => (key: string) => (row[at.get(key) ?? -1] ?? '').trim());
}

const parted = (cell: string) => cell.split(/[;；|]/).flatMap((v) => v.trim() || []);

function refuseTwice<T>(
  rows: readonly T[],
  key: (row: T) => string,
  code: 'apps.batch_userid_twice' | 'apps.batch_mobile_twice' | 'apps.batch_email_twice' | 'apps.batch_tree',
): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const one = key(row);
    if (one === '') continue;
    if (seen.has(one)) fail(code, one);
    seen.add(one);
  }
}
