import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** Active members of a department and everything below it, each once. */
export async function membersUnder(work: Work, departmentId: DepartmentId): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select distinct m.id from departments top
       join departments d on d.corp_id = $1 and d.path >= top.path and d.path < top.path || '~'
       join department_members x on x.corp_id = $1 and x.department_id = d.id
       join members m on m.corp_id = $1 and m.id = x.member_id and m.status = 'active'
      where top.corp_id = $1 and top.id = $2 order by m.id`,
    [work.corpId, departmentId],
  );
  return rows.map((r) => r.id);
}

/** These departments and everything above them. */
export async function departmentsAbove(
  work: Work,
  departmentIds: readonly DepartmentId[],
): Promise<DepartmentId[]> {
  const rows = await work.sql<{ id: DepartmentId }>(
    `select distinct up.id from departments d join departments up on up.corp_id = $1 and d.path >= up.path and d.path < up.path || '~'
      where d.corp_id = $1 and d.id = any($2)`,
    [work.corpId, departmentIds],
  );
  return rows.map((r) => r.id);
}
