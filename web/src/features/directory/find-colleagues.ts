import { api } from '../../lib/api.ts';
import { learnPeople } from '../../lib/people.ts';
import type { Person } from '../../ui/member-picker.tsx';

/** Members an administrator may name, for a picker; before anything is typed, the first ones. */
export async function findColleagues(q: string, signal: AbortSignal): Promise<Person[]> {
  const { members } = await api.directoryAdmin.adminMembers(
    { limit: 50, below: true, ...(q ? { q } : {}) },
    { signal },
  );
  learnPeople(members);
  return members
    .filter((m) => m.status === 'active' || m.status === 'invited')
    .map((m) => ({
      id: m.id,
      name: m.name,
      avatar: m.avatar,
      hint: [m.departments[0]?.name, m.position].filter(Boolean).join(' · '),
    }));
}
