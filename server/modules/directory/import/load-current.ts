import type { Work } from '../../../kernel/work.ts';
import type { Current, CurrentMember } from './import-plan.ts';
import { customFieldsOf } from '../custom-fields.ts';

/** The company as an import plan sees it: everybody, those who left included. */
export async function loadCurrent(work: Work): Promise<Current> {
  const members = await work.sql<CurrentMember>(
    `with places as (
       select x.member_id, jsonb_agg(jsonb_build_object('id', x.department_id, 'leader', x.leader, 'main', x.main, 'order', x.sort)
                                     order by x.main desc, x.department_id) places
         from department_members x where x.corp_id = $1 group by x.member_id)
     select m.id, m.userid, m.name, m.alias, m.position, m.gender, m.mobile, m.phone, m.email, m.address, m.manager_id "managerId",
            m.hidden, m.custom, m.status, coalesce(p.places, '[]') places,
            a.roles is not null "isAdmin", coalesce('owner' = any(a.roles), false) "isOwner"
       from members m
       left join places p on p.member_id = m.id
       left join (select member_id, array_agg(role) roles from admins where corp_id = $1 group by member_id) a on a.member_id = m.id
      where m.corp_id = $1 order by m.id`,
    [work.corpId],
  );
  const departments = await work.sql<Current['departments'][number]>(
    'select id, path, name, parent_id "parentId", no from departments where corp_id = $1 order by length(path)',
    [work.corpId],
  );
  return { members, departments, fields: await customFieldsOf(work) };
}
