import { assessment, type TeamLine } from '@teahouse/contract/assessment';
import { stageKinds } from '@teahouse/contract/assessment-shapes';
import type { AssessmentCycleId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { cyclesOf, formOf, lineOf } from './cycles.ts';
import { gradeOf } from './score.rules.ts';

const YEAR_MS = 366 * 86_400_000;

interface Row {
  cycle_id: AssessmentCycleId;
  member_id: MemberId;
  id: TeamLine['reviewId'];
  state: TeamLine['state'];
  self: TeamLine['self'];
  peers: MemberId[];
  score: number | null;
}

/** Those whose leader I am. What colleagues have done so far is not said; scores come with the results. */
export const listMyTeam = implement(assessment.listMyTeam, async (work) => {
  const rows = await work.sql<Row>(
    `select p.cycle_id, p.member_id, r.id, r.state,
            (select s.state from assessment_reviews s where s.corp_id = $1 and s.cycle_id = p.cycle_id
                and s.reviewee_id = p.member_id and s.relation = 'self') self,
            array(select s.reviewer_id from assessment_reviews s where s.corp_id = $1 and s.cycle_id = p.cycle_id
                and s.reviewee_id = p.member_id and s.relation = 'peer' order by s.reviewer_id) peers,
            (select x.score from assessment_results x where x.corp_id = $1 and x.cycle_id = p.cycle_id
                and x.member_id = p.member_id order by x.version desc limit 1) score
       from assessment_reviewees p
       join assessment_cycles c on c.corp_id = $1 and c.id = p.cycle_id
       join assessment_reviews r on r.corp_id = $1 and r.cycle_id = p.cycle_id and r.reviewee_id = p.member_id
            and r.reviewer_id = $2 and r.relation = 'manager'
      where p.corp_id = $1 and p.leader_id = $2 and c.state <> 'draft'
        and (c.state = 'running' or c.published_at > $3)
      order by c.created_at desc, p.member_id limit 500`,
    [work.corpId, actingMember(work), new Date(work.now.getTime() - YEAR_MS)],
  );
  const cycles = await cyclesOf(work, [...new Set(rows.map((r) => r.cycle_id))]);
  const grades = new Map<string, Awaited<ReturnType<typeof formOf>>['grades']>();
  for (const cycle of cycles) grades.set(cycle.id, (await formOf(work, cycle)).grades);
  return {
    lines: rows.map((row): TeamLine => {
      const cycle = cycles.find((c) => c.id === row.cycle_id)!;
      const grade = row.score === null ? null : gradeOf(grades.get(cycle.id)!, row.score);
      const early = stageKinds.indexOf(cycle.stage!) < stageKinds.indexOf('manager');
      return {
        cycle: lineOf(cycle),
        stage: cycle.state === 'closed' ? 'closed' : cycle.stage!,
        revieweeId: row.member_id,
        reviewId: row.id,
        state: row.state,
        self: row.self,
        peers: row.peers,
        mayChoosePeers:
          cycle.state === 'running' && early && cycle.plan.stages.some((s) => s.kind === 'peer'),
        result: grade && { score: row.score!, grade: grade.key, gradeName: grade.name },
      };
    }),
  };
});
