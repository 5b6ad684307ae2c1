import { assessment, type MyResult } from '@teahouse/contract/assessment';
import type { AssessmentCycleId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { hintMembers } from '../messaging/index.ts';
import { actualsOf } from './actuals.ts';
import { type CycleRow, cyclesOf, formOf, lineOf } from './cycles.ts';
import { ResultDetail } from './publish-results.ts';
import { gradeOf } from './score.rules.ts';

export interface ResultRow {
  version: number;
  score: number;
  grade: string;
  source: MyResult['versions'][number]['source'];
  detail: unknown;
  at: Date;
  acknowledged_at: Date | null;
}

/** Every version of somebody's result, newest first; the caller has checked. */
export async function versionsOf(
  work: Work,
  cycleId: AssessmentCycleId,
  memberId: MemberId,
): Promise<ResultRow[]> {
  return await work.sql<ResultRow>(
    `select r.version, r.score, r.grade, r.source, r.detail, r.at, a.at acknowledged_at
       from assessment_results r left join assessment_acknowledgements a
         on a.corp_id = $1 and a.cycle_id = $2 and a.member_id = $3 and a.version = r.version
      where r.corp_id = $1 and r.cycle_id = $2 and r.member_id = $3 order by r.version desc`,
    [work.corpId, cycleId, memberId],
  );
}

/** My published result in a cycle, or a failure that says nothing about the cycle. */
export async function resultOfMine(
  work: Work,
  cycleId: AssessmentCycleId,
): Promise<{ cycle: CycleRow; versions: [ResultRow, ...ResultRow[]] }> {
  const [newest, ...older] = await versionsOf(work, cycleId, actingMember(work));
  const [cycle] = newest ? await cyclesOf(work, [cycleId]) : [];
  return newest && cycle ? { cycle, versions: [newest, ...older] } : fail('assessment.result_not_found');
}

export const listMyResults = implement(assessment.listMyResults, async (work) => {
  const me = actingMember(work);
  const rows = await work.sql<{ cycle_id: AssessmentCycleId }>(
    'select cycle_id from assessment_results where corp_id = $1 and member_id = $2 and version = 1 order by at desc limit 50',
    [work.corpId, me],
  );
  const cycles = await cyclesOf(
    work,
    rows.map((r) => r.cycle_id),
  );
  const results = [];
  for (const { cycle_id } of rows) {
    const cycle = cycles.find((c) => c.id === cycle_id)!;
    const [newest] = await versionsOf(work, cycle_id, me);
    const grade = gradeOf((await formOf(work, cycle)).grades, newest!.score);
    results.push({
      cycle: lineOf(cycle),
      score: newest!.score,
      gradeName: grade.name,
      gradeEn: grade.en,
      at: newest!.at.toISOString(),
      acknowledged: newest!.acknowledged_at !== null,
    });
  }
  return { results };
});

export const getMyResult = implement(assessment.getMyResult, async (work, { cycleId }) => {
  const me = actingMember(work);
  const { cycle, versions } = await resultOfMine(work, cycleId);
  const { items, weights, floor, grades } = await formOf(work, cycle);
  const detail = ResultDetail.parse(versions[0].detail);
  const [appeal] = await work.sql<{
    approvalId: NonNullable<MyResult['appeal']>['approvalId'];
    state: 'running' | 'granted' | 'refused';
  }>(
    `select approval_id "approvalId", state from assessment_appeals
      where corp_id = $1 and cycle_id = $2 and member_id = $3 order by version desc limit 1`,
    [work.corpId, cycleId, me],
  );
  return {
    cycle: lineOf(cycle),
    stage: cycle.state === 'closed' ? ('closed' as const) : cycle.stage!,
    versions: versions.map((v) => ({
      version: v.version,
      score: v.score,
      grade: v.grade,
      source: v.source,
      at: v.at.toISOString(),
      acknowledgedAt: v.acknowledged_at?.toISOString() ?? null,
    })),
    form: { items, weights, floor, grades },
    actuals: await actualsOf(work, cycle, me),
    groups: detail.groups,
    leaderComment: detail.leaderComment,
    mayAppeal: cycle.state === 'running' && cycle.stage === 'appeal' && !appeal,
    appealUntil: cycle.plan.stages.find((s) => s.kind === 'appeal')?.closes ?? null,
    appeal: appeal ?? null,
  };
});

export const acknowledgeResult = implement(assessment.acknowledgeResult, async (work, { cycleId }) => {
  const me = actingMember(work);
  const { versions } = await resultOfMine(work, cycleId);
  await work.sql(
    `insert into assessment_acknowledgements (corp_id, cycle_id, member_id, version, at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [work.corpId, cycleId, me, versions[0].version, work.now],
  );
  hintMembers(work, [me], 'tasks');
  return {};
});
