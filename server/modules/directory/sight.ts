import type { DepartmentId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { departmentInSet, inSet, type MemberSet } from './member-set.ts';

/** What one member or app may see of the company. Empty and null nearly always: only rules, hidden departments and apps fill it. */
export interface Sight {
  /** sees everything, hidden or not: the house itself */
  all: boolean;
  me: string;
  /** my manager, whom a narrow rule never takes from me */
  manager: string | null;
  /** departments hidden from me */
  hidden: DepartmentId[];
  /** the departments I am limited to; null: no limit */
  only: DepartmentId[] | null;
  /** what an administrator shows an app, whatever is hidden from colleagues; null: no app, or all of it */
  range: MemberSet | null;
}

interface Facts {
  manager: string | null;
  mine: { id: DepartmentId; path: string }[];
  hidden: { id: DepartmentId; path: string }[];
  rules: { path: string; sees: 'own' | 'chosen' | 'all'; chosen: DepartmentId[] }[];
}

/** Loads what the actor may see: one statement, and a second one only where a rule or a hidden department applies. */
export async function sightOf(work: Work): Promise<Sight> {
  const me = work.actor.id;
  const range = work.actor.kind === 'app' ? (work.actor.range ?? null) : null;
  const all = work.actor.kind === 'system' || (work.actor.kind === 'app' && range === null);
  const nothing: Sight = { all, me, manager: null, hidden: [], only: null, range };
  if (range) return nothing;
  if (nothing.all) return nothing;
  const [facts] = await work.sql<Facts>(
    `select (select manager_id from members where corp_id = $1 and id = $2) manager,
            coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'path', d.path))
               from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
              where x.corp_id = $1 and x.member_id = $2), '[]') mine,
            coalesce((select jsonb_agg(jsonb_build_object('id', id, 'path', path))
               from departments where corp_id = $1 and hidden), '[]') hidden,
            coalesce((select jsonb_agg(jsonb_build_object('path', d.path, 'sees', r.sees, 'chosen', r.chosen))
               from visibility_rules r join departments d on d.corp_id = $1 and d.id = r.department_id
              where r.corp_id = $1), '[]') rules`,
    [work.corpId, me],
  );
  const { hiddenPaths, only } = narrowed(facts!);
  if (hiddenPaths.length === 0 && only === null) return { ...nothing, manager: facts!.manager };
  const [found] = await work.sql<{ hidden: DepartmentId[]; only: DepartmentId[] }>(
    `with chosen as (select path from departments where corp_id = $1 and id = any($3))
     select array(select d.id from departments d where d.corp_id = $1 and exists (
              select from unnest($2::text[]) p where d.path >= p collate "C" and d.path < p || '~' collate "C")) hidden,
            array(select d.id from departments d where d.corp_id = $1 and exists (
              select from chosen p where d.path >= p.path and d.path < p.path || '~')) only`,
    [work.corpId, hiddenPaths, only ?? []],
  );
  return { ...nothing, manager: facts!.manager, hidden: found!.hidden, only: only && found!.only };
}

/** Which hidden departments stay hidden from a member of `mine`, and the departments (with all below) the rules leave; null: all. */
export function narrowed({ mine, hidden, rules }: Omit<Facts, 'manager'>): {
  hiddenPaths: string[];
  only: DepartmentId[] | null;
} {
  const hiddenPaths = hidden.map((h) => h.path).filter((path) => !mine.some((m) => m.path.startsWith(path)));
  let only: Set<DepartmentId> | null = new Set();
  for (const m of mine) {
    const rule = rules
      .filter((r) => m.path.startsWith(r.path))
      .toSorted((a, b) => b.path.length - a.path.length)[0];
    if (!rule || rule.sees === 'all') only = null;
    else if (only) for (const id of [m.id, ...(rule.sees === 'chosen' ? rule.chosen : [])]) only.add(id);
  }
  return { hiddenPaths, only: mine.length && only ? [...only] : null };
}

/** The condition "member `m` may be seen", as SQL; `$1` is the company, further values are added to `values`. Says nothing about status. */
export function seenMember(sight: Sight, m: string, values: unknown[]): string {
  if (sight.all) return 'true';
  if (sight.range) return inSet(sight.range, m, values);
  const my = (value: unknown) => `$${values.push(value)}`;
  const me = my(sight.me);
  // Sets that do not depend on `m` are read once and probed, however many members are asked about.
  const placed = (where: string) =>
    `${m}.id in (select sx.member_id from department_members sx where sx.corp_id = $1 and ${where})`;
  const parts = [`not ${m}.hidden`];
  const veil = sight.hidden.length ? `select unnest(${my(sight.hidden)}::text[])` : '';
  // Somebody in a hidden and in an open department is seen, without the hidden one.
  if (veil)
    parts.push(
      `(not ${placed(`sx.department_id in (${veil})`)} or exists (
          select from department_members sy where sy.corp_id = $1 and sy.member_id = ${m}.id and sy.department_id not in (${veil})))`,
    );
  if (sight.only) {
    const open = veil ? ` and sx.department_id not in (${veil})` : '';
    parts.push(
      `(${placed(`sx.department_id in (select unnest(${my(sight.only)}::text[]))${open}`)}
        or ${m}.manager_id = ${me} or ${m}.id = ${my(sight.manager)})`,
    );
  }
  return `(${m}.id = ${me} or (${parts.join(' and ')}))`;
}

/** The condition "department `d` may be seen", as SQL: not hidden, and within the limit or on the way to it. */
export function seenDepartment(sight: Sight, d: string, values: unknown[]): string {
  if (sight.all) return 'true';
  if (sight.range)
    return `exists (select from departments sr where sr.corp_id = $1 and ${departmentInSet(sight.range, 'sr', values)}
      and sr.path >= ${d}.path and sr.path < ${d}.path || '~')`;
  const my = (value: unknown) => `$${values.push(value)}`;
  const parts = ['true'];
  if (sight.hidden.length) parts.push(`${d}.id not in (select unnest(${my(sight.hidden)}::text[]))`);
  if (sight.only)
    parts.push(
      `exists (select from departments so where so.corp_id = ${d}.corp_id and so.id in (select unnest(${my(sight.only)}::text[]))
         and so.path >= ${d}.path and so.path < ${d}.path || '~')`,
    );
  return `(${parts.join(' and ')})`;
}
