import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import type { AssessmentForm, GroupView } from '@teahouse/contract/assessment-shapes';
import * as z from 'zod';
import { GroupView as View } from '@teahouse/contract/assessment-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { answersOf, viewsOf } from './answers.ts';
import { sharesOf, standings } from './calibrate.ts';
import { type CycleRow, cycleNow, formOf, toCycle } from './cycles.ts';
import { enter } from './run-cycle.ts';
import { tell } from './tell.ts';

/** What the person is shown beside the score, as it was when the result was published. */
export const ResultDetail = z.object({ groups: z.array(View), leaderComment: z.string() });
export type ResultDetail = z.infer<typeof ResultDetail>;

/** Everybody's result as its first version, in one work: all of them or none. */
export const publishResults = implement(assessmentAdmin.publishResults, async (work, { cycleId, waiver }) => {
  const cycle = await cycleNow(work, cycleId, 'hold');
  if (cycle.state !== 'running' || cycle.stage !== 'calibration') fail('assessment.wrong_stage');
  const form = await formOf(work, cycle);
  const all = await standings(work, cycle, form);
  const without = all.filter((s) => s.score === null).length;
  if (without > 0) fail('assessment.no_score', '', [{ path: 'count', text: String(without) }]);
  const kept = sharesOf(form, all).every((s) => s.kept);
  if (!kept && !waiver) fail('assessment.shares');
  const details = await detailsOf(work, cycle, form);
  await work.sql(
    `insert into assessment_results (corp_id, cycle_id, member_id, version, score, computed, grade, source, detail, at)
     select $1, $2, m, 1, s, c, g, 'published', d, $3
       from unnest($4::text[], $5::int[], $6::int[], $7::text[], $8::jsonb[]) x(m, s, c, g, d)`,
    [
      work.corpId,
      cycleId,
      work.now,
      all.map((s) => s.memberId),
      all.map((s) => s.score),
      all.map((s) => s.computed),
      all.map((s) => s.grade),
      all.map((s) => JSON.stringify(details(s.memberId))),
    ],
  );
  await work.sql(
    'update assessment_cycles set published_at = $3, waiver = $4 where corp_id = $1 and id = $2',
    [work.corpId, cycleId, work.now, kept ? '' : waiver],
  );
  await enter(work, cycle, 'published');
  await work.audit({
    action: 'assessment.published',
    object: cycleId,
    detail: { name: cycle.plan.name, people: all.length, waiver: kept ? '' : waiver },
  });
  await tell(
    work,
    cycle,
    'published',
    all.map((s) => s.memberId),
  );
  return await toCycle(work, cycleId);
});

/** What each person will read, by what the form lets them. */
async function detailsOf(
  work: Work,
  cycle: CycleRow,
  form: AssessmentForm,
): Promise<(memberId: MemberId) => ResultDetail> {
  const answers = await answersOf(work, cycle.id, 'all');
  const said = await work.sql<{ id: MemberId; comment: string }>(
    `select reviewee_id id, comment from assessment_reviews
      where corp_id = $1 and cycle_id = $2 and relation = 'manager' and state = 'submitted'`,
    [work.corpId, cycle.id],
  );
  const comments = new Map(said.map((s) => [s.id, s.comment]));
  const silent = (group: GroupView): GroupView =>
    form.comments || group.relation === 'self'
      ? group
      : { ...group, items: group.items.map((i) => ({ ...i, comments: [], actuals: [] })) };
  return (memberId) => ({
    groups: viewsOf(form, answers.get(memberId) ?? [], memberId).map(silent),
    leaderComment: form.comments ? (comments.get(memberId) ?? '') : '',
  });
}
