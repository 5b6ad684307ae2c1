import { memberChanged, tagHoldsChanged } from '@teahouse/contract/directory';
import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { adminScope, departmentsToAdminister } from '../directory.access.ts';
import { departmentInSet, inSet, type MemberSet } from '../member-set.ts';

export interface TagFacts {
  id: TagId;
  no: number;
  name: string;
}

/** All tags of the company by number. */
export function tagFacts(work: Work): Promise<TagFacts[]> {
  return work.sql<TagFacts>('select id, no, name from tags where corp_id = $1 order by no', [work.corpId]);
}

/** Whom a tag names itself, as far as they lie in the set: members, and departments by number. */
export async function tagHolds(
  work: Work,
  set: MemberSet,
  tagId: TagId,
): Promise<{ members: { userid: string; name: string }[]; departmentNos: number[] }> {
  const values: unknown[] = [work.corpId, tagId];
  const members = await work.sql<{ userid: string; name: string }>(
    `select m.userid, m.name from member_tags g join members m on m.corp_id = $1 and m.id = g.member_id
      where g.corp_id = $1 and g.tag_id = $2 and m.status <> 'left' and ${inSet(set, 'm', values)} order by m.userid`,
    values,
  );
  const again: unknown[] = [work.corpId, tagId];
  const departments = await work.sql<{ no: number }>(
    `select d.no from tag_departments g join departments d on d.corp_id = $1 and d.id = g.department_id
      where g.corp_id = $1 and g.tag_id = $2 and ${departmentInSet(set, 'd', again)} order by d.no`,
    again,
  );
  return { members, departmentNos: departments.map((d) => d.no) };
}

/** Puts a tag on members and whole departments, or takes it off them. The actor administers all of them. */
export async function tagThese(
  work: Work,
  tagId: TagId,
  { on, memberIds, departmentIds }: { on: boolean; memberIds: MemberId[]; departmentIds: DepartmentId[] },
): Promise<void> {
  const scope = await adminScope(work);
  if (scope !== null && memberIds.length) fail('directory.outside_scope');
  await departmentsToAdminister(work, scope, departmentIds);
  for (const [table, column, ids] of [
    ['member_tags', 'member_id', memberIds],
    ['tag_departments', 'department_id', departmentIds],
  ] as const)
    await work.sql(
      on
        ? `insert into ${table} (corp_id, tag_id, ${column}) select $1, $2, i from unnest($3::text[]) i on conflict do nothing`
        : `delete from ${table} where corp_id = $1 and tag_id = $2 and ${column} = any($3)`,
      [work.corpId, tagId, ids],
    );
  await work.audit({
    action: 'directory.tag_changed',
    object: tagId,
    detail: on
      ? { add: memberIds, addDepartments: departmentIds }
      : { remove: memberIds, removeDepartments: departmentIds },
  });
  await work.emit(tagHoldsChanged, { tagId, on, memberIds, departmentIds });
  for (const memberId of memberIds) await work.emit(memberChanged, { memberId });
}
