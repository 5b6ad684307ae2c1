import type { ReviewSheet } from '@teahouse/contract/assessment';
import type { MemberId, ObjectiveId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { toObjectives } from './objective.present.ts';
import { objectivesISee } from './objectives.access.ts';

/** Somebody's objectives of a time, as far as the actor may see them. */
export async function objectiveLines(
  work: Work,
  ownerId: MemberId,
  from: string,
  to: string,
): Promise<ReviewSheet['objectives']> {
  const rows = await work.sql<{ id: ObjectiveId }>(
    `select id from objectives where corp_id = $1 and owner_id = $2 and from_day <= $4 and to_day >= $3 order by id limit 50`,
    [work.corpId, ownerId, from, to],
  );
  const seen = await objectivesISee(
    work,
    rows.map((r) => r.id),
  );
  const found = await toObjectives(
    work,
    rows.map((r) => r.id).filter((id) => seen.has(id)),
  );
  return found.map(({ id, title, progress, results }) => ({
    id,
    title,
    progress,
    results: results.map((r) => ({ title: r.title, progress: r.progress })),
  }));
}
