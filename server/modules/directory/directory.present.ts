import type { MemberBrief } from '@teahouse/contract/directory';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { avatarPath } from './avatar-file.ts';

interface Row {
  id: MemberId;
  userid: string;
  name: string;
  alias: string;
  avatar_file: string | null;
  position: string;
  status: MemberBrief['status'];
  departments: MemberBrief['departments'] | null;
}

/** Members as colleagues see them, in the order of `ids`; unknown ids are left out. The caller has checked who may see whom. */
export async function briefsOf(work: Work, ids: readonly MemberId[]): Promise<MemberBrief[]> {
  if (ids.length === 0) return [];
  const rows = await work.sql<Row>(
    `select m.id, m.userid, m.name, m.alias, m.avatar_file, m.position, m.status,
            (select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'leader', x.leader) order by x.main desc, d.no)
               from department_members x join departments d on d.corp_id = x.corp_id and d.id = x.department_id
              where x.corp_id = $1 and x.member_id = m.id) departments
       from members m where m.corp_id = $1 and m.id = any($2)`,
    [work.corpId, ids],
  );
  const found = new Map(rows.map((r) => [r.id, r]));
  return ids.flatMap((id) => {
    const r = found.get(id);
    return r ? [toBrief(r)] : [];
  });
}

function toBrief(r: Row): MemberBrief {
  return {
    id: r.id,
    userid: r.userid,
    name: r.name,
    alias: r.alias,
    avatar: r.avatar_file ? avatarPath(r.id, r.avatar_file) : null,
    position: r.position,
    departments: r.departments ?? [],
    status: r.status,
  };
}
