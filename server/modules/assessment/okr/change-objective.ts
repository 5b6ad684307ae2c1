import { objectives } from '@teahouse/contract/objectives';
import type { InputOf } from '@teahouse/contract/define';
import type { ObjectiveId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { addsUp } from '../score.rules.ts';
import { closesCircle } from './alignment.rules.ts';
import { cardOf } from './objective.present.ts';
import { objectiveOfMine, objectivesISee } from './objectives.access.ts';

type Facts = InputOf<typeof objectives.addObjective>;

export const addObjective = implement(objectives.addObjective, async (work, facts) => {
  const id = newId('obj');
  check(facts);
  await work.sql(
    `insert into objectives (corp_id, id, owner_id, title, from_day, to_day, visibility, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [work.corpId, id, actingMember(work), facts.title, facts.from, facts.to, facts.visibility, work.now],
  );
  await writeResults(work, id, facts.results);
  return await cardOf(work, id);
});

export const changeObjective = implement(
  objectives.changeObjective,
  async (work, { objectiveId, ...facts }) => {
    await objectiveOfMine(work, objectiveId);
    check(facts);
    await work.sql(
      'update objectives set title = $3, from_day = $4, to_day = $5, visibility = $6 where corp_id = $1 and id = $2',
      [work.corpId, objectiveId, facts.title, facts.from, facts.to, facts.visibility],
    );
    await writeResults(work, objectiveId, facts.results);
    return await cardOf(work, objectiveId);
  },
);

function check({ results, from, to }: Facts): void {
  if (!addsUp(results.map((r) => r.weightBp)) || from > to) fail('assessment.bad_form');
}

/** The key results as they are to be; those that stay keep their progress. */
async function writeResults(work: Work, id: ObjectiveId, results: Facts['results']): Promise<void> {
  const kept = results.flatMap((r) => r.id ?? []);
  await work.sql('delete from key_results where corp_id = $1 and objective_id = $2 and id <> all($3)', [
    work.corpId,
    id,
    kept,
  ]);
  for (const [sort, r] of results.entries()) {
    const values = [work.corpId, id, r.title, r.weightBp, sort];
    const [row] = r.id
      ? await work.sql(
          `update key_results set title = $3, weight_bp = $4, sort = $5
            where corp_id = $1 and objective_id = $2 and id = $6 returning id`,
          [...values, r.id],
        )
      : await work.sql(
          `insert into key_results (corp_id, objective_id, title, weight_bp, sort, id)
           values ($1, $2, $3, $4, $5, $6) returning id`,
          [...values, newId('krs')],
        );
    if (!row) fail('assessment.objective_not_found');
  }
}

export const dropObjective = implement(objectives.dropObjective, async (work, { objectiveId }) => {
  await objectiveOfMine(work, objectiveId);
  await work.sql('delete from objectives where corp_id = $1 and id = $2', [work.corpId, objectiveId]);
  return {};
});

export const checkIn = implement(
  objectives.checkIn,
  async (work, { objectiveId, cid, resultId, progress, note }) => {
    await objectiveOfMine(work, objectiveId);
    const [result] = await work.sql<{ before: number }>(
      'select progress before from key_results where corp_id = $1 and objective_id = $2 and id = $3',
      [work.corpId, objectiveId, resultId],
    );
    if (!result) return fail('assessment.objective_not_found');
    const [fresh] = await work.sql(
      `insert into objective_check_ins (corp_id, objective_id, cid, result_id, before, after, note, by, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning cid`,
      [work.corpId, objectiveId, cid, resultId, result.before, progress, note, actingMember(work), work.now],
    );
    if (fresh)
      await work.sql('update key_results set progress = $3 where corp_id = $1 and id = $2', [
        work.corpId,
        resultId,
        progress,
      ]);
    return await cardOf(work, objectiveId);
  },
);

/** The company's objectives are one graph, so two such changes go one after the other. */
export const alignObjective = implement(objectives.alignObjective, async (work, { objectiveId, serves }) => {
  await objectiveOfMine(work, objectiveId);
  await work.sql(`select pg_advisory_xact_lock(hashtextextended('alignments ' || $1, 0))`, [work.corpId]);
  const wanted = [...new Set(serves)];
  const seen = await objectivesISee(work, wanted);
  if (wanted.some((id) => !seen.has(id))) fail('assessment.objective_not_found');
  const edges = await work.sql<{ low: ObjectiveId; high: ObjectiveId }>(
    `with recursive up (id) as (
       select unnest($2::text[])
       union select a.serves from up join objective_alignments a on a.corp_id = $1 and a.objective_id = up.id)
     select a.objective_id low, a.serves high from up join objective_alignments a on a.corp_id = $1 and a.objective_id = up.id`,
    [work.corpId, wanted],
  );
  const others = edges.filter((e) => e.low !== objectiveId).map((e) => [e.low, e.high] as const);
  if (closesCircle(others, objectiveId, wanted)) fail('assessment.aligned_in_circle');
  // What the owner may no longer see stays as it is: they could not have put it back.
  const now = await work.sql<{ serves: ObjectiveId }>(
    'select serves from objective_alignments where corp_id = $1 and objective_id = $2',
    [work.corpId, objectiveId],
  );
  const mine = await objectivesISee(
    work,
    now.map((n) => n.serves),
  );
  await work.sql(
    'delete from objective_alignments where corp_id = $1 and objective_id = $2 and serves = any($3)',
    [work.corpId, objectiveId, [...mine].filter((id) => !wanted.includes(id))],
  );
  await work.sql(
    `insert into objective_alignments (corp_id, objective_id, serves) select $1, $2, unnest($3::text[]) on conflict do nothing`,
    [work.corpId, objectiveId, wanted],
  );
  return await cardOf(work, objectiveId);
});
