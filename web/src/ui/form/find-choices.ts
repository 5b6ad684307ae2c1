// What may be chosen in a form: colleagues, departments, earlier requests of mine.
import type { MemberId } from '../../../../contract/src/ids.ts';
import { api } from '../../lib/api.ts';
import { when } from '../../lib/format.ts';
import { learnPeople, nameOf } from '../../lib/people.ts';
import type { Person } from '../member-picker.tsx';
import { said } from './label-of.ts';

export type Find = (q: string, signal: AbortSignal) => Promise<Person[]>;

/** Names of what was chosen and is no member; people have their own store. */
const names = new Map<string, string>();
export const nameOfChoice = (id: string): string =>
  names.get(id) ?? nameOf(id, id.startsWith('mbr_') ? '…' : id);
/** Keeps the names of what may be chosen. */
export const named = (people: Person[]): Person[] => {
  for (const p of people) names.set(p.id, p.name);
  return people;
};

export const findColleagues: Find = async (q, signal) => {
  if (q.trim()) {
    const { members } = await api.directory.searchMembers({ q, limit: 30 }, { signal });
    learnPeople(members);
    return members.map((m) => ({ id: m.id, name: m.name, avatar: m.avatar, hint: m.position }));
  }
  const [root] = (await api.directory.listDepartments({}, { signal })).departments;
  if (!root) return [];
  const asked = { departmentId: root.id, below: true, limit: 30 };
  const { members } = await api.directory.listDepartmentMembers(asked, { signal });
  learnPeople(members);
  return members.map((m) => ({ id: m.id, name: m.name, avatar: m.avatar, hint: m.position }));
};

/** Only these people. */
export const findAmong =
  (ids: readonly MemberId[]): Find =>
  async (q, signal) => {
    const { members } = await api.directory.getMembers({ ids: ids.join(',') }, { signal });
    learnPeople(members);
    return members
      .filter((m) => m.name.includes(q.trim()))
      .map((m) => ({ id: m.id, name: m.name, avatar: m.avatar, hint: m.position }));
  };

export const findDepartments: Find = async (q, signal) => {
  if (q.trim()) {
    const { departments } = await api.directory.searchDepartments({ q, limit: 30 }, { signal });
    return named(
      departments.map((d) => ({ id: d.id, name: d.name, hint: d.names.slice(0, -1).join(' / ') })),
    );
  }
  const [root] = (await api.directory.listDepartments({}, { signal })).departments;
  const below = root
    ? (await api.directory.listDepartments({ parentId: root.id }, { signal })).departments
    : [];
  return named([...(root ? [root] : []), ...below].map((d) => ({ id: d.id, name: d.name })));
};

/** My own requests, by title and number. */
export const findRequests: Find = async (q, signal) => {
  const { approvals } = await api.approvals.listApprovals({ box: 'mine', limit: 100 }, { signal });
  return named(
    approvals
      .map((a) => ({
        id: a.id,
        name: `${said(a.title, a.titleEn)} ${a.no}`,
        hint: when(Date.parse(a.submittedAt)),
      }))
      .filter((a) => a.name.includes(q.trim())),
  );
};
