import type { DepartmentId, MemberId, TagId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** Members said by rule: everybody, or the union of members, departments with all below, and tags with what they hold. */
export interface MemberSet {
  all: boolean;
  memberIds: readonly MemberId[];
  departmentIds: readonly DepartmentId[];
  tagIds: readonly TagId[];
}

/** The condition "member `m` belongs to the set", as SQL; `$1` is the company. Says nothing about status. */
export function inSet(set: MemberSet, m: string, values: unknown[]): string {
  if (set.all) return 'true';
  const my = (value: unknown) => `$${values.push(value)}`;
  return `(${m}.id = any(${my(set.memberIds)})
    or ${m}.id in (select sg.member_id from member_tags sg where sg.corp_id = $1 and sg.tag_id = any(${my(set.tagIds)}))
    or ${m}.id in (select sx.member_id from department_members sx where sx.corp_id = $1 and sx.department_id in (${below(set, values)})))`;
}

/** The condition "department `d` lies in the set": named itself, below one that is, or held by a tag. */
export function departmentInSet(set: MemberSet, d: string, values: unknown[]): string {
  return set.all ? 'true' : `${d}.id in (${below(set, values)})`;
}

/** Of these members, those in the set who are here or expected, in the order given. */
export async function thoseInSet(work: Work, set: MemberSet, ids: readonly MemberId[]): Promise<MemberId[]> {
  const values: unknown[] = [work.corpId, ids];
  const rows = await work.sql<{ id: MemberId }>(
    `select m.id from members m where m.corp_id = $1 and m.id = any($2) and m.status in ('active', 'invited') and ${inSet(set, 'm', values)}`,
    values,
  );
  const found = new Set(rows.map((r) => r.id));
  return ids.filter((id) => found.has(id));
}

/** Does the set hold this member now? */
export async function holdsMember(work: Work, set: MemberSet, memberId: MemberId): Promise<boolean> {
  return set.all || (await thoseInSet(work, set, [memberId])).length > 0;
}

function below(set: MemberSet, values: unknown[]): string {
  const my = (value: unknown) => `$${values.push(value)}`;
  return `select sd.id from departments st
      join departments sd on sd.corp_id = $1 and sd.path >= st.path and sd.path < st.path || '~'
     where st.corp_id = $1 and (st.id = any(${my(set.departmentIds)})
       or st.id in (select sh.department_id from tag_departments sh where sh.corp_id = $1 and sh.tag_id = any(${my(set.tagIds)})))`;
}

/** Members of the set, here or expected, each once: all of them, or those who belong to `also` too. */
export async function membersOfSet(work: Work, set: MemberSet, also: MemberSet | 'all'): Promise<MemberId[]> {
  const values: unknown[] = [work.corpId];
  const conditions = [inSet(set, 'm', values), ...(also === 'all' ? [] : [inSet(also, 'm', values)])];
  const rows = await work.sql<{ id: MemberId }>(
    `select m.id from members m where m.corp_id = $1 and m.status in ('active', 'invited') and ${conditions.join(' and ')} order by m.id`,
    values,
  );
  return rows.map((r) => r.id);
}
