import type { Work } from '../../kernel/work.ts';
import type { MemberSet } from './member-set.ts';

type Named = { id: string; name: string }[];

/** What a set names itself, in words for administrators. */
export async function namesOfSet(
  work: Work,
  set: MemberSet,
): Promise<{ members: Named; departments: Named; tags: Named }> {
  if (set.all) return { members: [], departments: [], tags: [] };
  const [row] = await work.sql<{ members: Named; departments: Named; tags: Named }>(
    `select coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name) order by pinyin, id)
               from members where corp_id = $1 and id = any($2) and status <> 'left'), '[]') members,
            coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name) order by no)
               from departments where corp_id = $1 and id = any($3)), '[]') departments,
            coalesce((select jsonb_agg(jsonb_build_object('id', id, 'name', name) order by no)
               from tags where corp_id = $1 and id = any($4)), '[]') tags`,
    [work.corpId, set.memberIds, set.departmentIds, set.tagIds],
  );
  return row!;
}
