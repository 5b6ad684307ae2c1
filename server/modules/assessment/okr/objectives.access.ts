// Who sees an objective: everybody, those in the owner's departments and below, or the owner and who leads them.
import type { ObjectiveId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { visibleFilter } from '../../directory/index.ts';

/** The condition "objective `o`, whose owner is member `m`, is one the actor may see", as SQL. */
export async function seenObjective(work: Work, values: unknown[]): Promise<string> {
  const me = `$${values.push(actingMember(work))}`;
  const owner = await visibleFilter(work, 'm', values);
  return `(o.owner_id = ${me} or m.manager_id = ${me} or ${owner} and (o.visibility = 'public' or o.visibility = 'dept' and exists (
    select from department_members ox
      join departments top on top.corp_id = $1 and top.id = ox.department_id
      join departments d on d.corp_id = $1 and d.path >= top.path and d.path < top.path || '~'
      join department_members mx on mx.corp_id = $1 and mx.department_id = d.id and mx.member_id = ${me}
     where ox.corp_id = $1 and ox.member_id = o.owner_id)))`;
}

/** Of these objectives, those the actor may see. */
export async function objectivesISee(work: Work, ids: readonly ObjectiveId[]): Promise<Set<ObjectiveId>> {
  const values: unknown[] = [work.corpId, ids];
  const seen = await seenObjective(work, values);
  const rows = await work.sql<{ id: ObjectiveId }>(
    `select o.id from objectives o join members m on m.corp_id = $1 and m.id = o.owner_id
      where o.corp_id = $1 and o.id = any($2) and ${seen}`,
    values,
  );
  return new Set(rows.map((r) => r.id));
}

/** An objective of the actor, held until the work is done. */
export async function objectiveOfMine(work: Work, id: ObjectiveId): Promise<void> {
  const [row] = await work.sql(
    'select id from objectives where corp_id = $1 and id = $2 and owner_id = $3 for update',
    [work.corpId, id, actingMember(work)],
  );
  if (!row) fail('assessment.objective_not_found');
}
