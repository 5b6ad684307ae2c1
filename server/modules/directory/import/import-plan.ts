import type { CustomKind, MemberStatus } from '@teahouse/contract/directory';
import type { CustomFieldId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import type * as z from 'zod';
import type { Place } from '../add-member.ts';
import { useridFrom } from '../member.rules.ts';
import { spellingOf } from '../spelling.ts';
import { Departments, type PlannedDepartment } from './plan-departments.ts';
import type { Column } from './import-columns.ts';
import type { Fault, FaultCode } from './import-faults.ts';
import { ManagerPlan } from './plan-managers.ts';
import { readRow, type RowFacts } from './read-row.ts';
import type { Sheet } from './read-table.ts';

export interface CurrentMember {
  id: MemberId;
  userid: string;
  name: string;
  alias: string;
  position: string;
  gender: '' | 'male' | 'female';
  mobile: string | null;
  phone: string;
  email: string | null;
  address: string;
  managerId: MemberId | null;
  hidden: boolean;
  custom: Record<string, string>;
  status: z.infer<typeof MemberStatus>;
  places: Required<Place>[];
  /** holds an administrator's role */
  isAdmin: boolean;
  isOwner: boolean;
}

/** The company as it stands. */
export interface Current {
  members: CurrentMember[];
  departments: { id: DepartmentId; path: string; name: string; parentId: DepartmentId | null; no: number }[];
  fields: { id: CustomFieldId; name: string; kind: CustomKind; options: string[] }[];
}

export interface ImportOptions {
  /** members the file does not name leave the company */
  leaveMissing: boolean;
  /** rows with faults stay out, the others go in */
  skipFaulty: boolean;
  /** departments along the paths of the file are created; otherwise an unknown one is a fault */
  createDepartments: boolean;
  /** how an administrator signs in may be changed: by the owner and by the house */
  mayChangeAdmins: boolean;
}

export const usualOptions: ImportOptions = {
  leaveMissing: false,
  skipFaulty: false,
  createDepartments: true,
  mayChangeAdmins: true,
};

/** A department of the plan is known by its id, or, while it is new, by its key. */
export type DepartmentRef = { id: DepartmentId } | { key: string };
/** A manager likewise: a member, or the row that becomes one. */
export type ManagerRef = { id: MemberId } | { row: number };

export interface PlannedPlace extends Omit<Place, 'id'> {
  department: DepartmentRef;
  leader: boolean;
  main: boolean;
  order: number;
}

export interface PlannedMember {
  row: number;
  userid: string;
  facts: Partial<
    Pick<
      CurrentMember,
      'name' | 'alias' | 'position' | 'gender' | 'mobile' | 'phone' | 'email' | 'address' | 'hidden'
    >
  > & { name: string };
  custom: Record<string, string>;
  manager: ManagerRef | null | undefined;
  places: PlannedPlace[] | undefined;
}

export interface ChangedMember extends PlannedMember {
  member: CurrentMember;
  /** the fields that differ, as the preview names them */
  fields: string[];
}

export interface Plan {
  added: PlannedMember[];
  changed: ChangedMember[];
  /** not named by the file; they leave only where the options say so */
  left: CurrentMember[];
  unchanged: number;
  /** to be created, upper ones first */
  departments: PlannedDepartment[];
  faults: Fault[];
}

/** What the file would change in the company, and every cell that is wrong. Pure: the same file and company give the same plan. */
export function planImport(sheet: Sheet, current: Current, options: ImportOptions): Plan {
  const faults: Fault[] = [];
  const faulty = new Set<number>();
  const { header } = sheet;
  const blame = (
    row: number,
    column: keyof typeof header.at | { index: number },
    code: FaultCode,
    facts = {},
  ) => {
    const index = typeof column === 'object' ? column.index : header.at[column];
    faults.push({ row, column: index === undefined ? '' : (header.texts[index] ?? ''), code, facts });
    faulty.add(row);
  };

  const departments = new Departments(current.departments, options.createDepartments);
  const rows = sheet.rows.map((r) => readRow(r, header, current.fields, blame));
  if (header.at.departments === undefined && header.at.mainDepartment === undefined)
    departments.withoutColumn();
  departments.learn(rows.map((r) => r.departments));
  const matched = matchMembers(rows, current.members, blame, header.at.userid !== undefined);
  refuseDuplicates(rows, matched, current.members, options, blame);
  const places = new Map(rows.map((r) => [r.row, departments.placesOf(r, matched.get(r.row), blame)]));
  const managers = new ManagerPlan(rows, matched, current.members);
  const reports = managers.resolve(blame);
  if (!options.mayChangeAdmins)
    for (const r of rows) {
      const member = matched.get(r.row);
      if (member?.isAdmin && (differs(r.mobile, member.mobile) || differs(r.email, member.email)))
        blame(r.row, differs(r.mobile, member.mobile) ? 'mobile' : 'email', 'protected');
    }

  const plan: Plan = { added: [], changed: [], left: [], unchanged: 0, departments: [], faults };
  const usable = rows.filter((r) => !faulty.has(r.row));
  const taken = new Set([
    ...current.members.map((m) => m.userid.toLowerCase()),
    ...rows.map((r) => r.userid?.toLowerCase() ?? ''),
  ]);
  for (const r of usable) {
    const member = matched.get(r.row);
    const manager = managerOf(reports.get(r.row), faulty);
    if (!member) {
      const userid = r.userid ?? useridFrom(spellingOf(r.name).pinyin, (id) => taken.has(id));
      taken.add(userid.toLowerCase());
      plan.added.push({
        row: r.row,
        userid,
        facts: { ...r.facts, name: r.name, ...contacts(r) },
        custom: r.custom,
        manager,
        places: places.get(r.row),
      });
      continue;
    }
    const changed = changesOf(r, member, manager, places.get(r.row));
    if (changed) plan.changed.push(changed);
    else plan.unchanged++;
  }
  const named = new Set([...matched.values()].map((m) => m.id));
  plan.left = current.members.filter((m) => !named.has(m.id) && m.status !== 'left' && !m.isOwner);
  plan.departments = departments.toCreate([...plan.added, ...plan.changed].flatMap((m) => m.places ?? []));
  faults.sort((a, b) => a.row - b.row);
  return plan;
}

const differs = (given: string | undefined, had: string | null) =>
  given !== undefined && given !== (had ?? '');

/** A manager whose own row stays out is left open instead of pointing nowhere. */
function managerOf(manager: ManagerRef | undefined, faulty: ReadonlySet<number>): ManagerRef | undefined {
  return manager && 'row' in manager && faulty.has(manager.row) ? undefined : manager;
}

function contacts(r: RowFacts): { mobile?: string | null; email?: string | null } {
  return {
    ...(r.mobile === undefined ? {} : { mobile: r.mobile }),
    ...(r.email === undefined ? {} : { email: r.email }),
  };
}

/** Which member each row speaks of: by account; in a file without accounts by mobile, then by mail. */
function matchMembers(
  rows: readonly RowFacts[],
  members: readonly CurrentMember[],
  blame: Blame,
  hasUserids: boolean,
): Map<number, CurrentMember> {
  const byUserid = new Map(members.map((m) => [m.userid.toLowerCase(), m]));
  const present = members.filter((m) => m.status !== 'left');
  const byMobile = new Map(present.flatMap((m) => (m.mobile ? [[m.mobile, m] as const] : [])));
  const byEmail = new Map(present.flatMap((m) => (m.email ? [[m.email.toLowerCase(), m] as const] : [])));
  const matched = new Map<number, CurrentMember>();
  for (const r of rows) {
    if (!r.userid) {
      if (hasUserids) {
        if (!r.blamed.has('userid')) blame(r.row, 'userid', 'missing_userid');
        continue;
      }
      if (!r.mobile && !r.email && !r.blamed.has('mobile') && !r.blamed.has('email'))
        blame(r.row, 'name', 'missing_contact');
    }
    const member = r.userid
      ? byUserid.get(r.userid.toLowerCase())
      : (r.mobile && byMobile.get(r.mobile)) || (r.email && byEmail.get(r.email.toLowerCase())) || undefined;
    if (member) matched.set(r.row, member);
  }
  return matched;
}

export type Blame = (
  row: number,
  column: Column | { index: number },
  code: FaultCode,
  facts?: Record<string, string>,
) => void;

/** Of two rows that share what must be unique the later one is at fault; against the company, the row is. */
function refuseDuplicates(
  rows: readonly RowFacts[],
  matched: ReadonlyMap<number, CurrentMember>,
  members: readonly CurrentMember[],
  options: ImportOptions,
  blame: Blame,
): void {
  const named = new Set([...matched.values()].map((m) => m.id));
  const stays = (m: CurrentMember) =>
    m.status !== 'left' && !named.has(m.id) && (!options.leaveMissing || m.isOwner);
  for (const field of ['userid', 'mobile', 'email'] as const) {
    const owners = new Map<string, Record<string, string>>();
    for (const m of members)
      if (field !== 'userid' && stays(m) && m[field])
        owners.set(m[field].toLowerCase(), { other: `${m.name} (${m.userid})` });
    // A row that says nothing about a field keeps what its member has.
    for (const r of rows) {
      const member = matched.get(r.row);
      const value = r[field] || (r.blamed.has(field) ? '' : (member?.[field] ?? ''));
      if (!value) continue;
      const owner = owners.get(value.toLowerCase());
      if (owner) blame(r.row, field, `duplicate_${field}`, { value, ...owner });
      else owners.set(value.toLowerCase(), { otherRow: String(r.row) });
    }
  }
}

/** The difference between a row and its member; undefined when there is none. What the row leaves empty stays as it is. */
function changesOf(
  r: RowFacts,
  member: CurrentMember,
  manager: ManagerRef | undefined,
  places: PlannedPlace[] | undefined,
): ChangedMember | undefined {
  const facts = { ...r.facts, name: r.name, ...contacts(r) };
  const fields: string[] = Object.entries(facts)
    .filter(([key, value]) => (member[key as keyof typeof facts] ?? '') !== (value ?? ''))
    .map(([key]) => key);
  for (const [id, value] of Object.entries(r.custom))
    if ((member.custom[id] ?? '') !== value) fields.push(id);
  if (manager && !('id' in manager && manager.id === member.managerId)) fields.push('manager');
  if (places && !samePlaces(places, member.places)) fields.push('departments');
  // The file counts them among the company: who had left is back.
  if (member.status === 'left') fields.push('status');
  if (fields.length === 0) return undefined;
  return { row: r.row, userid: member.userid, facts, custom: r.custom, manager, places, member, fields };
}

function samePlaces(planned: readonly PlannedPlace[], had: readonly Required<Place>[]): boolean {
  if (planned.length !== had.length) return false;
  return planned.every((p) =>
    had.some(
      (h) =>
        'id' in p.department &&
        h.id === p.department.id &&
        h.leader === p.leader &&
        h.main === p.main &&
        h.order === p.order,
    ),
  );
}
