import { directory } from '@teahouse/contract/directory';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { visibleDepartment } from './directory.access.ts';
import { type DepartmentRow, PRESENT, toNode } from './directory.present.ts';
import { type Sight, seenDepartment, seenMember, sightOf } from './sight.ts';

export const listDepartments = implement(directory.listDepartments, async (work, { parentId }) => {
  const sight = await sightOf(work);
  if (parentId) await visibleDepartment(work, parentId);
  const values: unknown[] = [work.corpId, parentId ?? null];
  const rows = await departmentRows(work, values, {
    which: parentId ? 'd.parent_id = $2' : '$2::text is null and d.parent_id is null',
    department: (d) => seenDepartment(sight, d, values),
    count: countFor(sight, values),
  });
  return { departments: rows.map(toNode) };
});

/** How many members of department `d` and below the viewer may see. Only where a rule limits them is it counted on the spot. */
function countFor(sight: Sight, values: unknown[]): string {
  if (sight.all) return 'd.member_count';
  if (!sight.only && !sight.range) return 'd.shown_count';
  const only = sight.only ? `and below.id in (select unnest($${values.push(sight.only)}::text[]))` : '';
  return `(select count(distinct x.member_id)::int
     from departments below
     join department_members x on x.corp_id = $1 and x.department_id = below.id
     join members m on m.corp_id = $1 and m.id = x.member_id
    where below.corp_id = $1 and below.path >= d.path and below.path < d.path || '~'
      ${only}
      and m.status in ${PRESENT} and ${seenMember(sight, 'm', values)})`;
}

/** Departments in their order; `count` is SQL about department `d`. */
export async function departmentRows(
  work: Work,
  values: unknown[],
  ask: { which: string; department(alias: string): string; count: string },
): Promise<DepartmentRow[]> {
  return await work.sql<DepartmentRow>(
    `select d.id, d.no, d.name, d.parent_id, d.sort, d.hidden,
            ${ask.count} member_count,
            exists (select from departments c where c.corp_id = $1 and c.parent_id = d.id and ${ask.department('c')}) has_children
       from departments d
      where d.corp_id = $1 and ${ask.which} and ${ask.department('d')}
      order by d.sort desc, d.no`,
    values,
  );
}
