import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { holdTree } from './hold-tree.ts';

/**
 * Each department carries how many present members it and all below it hold, each counted once: `member_count` of all,
 * `shown_count` without hidden members and what lies in hidden departments further down. A tree of thousands of departments
 * opens without counting a hundred thousand rows for everyone who looks.
 */

// For each department the members it counts. `above` pairs a department with all above it and itself; hidden departments
// further down veil it. Departments and members are narrowed apart, so that each side stays small when few members are asked.
const tally = (ofDepartment: string, ofMember: string) => `
  with above as materialized (
    select d.id, up.id up, up.level >= coalesce((
             select max(array_position(string_to_array(trim(both '/' from d.path), '/'), h.id)) from departments h
              where h.corp_id = $1 and h.hidden and d.path >= h.path and d.path < h.path || '~'), 0) shown
      from departments d
     cross join lateral unnest(string_to_array(trim(both '/' from d.path), '/')) with ordinality up (id, level)
     where d.corp_id = $1 and ${ofDepartment})
  select up id, count(*)::int n, count(*) filter (where shown)::int shown
    from (select a.up, m.id, bool_or(a.shown and not m.hidden) shown
            from department_members x
            join above a on a.id = x.department_id
            join members m on m.corp_id = $1 and m.id = x.member_id
           where x.corp_id = $1 and m.status in ('active', 'invited') and ${ofMember}
           group by a.up, m.id) once
   group by up`;

/** Runs a change of these members' places, status or hiddenness, and keeps the counts right. Holds the tree until the work is done. */
export async function keepingCounts<T>(
  work: Work,
  memberIds: readonly MemberId[],
  change: () => Promise<T>,
): Promise<T> {
  await holdTree(work);
  const count = () =>
    work.sql<{ id: string; n: number; shown: number }>(
      tally(
        'd.id in (select department_id from department_members where corp_id = $1 and member_id = any($2))',
        'x.member_id = any($2)',
      ),
      [work.corpId, memberIds],
    );
  const before = await count();
  const result = await change();
  const delta = new Map<string, { n: number; shown: number }>();
  for (const [sign, rows] of [[-1, before] as const, [1, await count()] as const])
    for (const { id, n, shown } of rows) {
      const d = delta.get(id) ?? { n: 0, shown: 0 };
      delta.set(id, { n: d.n + sign * n, shown: d.shown + sign * shown });
    }
  const changed = [...delta].filter(([, d]) => d.n !== 0 || d.shown !== 0);
  if (changed.length)
    await work.sql(
      `update departments d set member_count = d.member_count + c.n, shown_count = d.shown_count + c.shown
         from unnest($2::text[], $3::int[], $4::int[]) c (id, n, shown) where d.corp_id = $1 and d.id = c.id`,
      [work.corpId, changed.map(([id]) => id), changed.map(([, d]) => d.n), changed.map(([, d]) => d.shown)],
    );
  return result;
}

/** Counts everything anew: after departments moved or were hidden, and after an import. The tree is held. */
export async function countAnew(work: Work): Promise<void> {
  await work.sql(
    `with counted as (${tally('true', 'true')})
     update departments d set member_count = coalesce(c.n, 0), shown_count = coalesce(c.shown, 0)
       from departments o left join counted c on c.id = o.id
      where d.corp_id = $1 and o.corp_id = $1 and o.id = d.id
        and (d.member_count, d.shown_count) is distinct from (coalesce(c.n, 0), coalesce(c.shown, 0))`,
    [work.corpId],
  );
}
