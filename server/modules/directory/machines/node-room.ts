import type { DepartmentId, TagId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';

/** Each of these departments takes one more member or department, where it holds `most` at the utmost. */
export async function roomInDepartments(
  work: Work,
  departmentIds: readonly DepartmentId[],
  most: number,
): Promise<void> {
  const rows = await work.sql(
    `select from unnest($2::text[]) i
      where (select count(*) from department_members x join members m on m.corp_id = $1 and m.id = x.member_id
              where x.corp_id = $1 and x.department_id = i and m.status <> 'left')
          + (select count(*) from departments d where d.corp_id = $1 and d.parent_id = i) >= $3 limit 1`,
    [work.corpId, departmentIds, most],
  );
  if (rows.length) fail('directory.department_full');
}

/** The tag names no more than `most` members and departments. */
export async function roomInTag(work: Work, tagId: TagId, most: number): Promise<void> {
  const [row] = await work.sql<{ n: number }>(
    `select (select count(*) from member_tags where corp_id = $1 and tag_id = $2)::int
          + (select count(*) from tag_departments where corp_id = $1 and tag_id = $2)::int n`,
    [work.corpId, tagId],
  );
  if (row!.n > most) fail('directory.tag_full');
}
