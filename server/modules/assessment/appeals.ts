// An appeal is a request for approval. Granting it writes the next version of the result, in the transaction that decides.
import { assessment } from '@teahouse/contract/assessment';
import type { ApprovalId, AssessmentCycleId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import {
  type ApprovalFacts,
  onSettled,
  onSubmitted,
  type Outcome,
  startApproval,
} from '../approvals/index.ts';
import { reachOf } from '../directory/index.ts';
import { holdersOf, ownersOf } from '../identity/index.ts';
import { cycleNow, formOf } from './cycles.ts';
import { resultOfMine, type ResultRow, versionsOf } from './my-results.ts';
import { gradeOf } from './score.rules.ts';
import { tell } from './tell.ts';

const TOP = 10_000;
/** Names one result to approvals. */
const subjectOf = (cycleId: string, memberId: string, version: number): string =>
  `assessment:${cycleId}:${memberId}:${version}`;
const decimal = (score: number): string => (score / 100).toFixed(2);

export const appealResult = implement(assessment.appealResult, async (work, { cycleId, reason, score }) => {
  const me = actingMember(work);
  const { versions } = await resultOfMine(work, cycleId);
  const cycle = await cycleNow(work, cycleId, 'hold');
  if (cycle.state !== 'running' || cycle.stage !== 'appeal') fail('assessment.wrong_stage');
  const [newest] = versions;
  const [made] = await work.sql(
    'select 1 from assessment_appeals where corp_id = $1 and cycle_id = $2 and member_id = $3',
    [work.corpId, cycleId, me],
  );
  if (made) fail('assessment.appealed');
  const grade = gradeOf((await formOf(work, cycle)).grades, newest.score);
  const approval = await startApproval(work, {
    kind: 'appeal',
    applicant: me,
    subject: subjectOf(cycleId, me, newest.version),
    form: {
      cycle: cycle.plan.name,
      now: `${decimal(newest.score)} · ${grade.name}`,
      score: decimal(score),
      reason,
      panel: await panelWithout(work, me),
    },
  });
  await work.sql(
    `insert into assessment_appeals (corp_id, cycle_id, member_id, version, approval_id, at) values ($1, $2, $3, $4, $5, $6)`,
    [work.corpId, cycleId, me, newest.version, approval.id, work.now],
  );
  return { approvalId: approval.id };
});

/** Who decides: those who run assessment, else the owners; nobody about themselves. */
async function panelWithout(work: Work, applicant: MemberId): Promise<MemberId[]> {
  for (const ids of [await holdersOf(work, 'assessment'), await ownersOf(work)]) {
    const here = await reachOf(work, ids);
    const others = ids.filter((id) => id !== applicant && here.has(id));
    if (others.length) return others.slice(0, 100);
  }
  return [];
}

/** Results follow the appeals against them; a form filled in by hand is no appeal. */
export function followAppeals(): void {
  onSubmitted('appeal', async (_work, approval) => {
    if (!approval.subject.startsWith('assessment:')) fail('assessment.start_there');
  });
  onSettled('appeal', async (work, approval) => {
    await settle(work, approval, approval.outcome);
  });
}

async function settle(work: Work, approval: ApprovalFacts, outcome: Outcome): Promise<void> {
  const [appeal] = await work.sql<{ cycle_id: AssessmentCycleId; member_id: MemberId; version: number }>(
    'select cycle_id, member_id, version from assessment_appeals where corp_id = $1 and approval_id = $2',
    [work.corpId, approval.id],
  );
  if (!appeal) return;
  const { cycle_id, member_id, version } = appeal;
  const cycle = await cycleNow(work, cycle_id, 'hold');
  const granted = outcome === 'approved';
  await setState(work, approval.id, granted ? 'granted' : 'refused');
  if (!granted && outcome !== 'revoked') return;
  const versions = await versionsOf(work, cycle_id, member_id);
  const source = granted ? ('appeal' as const) : ('restored' as const);
  const before = versions.find((v) => v.version === version)!;
  const wanted = Math.round(Number(approval.form['score']) * 100);
  const score = granted ? Math.min(TOP, Math.max(0, wanted)) : before.score;
  const { grades } = await formOf(work, cycle);
  await addVersion(work, cycle_id, member_id, {
    ...versions[0]!,
    score,
    grade: gradeOf(grades, score).key,
    source,
  });
  await work.audit({
    action: 'assessment.result_amended',
    object: cycle_id,
    detail: { member: member_id, approval: approval.no, score, source },
  });
  await tell(work, cycle, 'amended', [member_id]);
}

async function setState(work: Work, id: ApprovalId, state: 'granted' | 'refused'): Promise<void> {
  await work.sql('update assessment_appeals set state = $3 where corp_id = $1 and approval_id = $2', [
    work.corpId,
    id,
    state,
  ]);
}

async function addVersion(
  work: Work,
  cycleId: AssessmentCycleId,
  memberId: MemberId,
  next: ResultRow,
): Promise<void> {
  await work.sql(
    `insert into assessment_results (corp_id, cycle_id, member_id, version, score, computed, grade, source, detail, at)
     select $1, $2, $3, $4, $5, computed, $6, $7, detail, $8 from assessment_results
      where corp_id = $1 and cycle_id = $2 and member_id = $3 and version = $9`,
    [
      work.corpId,
      cycleId,
      memberId,
      next.version + 1,
      next.score,
      next.grade,
      next.source,
      work.now,
      next.version,
    ],
  );
}
