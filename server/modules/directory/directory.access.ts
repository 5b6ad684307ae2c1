import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { seenDepartment, seenMember, sightOf } from './sight.ts';

/** Of these members, those the actor may see: of this company, and not hidden from them. Keeps the order; says nothing about status. */
export async function visibleMembers(work: Work, ids: readonly MemberId[]): Promise<MemberId[]> {
  if (ids.length === 0) return [];
  const values: unknown[] = [work.corpId, ids];
  const seen = await visibleFilter(work, 'm', values);
  const rows = await work.sql<{ id: MemberId }>(
    `select m.id from members m where m.corp_id = $1 and m.id = any($2) and ${seen}`,
    values,
  );
  const found = new Set(rows.map((r) => r.id));
  return ids.filter((id) => found.has(id));
}

/**
 * The same question for lists, as an SQL condition on the members table that goes by `alias`. Its values are pushed onto
 * `values`, so the text may be put into any statement that is given them.
 */
export async function visibleFilter(work: Work, alias: string, values: unknown[]): Promise<string> {
  return seenMember(await sightOf(work), alias, values);
}

/** The department's path, when the actor may see it. */
export async function visibleDepartment(work: Work, id: DepartmentId): Promise<string> {
  const values: unknown[] = [work.corpId, id];
  const seen = seenDepartment(await sightOf(work), 'd', values);
  const [row] = await work.sql<{ path: string }>(
    `select d.path from departments d where d.corp_id = $1 and d.id = $2 and ${seen}`,
    values,
  );
  return row?.path ?? fail('directory.department_not_found');
}

/** The rows of an administrator's own right to members: null is the whole company, else the paths of departments. */
export type Scope = readonly string[] | null;

/** Where the actor may administer members. The system may everywhere; a member as far as their roles say; a program as far as it reaches. */
export async function adminScope(work: Work): Promise<Scope> {
  const { actor } = work;
  if (actor.kind === 'system') return null;
  if (actor.kind === 'app' && actor.scopes.has('contacts.write'))
    return await pathsOf(work, actor.range?.departmentIds);
  if (actor.kind !== 'member' || !actor.rights.has('members')) return [];
  return await pathsOf(work, actor.scopes?.get('members'));
}

async function pathsOf(work: Work, departments: readonly DepartmentId[] | undefined): Promise<Scope> {
  if (!departments) return null;
  const rows = await work.sql<{ path: string }>(
    'select path from departments where corp_id = $1 and id = any($2)',
    [work.corpId, departments],
  );
  return rows.map((r) => r.path);
}

export const within = (scope: Scope, path: string): boolean =>
  scope === null || scope.some((top) => path.startsWith(top));

/** For what touches the whole company: tags, fields, rules, imports. */
export async function wholeCompany(work: Work): Promise<void> {
  if ((await adminScope(work)) !== null) fail('directory.outside_scope');
}

/** The condition "member `m` is one the actor administers", as SQL. */
export function scopeFilter(scope: Scope, m: string, values: unknown[]): string {
  if (scope === null) return 'true';
  return `exists (select from department_members ax join departments ad on ad.corp_id = ax.corp_id and ad.id = ax.department_id
     where ax.corp_id = ${m}.corp_id and ax.member_id = ${m}.id
       and exists (select from unnest($${values.push(scope)}::text[]) p where ad.path >= p collate "C" and ad.path < p || '~' collate "C"))`;
}

/** A department the actor administers. `strictly`: it is not the top of their scope, which stays as it was given to them. */
export async function departmentToAdminister(
  work: Work,
  scope: Scope,
  id: DepartmentId,
  strictly = false,
): Promise<{ id: DepartmentId; path: string; parentId: DepartmentId | null; name: string }> {
  const [row] = await work.sql<{ path: string; parentId: DepartmentId | null; name: string }>(
    'select path, parent_id "parentId", name from departments where corp_id = $1 and id = $2',
    [work.corpId, id],
  );
  if (!row) return fail('directory.department_not_found');
  if (!within(scope, row.path) || (strictly && scope?.includes(row.path))) fail('directory.outside_scope');
  return { id, ...row };
}

/** All of these departments, or a failure: they exist and lie within the scope. */
export async function departmentsToAdminister(
  work: Work,
  scope: Scope,
  ids: readonly DepartmentId[],
): Promise<void> {
  const rows = await work.sql<{ id: string; path: string }>(
    'select id, path from departments where corp_id = $1 and id = any($2)',
    [work.corpId, ids],
  );
  if (rows.length !== new Set(ids).size) fail('directory.department_not_found');
  if (!rows.every((r) => within(scope, r.path))) fail('directory.outside_scope');
}

export interface MemberToAdminister {
  id: MemberId;
  userid: string;
  name: string;
  status: 'invited' | 'active' | 'disabled' | 'left';
  mobile: string | null;
  email: string | null;
  managerId: MemberId | null;
  activatedAt: Date | null;
  custom: Record<string, string>;
  memberships: { id: DepartmentId; path: string; leader: boolean; main: boolean; sort: number }[];
  /** holds an administrator's role: only the owner may change how they sign in, or stop them */
  isAdmin: boolean;
  isOwner: boolean;
}

/** A member the actor administers, held until the work is done. `entirely`: every department of theirs lies in the scope. */
export async function memberToAdminister(
  work: Work,
  scope: Scope,
  id: MemberId,
  entirely = false,
): Promise<MemberToAdminister> {
  const [row] = await work.sql<MemberToAdminister>(
    `select m.id, m.userid, m.name, m.status, m.mobile, m.email, m.manager_id "managerId", m.activated_at "activatedAt", m.custom,
            coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'path', d.path, 'leader', x.leader, 'main', x.main, 'sort', x.sort) order by x.main desc, d.no)
               from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
              where x.corp_id = $1 and x.member_id = m.id), '[]') memberships,
            exists (select from admins a where a.corp_id = $1 and a.member_id = m.id) "isAdmin",
            exists (select from admins a where a.corp_id = $1 and a.member_id = m.id and a.role = 'owner') "isOwner"
       from members m where m.corp_id = $1 and m.id = $2 for update of m`,
    [work.corpId, id],
  );
  if (!row) return fail('directory.member_not_found');
  const inside = row.memberships.filter((d) => within(scope, d.path)).length;
  if (scope !== null && (entirely ? inside < row.memberships.length || inside === 0 : inside === 0))
    fail('directory.outside_scope');
  return row;
}

/** How an administrator signs in, and whether they may, is for the owner alone; else one right would open all the others. */
export async function ownerForAdmins(work: Work, member: { id: MemberId; isAdmin: boolean }): Promise<void> {
  if (!member.isAdmin || work.actor.kind === 'system' || work.actor.id === member.id) return;
  const [owner] = await work.sql(
    `select from admins where corp_id = $1 and member_id = $2 and role = 'owner'`,
    [work.corpId, work.actor.id],
  );
  if (!owner) fail('directory.needs_owner');
}
