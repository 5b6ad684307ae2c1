import type { DepartmentId, MemberId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { findColleagues } from '../../lib/find-colleagues.ts';
import type { Person } from '../../ui/member-picker.tsx';

/** Departments and colleagues in one list; `hint` tells a department from a person. */
export async function findWho(q: string, hint: string, signal: AbortSignal): Promise<Person[]> {
  const departments = q
    ? (await api.directory.searchDepartments({ q, limit: 20 }, { signal })).departments
    : (await api.directory.listDepartments({}, { signal })).departments;
  const members = await findColleagues(q, signal);
  return [...departments.map((d) => ({ id: d.id, name: d.name, hint })), ...members];
}

export const departmentIds = (who: readonly Person[]): DepartmentId[] =>
  who.flatMap((p) => (p.id.startsWith('dep_') ? [p.id as DepartmentId] : []));
export const memberIds = (who: readonly Person[]): MemberId[] =>
  who.flatMap((p) => (p.id.startsWith('mbr_') ? [p.id as MemberId] : []));
