import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { departmentsByNo, membersByUserid, membersOfSet, tagsByNo, thoseInSet } from '../directory/index.ts';
import type { App } from './app.ts';

/** Whom a program names: by userid, by the number of a department (with all below) or tag. */
export interface Named {
  userids?: readonly string[];
  departmentNos?: readonly number[];
  tagNos?: readonly number[];
}

export interface Reached {
  /** each once, in no order */
  memberIds: MemberId[];
  /** what was named and reaches nobody the app may see */
  unknown: { userids: string[]; departmentNos: number[]; tagNos: number[] };
}

/** The members among those named whom an app may see and reach; 'all' is everybody in its visible range. */
export async function membersInRange(work: Work, app: App, named: Named | 'all'): Promise<Reached> {
  const none = { userids: [], departmentNos: [], tagNos: [] };
  if (named === 'all') return { memberIds: await membersOfSet(work, app.visible, 'all'), unknown: none };
  const { userids = [], departmentNos = [], tagNos = [] } = named;
  const people = await membersByUserid(work, userids);
  const seen = new Set<MemberId>(await thoseInSet(work, app.visible, [...people.values()]));
  const unknown: Reached['unknown'] = {
    userids: userids.filter((u) => !seen.has(people.get(u.toLowerCase())!)),
    departmentNos: [],
    tagNos: [],
  };
  const departments = await departmentsByNo(work, departmentNos);
  for (const no of new Set(departmentNos))
    if (!(await add({ departmentId: departments.get(no) }))) unknown.departmentNos.push(no);
  const tags = await tagsByNo(work, tagNos);
  for (const no of new Set(tagNos)) if (!(await add({ tagId: tags.get(no) }))) unknown.tagNos.push(no);
  return { memberIds: [...seen], unknown };

  async function add(one: {
    departmentId?: DepartmentId | undefined;
    tagId?: TagId | undefined;
  }): Promise<boolean> {
    const departmentIds = one.departmentId ? [one.departmentId] : [];
    const tagIds = one.tagId ? [one.tagId] : [];
    if (departmentIds.length + tagIds.length === 0) return false;
    const found = await membersOfSet(work, app.visible, { all: false, memberIds: [], departmentIds, tagIds });
    for (const id of found) seen.add(id);
    return found.length > 0;
  }
}
