import { api } from '../../lib/api.ts';
import { learnPeople, usePeople } from '../../lib/people.ts';
import type { Person } from '../../ui/member-picker.tsx';
import { orderChats } from './chat-rules.ts';
import { messagingState } from './store.ts';

/** Colleagues for a picker; before anything is typed, those I talk with. */
export async function findPeople(q: string, signal: AbortSignal): Promise<Person[]> {
  const brief = (m: {
    id: string;
    name: string;
    avatar: string | null;
    position: string;
    departments: { name: string }[];
  }) => ({
    id: m.id,
    name: m.name,
    avatar: m.avatar,
    hint: [m.departments[0]?.name, m.position].filter(Boolean).join(' · '),
  });
  if (!q) {
    const { byId } = usePeople.getState();
    return orderChats(Object.values(messagingState().chats))
      .flatMap((c) => (c.peer ? (byId[c.peer] ?? []) : []))
      .slice(0, 50)
      .map(brief);
  }
  const { members } = await api.directory.searchMembers({ q, limit: 50 }, { signal });
  learnPeople(members);
  return members.filter((m) => m.status === 'active' || m.status === 'invited').map(brief);
}
