import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** Everyone present (active or invited) in these departments, each once; `below` with all departments under them. For groups that follow. */
export async function membersOfDepartments(
  work: Work,
  departments: readonly DepartmentId[],
  { below }: { below: boolean },
): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select distinct x.member_id id
       from departments top join departments d on d.corp_id = $1 and (d.id = top.id or $3 and d.path >= top.path and d.path < top.path || '~')
       join department_members x on x.corp_id = $1 and x.department_id = d.id
       join members m on m.corp_id = $1 and m.id = x.member_id
      where top.corp_id = $1 and top.id = any($2) and m.status in ('active', 'invited')`,
    [work.corpId, departments, below],
  );
  return rows.map((r) => r.id);
}
