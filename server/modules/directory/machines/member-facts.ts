import type { MemberStatus } from '@teahouse/contract/directory';
import type { CustomFieldId, FileId, MemberId } from '@teahouse/contract/ids';
import type * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../member-set.ts';

/** Everything about a member, with others named as programs name them. */
export interface MemberFacts {
  id: MemberId;
  userid: string;
  useridMade: boolean;
  name: string;
  alias: string;
  mobile: string | null;
  phone: string;
  email: string | null;
  address: string;
  position: string;
  gender: '' | 'male' | 'female';
  avatarFile: FileId | null;
  /** userid */
  manager: string | null;
  status: z.infer<typeof MemberStatus>;
  /** the main one first */
  places: { no: number; leader: boolean; main: boolean; order: number }[];
  custom: Record<CustomFieldId, string>;
  outward: Outward;
  isOwner: boolean;
  activated: boolean;
}

/** What customers and mail see of a member; kept for programs as they wrote it. */
export interface Outward {
  position?: string;
  profile?: unknown;
  bizMail?: string;
  bizMailAlias?: unknown;
}

const FACTS = `m.id, m.userid, m.userid_made "useridMade", m.name, m.alias, m.mobile, m.phone, m.email, m.address, m.position, m.gender,
  m.avatar_file "avatarFile", m.status, m.custom, m.outward, m.activated_at is not null activated,
  (select b.userid from members b where b.corp_id = $1 and b.id = m.manager_id and b.status <> 'left') manager,
  coalesce((select jsonb_agg(jsonb_build_object('no', d.no, 'leader', x.leader, 'main', x.main, 'order', x.sort) order by x.main desc, d.no)
     from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
    where x.corp_id = $1 and x.member_id = m.id), '[]') places,
  exists (select from admins a where a.corp_id = $1 and a.member_id = m.id and a.role = 'owner') "isOwner"`;

/** Members of the set who have not left, in the order of `ids`. */
export async function memberFacts(
  work: Work,
  set: MemberSet,
  ids: readonly MemberId[],
): Promise<MemberFacts[]> {
  const values: unknown[] = [work.corpId, ids];
  const rows = await work.sql<MemberFacts>(
    `select ${FACTS} from members m where m.corp_id = $1 and m.id = any($2) and m.status <> 'left' and ${inSet(set, 'm', values)}`,
    values,
  );
  const found = new Map(rows.map((r) => [r.id, r]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Members of the set in one department, or in it and all below, each once; at most `most`, by leadership, order and spelling. */
export async function membersOfDepartment(
  work: Work,
  set: MemberSet,
  { departmentId, below, most }: { departmentId: string; below: boolean; most: number },
): Promise<MemberFacts[]> {
  const values: unknown[] = [work.corpId, departmentId];
  const inSetToo = inSet(set, 'm', values);
  const where = below
    ? `exists (select from departments b where b.corp_id = $1 and b.id = $2 and d.path >= b.path and d.path < b.path || '~')`
    : 'd.id = $2';
  return await work.sql<MemberFacts>(
    `select ${FACTS} from members m
       join (select y.member_id, bool_or(y.leader and d.id = $2) leader, max(case when d.id = $2 then y.sort end) sort
               from department_members y join departments d on d.corp_id = $1 and d.id = y.department_id
              where y.corp_id = $1 and ${where} group by y.member_id) here on here.member_id = m.id
      where m.corp_id = $1 and m.status <> 'left' and ${inSetToo}
      order by here.leader desc, here.sort desc nulls last, m.pinyin, m.id limit $${values.push(most)}`,
    values,
  );
}

/** One row for each member of the set and department, by member; `after` is where the last page ended. */
export async function placesPage(
  work: Work,
  set: MemberSet,
  { after, limit }: { after: { memberId: string; no: number } | undefined; limit: number },
): Promise<{ memberId: MemberId; userid: string; no: number }[]> {
  const values: unknown[] = [work.corpId, after?.memberId ?? '', after?.no ?? 0];
  return await work.sql(
    `select m.id "memberId", m.userid, d.no from members m
       join department_members x on x.corp_id = $1 and x.member_id = m.id
       join departments d on d.corp_id = $1 and d.id = x.department_id
      where m.corp_id = $1 and m.status <> 'left' and (m.id, d.no) > ($2, $3) and ${inSet(set, 'm', values)}
      order by m.id, d.no limit $${values.push(limit)}`,
    values,
  );
}

/** The member of the set with this mobile or mail, both as they are stored. */
export async function memberByContact(
  work: Work,
  set: MemberSet,
  contact: { mobile: string } | { email: string } | { bizMail: string },
): Promise<{ id: MemberId; userid: string } | undefined> {
  const [field, value] = Object.entries(contact)[0]!;
  const column = {
    mobile: 'm.mobile',
    email: 'lower(m.email)',
    bizMail: `lower(m.outward ->> 'bizMail')`,
  }[field as 'mobile' | 'email' | 'bizMail'];
  const values: unknown[] = [work.corpId, (value as string).toLowerCase()];
  const [row] = await work.sql<{ id: MemberId; userid: string }>(
    `select m.id, m.userid from members m
      where m.corp_id = $1 and m.status <> 'left' and ${column} = $2 and ${inSet(set, 'm', values)}`,
    values,
  );
  return row;
}
