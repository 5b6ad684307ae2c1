import { api } from '../../lib/api.ts';
import { learnPeople } from '../../lib/people.ts';
import type { Person } from '../../ui/member-picker.tsx';

/** Colleagues I may see, for a picker. */
export async function findMembers(q: string, signal: AbortSignal): Promise<Person[]> {
  if (!q) return [];
  const { members } = await api.directory.searchMembers({ q, limit: 30 }, { signal });
  learnPeople(members);
  return members.map((m) => ({ id: m.id, name: m.name, avatar: m.avatar, hint: m.position }));
}

/** Customers I follow, for a picker; with nothing typed, the newest. */
export async function findCustomers(q: string, signal: AbortSignal): Promise<Person[]> {
  const { follows } = await api.customers.listCustomers(q ? { q } : {}, { signal });
  return follows.map((f) => ({ id: f.customerId, name: f.remark || f.name, hint: f.company }));
}

/** The member behind a userid that a page names. */
export async function memberOf(userid: string): Promise<string | undefined> {
  const { members } = await api.directory.searchMembers({ q: userid, limit: 30 });
  return members.find((m) => m.userid.toLowerCase() === userid.toLowerCase())?.id;
}
