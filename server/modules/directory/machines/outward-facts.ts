import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** A member in the facts programs are told, with the numbers and userids they know instead of ids. */
export interface MemberFacts {
  id: MemberId;
  userid: string;
  name: string;
  alias: string;
  position: string;
  gender: '' | 'male' | 'female';
  mobile: string;
  phone: string;
  email: string;
  address: string;
  avatarFile: string | null;
  status: 'invited' | 'active' | 'disabled' | 'left';
  managerUserid: string;
  /** the main one first, then by number */
  departments: { no: number; leader: boolean; main: boolean }[];
  tagNos: number[];
  /** by the name of the field */
  custom: Record<string, string>;
}

export interface DepartmentFacts {
  id: DepartmentId;
  no: number;
  name: string;
  /** 0 for the root */
  parentNo: number;
  order: number;
}

/** Members as programs hear of them; of 'all', those who have not left. */
export function memberFacts(work: Work, ids: readonly MemberId[] | 'all'): Promise<MemberFacts[]> {
  return work.sql<MemberFacts>(
    `select m.id, m.userid, m.name, m.alias, m.position, m.gender, coalesce(m.mobile, '') mobile, m.phone, coalesce(m.email, '') email,
            m.address, m.avatar_file "avatarFile", m.status,
            coalesce((select b.userid from members b where b.corp_id = $1 and b.id = m.manager_id), '') "managerUserid",
            coalesce((select jsonb_agg(jsonb_build_object('no', d.no, 'leader', x.leader, 'main', x.main) order by x.main desc, d.no)
               from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
              where x.corp_id = $1 and x.member_id = m.id), '[]') departments,
            coalesce((select jsonb_agg(t.no order by t.no) from member_tags g join tags t on t.corp_id = $1 and t.id = g.tag_id
              where g.corp_id = $1 and g.member_id = m.id), '[]') "tagNos",
            coalesce((select jsonb_object_agg(f.name, m.custom ->> f.id order by f.id) from custom_fields f
              where f.corp_id = $1 and m.custom ? f.id), '{}') custom
       from members m where m.corp_id = $1 and ${ids === 'all' ? `m.status <> 'left'` : 'm.id = any($2)'} order by m.id`,
    ids === 'all' ? [work.corpId] : [work.corpId, ids],
  );
}

/** Departments as programs hear of them. */
export function departmentFacts(
  work: Work,
  ids: readonly DepartmentId[] | 'all',
): Promise<DepartmentFacts[]> {
  return work.sql<DepartmentFacts>(
    `select d.id, d.no, d.name, coalesce(p.no, 0) "parentNo", d.sort "order"
       from departments d left join departments p on p.corp_id = $1 and p.id = d.parent_id
      where d.corp_id = $1${ids === 'all' ? '' : ' and d.id = any($2)'} order by d.no`,
    ids === 'all' ? [work.corpId] : [work.corpId, ids],
  );
}
