import type { Objective, ObjectiveCard } from '@teahouse/contract/objectives';
import type { KeyResultId, MemberId, ObjectiveId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { progressOf } from './alignment.rules.ts';
import { objectivesISee } from './objectives.access.ts';

interface Row {
  id: ObjectiveId;
  owner_id: MemberId;
  title: string;
  from_day: string;
  to_day: string;
  visibility: Objective['visibility'];
  results: Objective['results'];
  serves: Objective['serves'];
  checked_in_at: Date | null;
}

/** These objectives in this order; the caller has checked that the actor may see them. What they serve is left out where it is hidden. */
export async function toObjectives(work: Work, ids: readonly ObjectiveId[]): Promise<Objective[]> {
  const rows = await work.sql<Row>(
    `select o.id, o.owner_id, o.title, o.from_day, o.to_day, o.visibility,
            coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'title', k.title, 'weightBp', k.weight_bp, 'progress', k.progress) order by k.sort, k.id)
               from key_results k where k.corp_id = $1 and k.objective_id = o.id), '[]') results,
            coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'ownerId', u.owner_id, 'title', u.title) order by u.id)
               from objective_alignments a join objectives u on u.corp_id = $1 and u.id = a.serves
              where a.corp_id = $1 and a.objective_id = o.id), '[]') serves,
            (select max(c.at) from objective_check_ins c where c.corp_id = $1 and c.objective_id = o.id) checked_in_at
       from objectives o where o.corp_id = $1 and o.id = any($2)`,
    [work.corpId, ids],
  );
  const seen = await objectivesISee(work, [...new Set(rows.flatMap((r) => r.serves.map((s) => s.id)))]);
  const me = actingMember(work);
  const byId = new Map(rows.map((r) => [r.id, r]));
  return ids.flatMap((id): Objective[] => {
    const row = byId.get(id);
    if (!row) return [];
    return [
      {
        id,
        ownerId: row.owner_id,
        title: row.title,
        from: row.from_day,
        to: row.to_day,
        visibility: row.visibility,
        progress: progressOf(row.results),
        results: row.results,
        serves: row.serves.filter((s) => seen.has(s.id)),
        mayChange: row.owner_id === me,
        checkedInAt: row.checked_in_at?.toISOString() ?? null,
      },
    ];
  });
}

/** One objective whole, where the actor may see it. */
export async function cardOf(work: Work, id: ObjectiveId): Promise<ObjectiveCard> {
  if (!(await objectivesISee(work, [id])).has(id)) fail('assessment.objective_not_found');
  const [objective] = await toObjectives(work, [id]);
  const below = await work.sql<{ id: ObjectiveId }>(
    'select objective_id id from objective_alignments where corp_id = $1 and serves = $2 order by 1 limit 200',
    [work.corpId, id],
  );
  const seen = await objectivesISee(
    work,
    below.map((b) => b.id),
  );
  const checkIns = await work.sql<{
    result_id: KeyResultId;
    before: number;
    after: number;
    note: string;
    by: MemberId;
    at: Date;
  }>(
    `select result_id, before, after, note, by, at from objective_check_ins
      where corp_id = $1 and objective_id = $2 order by at desc, cid limit 100`,
    [work.corpId, id],
  );
  return {
    ...objective!,
    servedBy: (await toObjectives(work, [...seen])).map(({ id: low, ownerId, title, progress }) => ({
      id: low,
      ownerId,
      title,
      progress,
    })),
    checkIns: checkIns.map(({ result_id, at, ...c }) => ({
      ...c,
      resultId: result_id,
      at: at.toISOString(),
    })),
  };
}
