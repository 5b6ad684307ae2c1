import type { DepartmentId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { departmentInSet, type MemberSet } from '../member-set.ts';

/** A department with others named as programs name them. */
export interface DepartmentFacts {
  id: DepartmentId;
  no: number;
  name: string;
  nameEn: string;
  /** 0 for the root */
  parentNo: number;
  order: number;
  /** userids */
  leaders: string[];
  /** 1 for the root */
  level: number;
}

/** Departments that lie in the set, from the top down and higher orders first: all, `top` and those below it, or `only` one. */
export async function departmentFacts(
  work: Work,
  set: MemberSet,
  { top, only }: { top?: DepartmentId; only?: DepartmentId } = {},
): Promise<DepartmentFacts[]> {
  const values: unknown[] = [work.corpId];
  const conditions = [departmentInSet(set, 'd', values)];
  if (only) conditions.push(`d.id = $${values.push(only)}`);
  if (top)
    conditions.push(
      `exists (select from departments t where t.corp_id = $1 and t.id = $${values.push(top)} and d.path >= t.path and d.path < t.path || '~')`,
    );
  return await work.sql<DepartmentFacts>(
    `select d.id, d.no, d.name, d.name_en "nameEn", coalesce(p.no, 0)::bigint "parentNo", d.sort "order",
            array_length(string_to_array(trim(both '/' from d.path), '/'), 1) level,
            array(select m.userid from department_members x join members m on m.corp_id = $1 and m.id = x.member_id
                   where x.corp_id = $1 and x.department_id = d.id and x.leader and m.status <> 'left' order by m.userid) leaders
       from departments d left join departments p on p.corp_id = $1 and p.id = d.parent_id
      where d.corp_id = $1 and ${conditions.join(' and ')}
      order by level, d.sort desc, d.no`,
    values,
  );
}

/** Is there anybody in a department, or any department below it? */
export async function whatHolds(
  work: Work,
  departmentId: DepartmentId,
): Promise<{ members: boolean; departments: boolean }> {
  const [row] = await work.sql<{ members: boolean; departments: boolean }>(
    `select exists (select from departments where corp_id = $1 and parent_id = $2) departments,
            exists (select from department_members x join members m on m.corp_id = $1 and m.id = x.member_id
                     where x.corp_id = $1 and x.department_id = $2 and m.status <> 'left') members`,
    [work.corpId, departmentId],
  );
  return row!;
}
