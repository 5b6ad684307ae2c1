import { assessmentAdmin, type CalibrationLine, type GradeShare } from '@teahouse/contract/assessment-admin';
import { type AssessmentForm, stageKinds } from '@teahouse/contract/assessment-shapes';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { briefsOf } from '../directory/index.ts';
import { scoreOf } from './anonymity.rules.ts';
import { answersOf } from './answers.ts';
import { type CycleRow, cycleNow, cyclesOf, formOf } from './cycles.ts';
import { gradeOf, spread } from './score.rules.ts';

export interface Standing {
  memberId: MemberId;
  computed: number | null;
  score: number | null;
  grade: string | null;
}

/** Where everybody in a cycle stands: what their answers add up to, or what calibration made of it. */
export async function standings(work: Work, cycle: CycleRow, form: AssessmentForm): Promise<Standing[]> {
  const rows = await work.sql<{ id: MemberId; after: number | null }>(
    `select p.member_id id, (select x.after from assessment_calibrations x
              where x.corp_id = $1 and x.cycle_id = $2 and x.member_id = p.member_id order by x.no desc limit 1) after
       from assessment_reviewees p where p.corp_id = $1 and p.cycle_id = $2 order by p.member_id`,
    [work.corpId, cycle.id],
  );
  const answers = await answersOf(work, cycle.id, 'all');
  return rows.map(({ id, after }) => {
    const computed = scoreOf(form, answers.get(id) ?? []);
    const score = after ?? computed;
    return { memberId: id, computed, score, grade: score === null ? null : gradeOf(form.grades, score).key };
  });
}

export const sharesOf = (form: AssessmentForm, all: readonly Standing[]): GradeShare[] =>
  spread(
    form,
    all.flatMap((s) => s.grade ?? []),
  );

async function linesOf(work: Work, cycle: CycleRow, all: readonly Standing[]): Promise<CalibrationLine[]> {
  const ids = all.map((s) => s.memberId);
  const briefs = new Map((await briefsOf(work, ids)).map((b) => [b.id, b]));
  const changes = await work.sql<{
    member_id: MemberId;
    before: number | null;
    after: number;
    reason: string;
    by: MemberId;
    at: Date;
  }>(
    `select member_id, before, after, reason, by, at from assessment_calibrations
      where corp_id = $1 and cycle_id = $2 and member_id = any($3) order by no desc`,
    [work.corpId, cycle.id, ids],
  );
  return all.flatMap(({ memberId, computed, score, grade }): CalibrationLine[] => {
    const member = briefs.get(memberId);
    const mine = changes
      .filter((c) => c.member_id === memberId)
      .map(({ member_id: _, at, ...c }) => ({ ...c, at: at.toISOString() }));
    return member ? [{ member, computed, score, grade, changes: mine }] : [];
  });
}

export const getCalibration = implement(assessmentAdmin.getCalibration, async (work, { cycleId }) => {
  const [cycle] = await cyclesOf(work, [cycleId]);
  if (!cycle) return fail('assessment.cycle_not_found');
  // Before everybody has answered a score that moves would say who just did.
  if (!cycle.stage || stageKinds.indexOf(cycle.stage) < stageKinds.indexOf('calibration'))
    return fail('assessment.wrong_stage');
  const form = await formOf(work, cycle);
  const all = await standings(work, cycle, form);
  const lines = await linesOf(work, cycle, all);
  const better = (s: CalibrationLine) => s.score ?? -1;
  return {
    lines: lines.toSorted((a, b) => better(b) - better(a)),
    shares: sharesOf(form, all),
    grades: form.grades,
  };
});

export const calibrate = implement(
  assessmentAdmin.calibrate,
  async (work, { cycleId, memberId, score, reason }) => {
    const cycle = await cycleNow(work, cycleId, 'hold');
    if (cycle.state !== 'running' || cycle.stage !== 'calibration') fail('assessment.wrong_stage');
    if (memberId === actingMember(work)) fail('assessment.own_result');
    const form = await formOf(work, cycle);
    const before = (await standings(work, cycle, form)).find((s) => s.memberId === memberId);
    if (!before) return fail('assessment.unknown_member');
    await work.sql(
      `insert into assessment_calibrations (corp_id, cycle_id, member_id, no, before, after, reason, by, at)
       select $1, $2, $3, coalesce(max(no), 0) + 1, $4, $5, $6, $7, $8 from assessment_calibrations
        where corp_id = $1 and cycle_id = $2 and member_id = $3`,
      [work.corpId, cycleId, memberId, before.score, score, reason, actingMember(work), work.now],
    );
    await work.audit({
      action: 'assessment.calibrated',
      object: cycleId,
      detail: { member: memberId, before: before.score, after: score, reason },
    });
    const all = await standings(work, cycle, form);
    const [line] = await linesOf(
      work,
      cycle,
      all.filter((s) => s.memberId === memberId),
    );
    return { line: line!, shares: sharesOf(form, all) };
  },
);
