import type { Work } from '../../../kernel/work.ts';
import type { MemberSet } from '../member-set.ts';

/** Whom a set names, as programs name them. A set of everybody is the root department. */
export async function numbersOfSet(
  work: Work,
  set: MemberSet,
): Promise<{ userids: string[]; departmentNos: number[]; tagNos: number[] }> {
  if (set.all) return { userids: [], departmentNos: [1], tagNos: [] };
  const [row] = await work.sql<{ userids: string[]; departmentNos: number[]; tagNos: number[] }>(
    `select array(select userid from members where corp_id = $1 and id = any($2) and status <> 'left' order by userid) userids,
            array(select no::float8 from departments where corp_id = $1 and id = any($3) order by no) "departmentNos",
            array(select no::float8 from tags where corp_id = $1 and id = any($4) order by no) "tagNos"`,
    [work.corpId, set.memberIds, set.departmentIds, set.tagIds],
  );
  return row!;
}
