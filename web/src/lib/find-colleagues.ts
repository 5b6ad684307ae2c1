import type { MemberBrief } from '../../../contract/src/directory.ts';
import { api } from './api.ts';
import { learnPeople } from './people.ts';
import type { Person } from '../ui/member-picker.tsx';

/** Colleagues by name, pinyin or account; before anything is typed the first of the company. */
export async function findMembers(q: string, signal: AbortSignal): Promise<MemberBrief[]> {
  if (q) {
    const { members } = await api.directory.searchMembers({ q, limit: 50 }, { signal });
    learnPeople(members);
    return members;
  }
  const { departments } = await api.directory.listDepartments({}, { signal });
  const [root] = departments;
  if (!root) return [];
  const { members } = await api.directory.listDepartmentMembers(
    { departmentId: root.id, below: true, limit: 30 },
    { signal },
  );
  learnPeople(members);
  return members;
}

export const hintOf = (m: MemberBrief): string =>
  [m.departments[0]?.name, m.position].filter(Boolean).join(' · ');

/** The same for a picker. */
export async function findColleagues(q: string, signal: AbortSignal): Promise<Person[]> {
  return (await findMembers(q, signal)).map((m) => ({
    id: m.id,
    name: m.name,
    avatar: m.avatar,
    hint: hintOf(m),
  }));
}
