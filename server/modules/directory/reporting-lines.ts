import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

export interface ReportingLines {
  members: { id: MemberId; active: boolean; managerId: MemberId | null; departments: DepartmentId[] }[];
  departments: { id: DepartmentId; parentId: DepartmentId | null; heads: MemberId[] }[];
  tags: { id: TagId; members: MemberId[] }[];
}

/**
 * A picture of who stands above whom, for rules that ask it: these members and tags' members with every manager above them, their
 * departments (the main one first) and these with everything above, and who leads each. Not for showing to colleagues.
 */
export async function reportingLines(
  work: Work,
  from: { members: readonly MemberId[]; departments: readonly DepartmentId[]; tags: readonly TagId[] },
): Promise<ReportingLines> {
  const tags = await work.sql<{ id: TagId; members: MemberId[] }>(
    `select t.id, array(
       select member_id from member_tags m where m.corp_id = $1 and m.tag_id = t.id
       union select x.member_id from tag_departments td
         join departments top on top.corp_id = $1 and top.id = td.department_id
         join departments d on d.corp_id = $1 and d.path >= top.path and d.path < top.path || '~'
         join department_members x on x.corp_id = $1 and x.department_id = d.id
        where td.corp_id = $1 and td.tag_id = t.id
       order by 1) members
      from tags t where t.corp_id = $1 and t.id = any($2)`,
    [work.corpId, from.tags],
  );
  const first = [...from.members, ...tags.flatMap((t) => t.members)];
  const departments = await work.sql<ReportingLines['departments'][number]>(
    `with mine as (
       select x.department_id id from department_members x
         where x.corp_id = $1 and x.member_id in (${ABOVE})
       union select unnest($3::text[]))
     select distinct up.id, up.parent_id "parentId", array(
        select l.member_id from department_members l
         where l.corp_id = $1 and l.department_id = up.id and l.leader order by l.sort desc, l.member_id) heads
       from mine join departments d on d.corp_id = $1 and d.id = mine.id
       join departments up on up.corp_id = $1 and d.path >= up.path and d.path < up.path || '~'`,
    [work.corpId, first, from.departments],
  );
  const members = await work.sql<ReportingLines['members'][number]>(
    `select m.id, m.status = 'active' active, m.manager_id "managerId", array(
        select x.department_id from department_members x
         where x.corp_id = $1 and x.member_id = m.id order by x.main desc, x.sort desc, x.department_id) departments
       from members m where m.corp_id = $1 and m.id in (${ABOVE})`,
    [work.corpId, [...first, ...departments.flatMap((d) => d.heads)]],
  );
  return { members, departments, tags };
}

/** These members and every manager above them; `union` ends where the line runs in a circle. */
const ABOVE = `with recursive up(id) as (
  select unnest($2::text[]) union
  select b.manager_id from up join members b on b.corp_id = $1 and b.id = up.id where b.manager_id is not null
) select id from up`;
