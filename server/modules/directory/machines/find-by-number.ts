import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** Ids of members by the userids programs know, lower-cased, since those compare without case. Who has left is not found. */
export async function membersByUserid(
  work: Work,
  userids: readonly string[],
): Promise<Map<string, MemberId>> {
  if (userids.length === 0) return new Map();
  const rows = await work.sql<{ id: MemberId; userid: string }>(
    `select id, lower(userid) userid from members where corp_id = $1 and lower(userid) = any($2) and status <> 'left'`,
    [work.corpId, userids.map((u) => u.toLowerCase())],
  );
  return new Map(rows.map((r) => [r.userid, r.id]));
}

/** Ids of departments by their numbers. */
export const departmentsByNo = (work: Work, nos: readonly number[]) =>
  byNo<DepartmentId>(work, 'departments', nos);

/** Ids of tags by their numbers. */
export const tagsByNo = (work: Work, nos: readonly number[]) => byNo<TagId>(work, 'tags', nos);

async function byNo<I extends string>(
  work: Work,
  table: 'departments' | 'tags',
  nos: readonly number[],
): Promise<Map<number, I>> {
  if (nos.length === 0) return new Map();
  const rows = await work.sql<{ id: I; no: number }>(
    `select id, no from ${table} where corp_id = $1 and no = any($2::bigint[])`,
    [work.corpId, nos],
  );
  return new Map(rows.map((r) => [r.no, r.id]));
}

/** Members who are none of these and have not left; the owner is never among them. */
export async function othersThan(
  work: Work,
  userids: readonly string[],
): Promise<{ id: MemberId; userid: string }[]> {
  return await work.sql<{ id: MemberId; userid: string }>(
    `select m.id, m.userid from members m
      where m.corp_id = $1 and m.status <> 'left' and lower(m.userid) <> all($2)
        and not exists (select from admins a where a.corp_id = $1 and a.member_id = m.id and a.role = 'owner')
      order by m.id`,
    [work.corpId, userids.map((u) => u.toLowerCase())],
  );
}

/** How many people are here or expected. */
export async function companySize(work: Work): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    `select count(*)::int n from members where corp_id = $1 and status in ('active', 'invited')`,
    [work.corpId],
  );
  return row!.n;
}

/** The userid of a member, also of one who has left. */
export async function useridOf(work: Work, memberId: MemberId): Promise<string | undefined> {
  const [row] = await work.sql<{ userid: string }>(
    'select userid from members where corp_id = $1 and id = $2',
    [work.corpId, memberId],
  );
  return row?.userid;
}
