import type { DepartmentNode, MemberBrief } from '@teahouse/contract/directory';
import type { MemberRecord } from '@teahouse/contract/directory-admin';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
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

/**
 * Members as colleagues see them, in the order of `ids`; unknown ids are left out. The caller has checked who may see whom;
 * hidden departments are named only to those inside, to the system, and to apps that see everybody.
 */
export async function briefsOf(work: Work, ids: readonly MemberId[]): Promise<MemberBrief[]> {
  if (ids.length === 0) return [];
  const rows = await work.sql<Row>(
    `select m.id, m.userid, m.name, m.alias, m.avatar_file, m.position, m.status,
            (select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'leader', x.leader) order by x.main desc, d.no)
               from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
              where x.corp_id = $1 and x.member_id = m.id
                and ($4 or not exists (
                  select from departments h where h.corp_id = $1 and h.hidden and d.path >= h.path and d.path < h.path || '~'
                     and not exists (select from department_members vx join departments vd on vd.corp_id = $1 and vd.id = vx.department_id
                                      where vx.corp_id = $1 and vx.member_id = $3 and vd.path >= h.path and vd.path < h.path || '~')))) departments
       from members m where m.corp_id = $1 and m.id = any($2)`,
    [
      work.corpId,
      ids,
      work.actor.id,
      work.actor.kind === 'system' || (work.actor.kind === 'app' && !work.actor.range),
    ],
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

interface RecordRow extends Omit<Row, 'departments'> {
  gender: MemberRecord['gender'];
  mobile: string | null;
  phone: string;
  email: string | null;
  address: string;
  hidden: boolean;
  custom: MemberRecord['custom'];
  created_at: Date;
  since: string;
  manager: MemberRecord['manager'];
  memberships: (MemberRecord['memberships'][number] & { name: string })[] | null;
  tags: MemberRecord['tags'] | null;
}

/** Members as administrators see them, in the order of `ids`. The caller has checked the scope. */
export async function recordsOf(work: Work, ids: readonly MemberId[]): Promise<MemberRecord[]> {
  if (ids.length === 0) return [];
  const rows = await work.sql<RecordRow>(
    `select m.id, m.userid, m.name, m.alias, m.avatar_file, m.position, m.status, m.gender, m.mobile, m.phone, m.email, m.address,
            m.hidden, m.custom, m.created_at,
            coalesce((select min(t.since) from tenures t where t.corp_id = $1 and t.member_id = m.id),
              (m.created_at at time zone (select zone from corps where corp_id = $1))::date) since,
            (select jsonb_build_object('id', b.id, 'name', b.name) from members b where b.corp_id = $1 and b.id = m.manager_id) manager,
            (select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'names', ${NAMES}, 'leader', x.leader, 'main', x.main, 'order', x.sort)
                      order by x.main desc, d.no)
               from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
              where x.corp_id = $1 and x.member_id = m.id) memberships,
            (select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
               from member_tags g join tags t on t.corp_id = $1 and t.id = g.tag_id
              where g.corp_id = $1 and g.member_id = m.id) tags
       from members m where m.corp_id = $1 and m.id = any($2)`,
    [work.corpId, ids],
  );
  const kept = keepsBack(work) ? rows.map((r) => ({ ...r, ...nothingPrivate })) : rows;
  const found = new Map(kept.map((r) => [r.id, r]));
  return ids.flatMap((id) => {
    const r = found.get(id);
    return r ? [toRecord(r)] : [];
  });
}

/** Mobile, mail and the like are for apps that an administrator trusts with them. */
export const keepsBack = ({ actor }: Work): boolean =>
  actor.kind === 'app' && !actor.scopes.has('contacts.sensitive');
const nothingPrivate = { gender: '' as const, mobile: null, phone: '', email: null, address: '', custom: {} };

function toRecord(r: RecordRow): MemberRecord {
  const memberships = r.memberships ?? [];
  return {
    ...toBrief({ ...r, departments: memberships.map(({ id, name, leader }) => ({ id, name, leader })) }),
    gender: r.gender,
    mobile: r.mobile,
    phone: r.phone,
    email: r.email,
    address: r.address,
    manager: r.manager,
    hidden: r.hidden,
    memberships: memberships.map(({ name: _, ...rest }) => rest),
    tags: r.tags ?? [],
    custom: r.custom,
    since: r.since,
    createdAt: r.created_at.toISOString(),
  };
}

/** The names from the company down to department `d`, as SQL. */
export const NAMES = `(select jsonb_agg((select up.name from departments up where up.corp_id = d.corp_id and up.id = step.id) order by step.level)
  from unnest(string_to_array(trim(both '/' from d.path), '/')) with ordinality step (id, level))`;

/** Members in a department and below that count: those who are here or expected. */
export const PRESENT = `('active', 'invited')`;

export interface DepartmentRow {
  id: DepartmentId;
  no: number;
  name: string;
  parent_id: DepartmentId | null;
  sort: number;
  hidden: boolean;
  member_count: number;
  has_children: boolean;
}

export function toNode(r: DepartmentRow): DepartmentNode {
  return {
    id: r.id,
    no: r.no,
    name: r.name,
    parentId: r.parent_id,
    order: r.sort,
    hidden: r.hidden,
    memberCount: r.member_count,
    hasChildren: r.has_children,
  };
}
