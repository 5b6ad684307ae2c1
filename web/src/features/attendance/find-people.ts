import type { DepartmentId, MemberId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { learnPeople } from '../../lib/people.ts';
import type { Person } from '../../ui/member-picker.tsx';

/** Colleagues by name; before anything is typed the first of the company. */
export async function findMembers(q: string, signal: AbortSignal): Promise<Person[]> {
  const [root] = q ? [] : (await api.directory.listDepartments({}, { signal })).departments;
  const { members } = root
    ? await api.directory.listDepartmentMembers({ departmentId: root.id, below: true, limit: 20 }, { signal })
    : await api.directory.searchMembers({ q: q || ' ', limit: 30 }, { signal });
  learnPeople(members);
  return members.map((m) => ({
    id: m.id,
    name: m.name,
    avatar: m.avatar,
    hint: m.departments[0]?.name ?? '',
  }));
}

/** Departments and colleagues in one list; `hint` tells a department from a person. */
export async function findWho(q: string, hint: string, signal: AbortSignal): Promise<Person[]> {
  const departments = q
    ? (await api.directory.searchDepartments({ q, limit: 20 }, { signal })).departments
    : (await api.directory.listDepartments({}, { signal })).departments;
  const members = await findMembers(q, signal);
  return [...departments.map((d) => ({ id: d.id, name: d.name, hint })), ...members];
}

export const departmentIds = (who: readonly Person[]): DepartmentId[] =>
  who.flatMap((p) => (p.id.startsWith('dep_') ? [p.id as DepartmentId] : []));
export const memberIds = (who: readonly Person[]): MemberId[] =>
  who.flatMap((p) => (p.id.startsWith('mbr_') ? [p.id as MemberId] : []));
