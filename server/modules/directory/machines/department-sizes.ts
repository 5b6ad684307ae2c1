import type { DepartmentId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../member-set.ts';

export interface DepartmentSize {
  /** members of the set in it and all below, each once */
  members: number;
  /** of those, whose main department it is */
  main: number;
}

/** How many members of the set these departments hold. Who has left does not count. */
export async function departmentSizes(
  work: Work,
  set: MemberSet,
  ids: readonly DepartmentId[],
): Promise<Map<DepartmentId, DepartmentSize>> {
  if (ids.length === 0) return new Map();
  const values: unknown[] = [work.corpId, ids];
  const rows = await work.sql<DepartmentSize & { id: DepartmentId }>(
    `select t.id, count(distinct m.id)::int members, count(*) filter (where x.main and d.id = t.id)::int main
       from departments t join departments d on d.corp_id = $1 and d.path >= t.path and d.path < t.path || '~'
       join department_members x on x.corp_id = $1 and x.department_id = d.id
       join members m on m.corp_id = $1 and m.id = x.member_id and m.status <> 'left' and ${inSet(set, 'm', values)}
      where t.corp_id = $1 and t.id = any($2) group by t.id`,
    values,
  );
  return new Map(rows.map((r) => [r.id, r]));
}
