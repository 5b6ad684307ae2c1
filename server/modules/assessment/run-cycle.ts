// A cycle from its start to its end: stages follow each other by time or by an administrator's word.
import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import type { StageKind } from '@teahouse/contract/assessment-shapes';
import type { AssessmentCycleId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { job } from '../../kernel/jobs.ts';
import { system, type Work } from '../../kernel/work.ts';
import { membersOfSet, reachOf } from '../directory/index.ts';
import { takeActuals } from './actuals.ts';
import { askedIn, type CycleRow, cycleNow, formOf, todayHere, toCycle } from './cycles.ts';
import { takeIn } from './reviewers.ts';
import { nextStep } from './stages.rules.ts';
import { tell, tellAsked } from './tell.ts';
import { templatesOf } from './templates.ts';

const DAY_MS = 86_400_000;

export const startCycle = implement(assessmentAdmin.startCycle, async (work, { cycleId }) => {
  const draft = await cycleNow(work, cycleId, 'hold');
  if (draft.state !== 'draft') fail('assessment.not_a_draft');
  const [template] = await templatesOf(work, [draft.template_id]);
  if (!template || template.retired) return fail('assessment.template_not_found');
  const found = await membersOfSet(work, { ...draft.plan.scope, tagIds: [] }, 'all');
  const people = [...(await reachOf(work, found)).keys()];
  if (people.length === 0) fail('assessment.nobody');
  const cycle: CycleRow = { ...draft, version: template.version, state: 'running' };
  await work.sql(
    `update assessment_cycles set version = $3, state = 'running' where corp_id = $1 and id = $2`,
    [work.corpId, cycleId, cycle.version],
  );
  await takeIn(work, cycle, people);
  await enter(work, cycle, cycle.plan.stages[0]!.kind);
  await work.audit({
    action: 'assessment.cycle_started',
    object: cycleId,
    detail: { name: cycle.plan.name, people: people.length, version: cycle.version },
  });
  return await toCycle(work, cycleId);
});

/** Begins a stage, or ends the cycle. Whoever is asked in it is told. */
export async function enter(work: Work, cycle: CycleRow, stage: StageKind | 'closed'): Promise<void> {
  const closed = stage === 'closed';
  await work.sql(
    `update assessment_cycles set state = $3, stage = coalesce($4, stage), stage_at = $5 where corp_id = $1 and id = $2`,
    [work.corpId, cycle.id, closed ? 'closed' : 'running', closed ? null : stage, work.now],
  );
  if (closed) return;
  const now = { ...cycle, stage };
  const [first] = cycle.plan.stages;
  if (stage === first!.kind || stage === 'manager') await takeActuals(work, now, await formOf(work, now));
  await tellAsked(work, now, await stillAsked(work, now));
}

/** Whose form of the present stage is missing. */
async function stillAsked(work: Work, { id, stage }: Pick<CycleRow, 'id' | 'stage'>): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select distinct reviewer_id id from assessment_reviews
      where corp_id = $1 and cycle_id = $2 and relation = any($3) and state in ('waiting', 'draft') order by id`,
    [work.corpId, id, askedIn(stage)],
  );
  return rows.map((r) => r.id);
}

/** What a stage still waits for: forms, people whom nobody leads, appeals under way. */
async function unfinished(work: Work, { id, stage }: CycleRow): Promise<number> {
  const [row] = await work.sql<{ n: number }>(
    `select (select count(*) from assessment_reviews where corp_id = $1 and cycle_id = $2
               and relation = any($3) and state in ('waiting', 'draft'))::int
          + (select count(*) from assessment_reviewees p where p.corp_id = $1 and p.cycle_id = $2 and $4 = 'manager'
               and not exists (select from assessment_reviews r where r.corp_id = $1 and r.cycle_id = $2
                                  and r.reviewee_id = p.member_id and r.relation = 'manager'))::int
          + (select count(*) from assessment_appeals where corp_id = $1 and cycle_id = $2 and $4 = 'appeal'
               and state = 'running')::int n`,
    [work.corpId, id, askedIn(stage), stage],
  );
  return row!.n;
}

export const advanceCycle = implement(assessmentAdmin.advanceCycle, async (work, { cycleId, stage }) => {
  const cycle = await cycleNow(work, cycleId, 'hold');
  if (cycle.state !== 'running') fail('assessment.not_running');
  // Said twice, or by two at once, it is still one step.
  if (cycle.stage !== stage) fail('assessment.wrong_stage');
  const open = await unfinished(work, cycle);
  const step = nextStep(cycle.plan.stages, stage, {
    unfinished: open,
    today: await todayHere(work),
    by: 'admin',
  });
  if ('refused' in step) {
    if (step.refused === 'publish') return fail('assessment.publish_first');
    return fail('assessment.unfinished', '', [{ path: 'count', text: String(open) }]);
  }
  await enter(work, cycle, step.to);
  await work.audit({ action: 'assessment.stage_ended', object: cycleId, detail: { stage, to: step.to } });
  return await toCycle(work, cycleId);
});

/** Ends the stages whose last day is over. What a mandatory one waits for keeps it open. */
export const keepTime = job('assessment.keep_time', z.object({}), { everyMs: 60_000 }, (shift) =>
  shift.work(async (work) => {
    const rows = await work.sql<{ id: AssessmentCycleId }>(
      `select id from assessment_cycles where corp_id = $1 and state = 'running' order by id`,
      [work.corpId],
    );
    if (rows.length === 0) return;
    const today = await todayHere(work);
    for (const { id } of rows) {
      const cycle = await cycleNow(work, id, 'hold');
      if (cycle.state !== 'running' || !cycle.stage) continue;
      const facts = { unfinished: await unfinished(work, cycle), today, by: 'time' as const };
      const step = nextStep(cycle.plan.stages, cycle.stage, facts);
      if ('to' in step) await enter(work, cycle, step.to);
    }
  }, system),
);

export const remindReviewers = implement(assessmentAdmin.remindReviewers, async (work, { cycleId }) => {
  const cycle = await cycleNow(work, cycleId, 'hold');
  if (cycle.state !== 'running') fail('assessment.not_running');
  const lately = cycle.reminded_at && work.now.getTime() - cycle.reminded_at.getTime() < DAY_MS;
  if (lately) return { people: 0 };
  const to = await stillAsked(work, cycle);
  await tell(work, cycle, 'reminded', to);
  if (to.length > 0)
    await work.sql('update assessment_cycles set reminded_at = $3 where corp_id = $1 and id = $2', [
      work.corpId,
      cycleId,
      work.now,
    ]);
  return { people: to.length };
});
