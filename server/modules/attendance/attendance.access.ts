// Who may see somebody's comings and goings: they themselves, their manager, and whoever administers attendance for them. Everybody
// else hears that there is nobody.
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import type { Day } from './algebra/zone.ts';

/** Paths of the departments the actor's attendance right reaches; null: the whole company; empty: nowhere. */
async function attendanceScope(work: Work): Promise<readonly string[] | null> {
  const { actor } = work;
  if (actor.kind === 'system') return null;
  if (actor.kind !== 'member' || !actor.rights.has('attendance')) return [];
  const departments = actor.scopes?.get('attendance');
  if (!departments) return null;
  const rows = await work.sql<{ path: string }>(
    'select path from departments where corp_id = $1 and id = any($2)',
    [work.corpId, departments],
  );
  return rows.map((r) => r.path);
}

/** Rules, places and holidays concern everybody: a right for a few departments does not reach them. */
export async function wholeCompany(work: Work): Promise<void> {
  if ((await attendanceScope(work)) !== null) fail('attendance.whole_company');
}

export interface People {
  departmentId?: DepartmentId | undefined;
  /** part of a name, its spelling or the account */
  q?: string | undefined;
  /** after this member in the order of names */
  after?: string | undefined;
  most: number;
  /** with those who have left since this day: their last month is still counted */
  since?: Day | undefined;
}

/** SQL: member `m` has left, but worked on or after the day of `param`. */
export const leftSince = (param: string) =>
  `(m.status = 'left' and exists (select from tenures t where t.corp_id = $1 and t.member_id = m.id and t.until >= ${param}::date))`;

/** A page of the people whose attendance the actor administers, by name. */
export async function peopleInScope(work: Work, people: People): Promise<MemberId[]> {
  const scope = await attendanceScope(work);
  let below: string | null = null;
  if (people.departmentId) {
    const [row] = await work.sql<{ path: string }>(
      'select path from departments where corp_id = $1 and id = $2',
      [work.corpId, people.departmentId],
    );
    if (!row) return fail('attendance.unknown_department');
    below = row.path;
  }
  const q = (people.q ?? '').toLowerCase();
  const rows = await work.sql<{ id: MemberId }>(
    `select m.id from members m
      where m.corp_id = $1 and (m.status in ('active', 'invited') or ${leftSince('$7')})
        and ($2::text[] is null or ${inSome('$2::text[]')})
        and ($3::text is null or ${inSome('array[$3::text]')})
        and ($4 = '' or strpos(lower(m.name), $4) > 0 or strpos(m.pinyin, $4) = 1 or strpos(m.initials, $4) = 1 or strpos(lower(m.userid), $4) = 1)
        and ($5::text is null or (m.pinyin, m.id) > (select a.pinyin, a.id from members a where a.corp_id = $1 and a.id = $5))
      order by m.pinyin, m.id limit $6`,
    [work.corpId, scope, below, q, people.after ?? null, people.most, people.since ?? null],
  );
  return rows.map((r) => r.id);
}

const inSome = (paths: string) =>
  `exists (select from department_members x join departments d on d.corp_id = $1 and d.id = x.department_id
            where x.corp_id = $1 and x.member_id = m.id
              and exists (select from unnest(${paths}) p where d.path >= p collate "C" and d.path < p || '~' collate "C"))`;

/** These members, all of whom the actor administers; or a failure that says nothing about who exists. */
export async function mustAdminister(work: Work, ids: readonly MemberId[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const rows = await work.sql(
    `select m.id from members m where m.corp_id = $1 and m.id = any($3) and ($2::text[] is null or ${inSome('$2::text[]')})`,
    [work.corpId, await attendanceScope(work), wanted],
  );
  if (rows.length !== wanted.length) fail('attendance.unknown_member');
}

/** The ids exist in this company. */
export async function mustExist(work: Work, ids: readonly MemberId[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const rows = await work.sql('select id from members where corp_id = $1 and id = any($2)', [
    work.corpId,
    wanted,
  ]);
  if (rows.length !== wanted.length) fail('attendance.unknown_member');
}

/** Who reports to the actor, by name. */
export async function reportsOf(work: Work): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select id from members where corp_id = $1 and manager_id = $2 and status in ('active', 'invited') order by pinyin, id`,
    [work.corpId, actingMember(work)],
  );
  return rows.map((r) => r.id);
}

/** Of these people, those whose comings and goings are the actor's own or their duty. */
export async function mayLookAt(work: Work, ids: readonly MemberId[]): Promise<Set<MemberId>> {
  const rows = await work.sql<{ id: MemberId }>(
    `select m.id from members m
      where m.corp_id = $1 and m.id = any($3)
        and (m.id = $4 or m.manager_id = $4 or $2::text[] is null or ${inSome('$2::text[]')})`,
    [work.corpId, await attendanceScope(work), ids, work.actor.id],
  );
  return new Set(rows.map((r) => r.id));
}

type Look = { what: 'month' | 'day' | 'table' | 'export'; of: string };

/** One person whose comings and goings are the actor's duty. The look is written down in the same work. */
export async function memberToLookAt(work: Work, id: MemberId, look: Look): Promise<void> {
  if (!(await mayLookAt(work, [id])).has(id)) fail('attendance.unknown_member');
  await recordLooks(work, [id], look);
}

/** Writes down that the actor saw these people's comings and goings; one's own are nobody's business. `program`: name of the app that looks. */
export async function recordLooks(
  work: Work,
  ids: readonly MemberId[],
  { what, of, program }: Look & { program?: string },
): Promise<void> {
  const others = ids.filter((id) => id !== work.actor.id);
  if (others.length === 0 || work.actor.kind === 'system') return;
  await work.sql(
    `insert into attendance_looks (corp_id, member_id, viewer_id, what, of, hour, at, program_name)
     select $1, m, $2, $3, $4, date_trunc('hour', $5::timestamptz), $5, $7 from unnest($6::text[]) m order by m
     on conflict (corp_id, member_id, viewer_id, what, of, hour)
     do update set times = attendance_looks.times + 1, at = excluded.at`,
    [work.corpId, work.actor.id, what, of, work.now, others, program ?? null],
  );
}
