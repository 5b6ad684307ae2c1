// Who is asked about whom: found when somebody comes into a cycle, and what leaders and administrators change afterwards.
import { assessment } from '@teahouse/contract/assessment';
import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import { type AssessmentForm, type Relation, stageKinds } from '@teahouse/contract/assessment-shapes';
import type { AssessmentCycleId, MemberId, ReviewId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { leadersOf } from '../approvals/index.ts';
import { reachOf, visibleMembers } from '../directory/index.ts';
import { askedIn, type CycleRow, cycleNow, formOf, toCycle } from './cycles.ts';
import { askedOf } from './score.rules.ts';
import { stageOf } from './stages.rules.ts';
import { tellAsked } from './tell.ts';

const TEAM = 8;

/** Takes people into a cycle: finds who leads them and asks everybody the plan asks. */
export async function takeIn(work: Work, cycle: CycleRow, ids: readonly MemberId[]): Promise<void> {
  const leaders = await leadersOf(work, ids);
  await work.sql(
    `insert into assessment_reviewees (corp_id, cycle_id, member_id, leader_id)
     select $1, $2, m, l from unnest($3::text[], $4::text[]) x(m, l) on conflict do nothing`,
    [work.corpId, cycle.id, ids, ids.map((id) => leaders.get(id) ?? null)],
  );
  const ask: Ask[] = ids.map((id) => ['self', id, id]);
  for (const [id, leader] of leaders) ask.push(['manager', id, leader]);
  if (cycle.plan.reports) ask.push(...(await reportsOf(work, ids)));
  if (cycle.plan.peers === 'team') ask.push(...(await teamOf(work, cycle, ids)));
  await askPeople(work, cycle, ask);
}

type Ask = readonly [relation: Relation, reviewee: MemberId, reviewer: MemberId];

/** Forms for these, each pair once, where the plan has the stage and the form asks the relation anything. */
async function askPeople(work: Work, cycle: CycleRow, ask: readonly Ask[]): Promise<void> {
  const form = await formOf(work, cycle);
  const wanted = ask.filter(([relation]) => asksFor(cycle, form, relation));
  await work.sql(
    `insert into assessment_reviews (corp_id, id, cycle_id, reviewee_id, reviewer_id, relation)
     select $1, i, $2, e, r, k from unnest($3::text[], $4::text[], $5::text[], $6::text[]) x(i, e, r, k)
     on conflict on constraint assessment_reviews_once do nothing`,
    [
      work.corpId,
      cycle.id,
      wanted.map(() => newId('rvw')),
      wanted.map(([, reviewee]) => reviewee),
      wanted.map(([, , reviewer]) => reviewer),
      wanted.map(([relation]) => relation),
    ],
  );
}

const asksFor = ({ plan }: CycleRow, form: AssessmentForm, relation: Relation): boolean =>
  plan.stages.some((s) => s.kind === stageOf(relation)) && askedOf(form, relation).length > 0;

async function reportsOf(work: Work, ids: readonly MemberId[]): Promise<Ask[]> {
  const rows = await work.sql<{ id: MemberId; manager_id: MemberId }>(
    `select id, manager_id from members where corp_id = $1 and manager_id = any($2) and status = 'active'`,
    [work.corpId, ids],
  );
  return rows.map((r) => ['report', r.manager_id, r.id]);
}

/** Colleagues in the cycle with the same leader: the next ones in a ring, so that everybody is asked about as many. */
async function teamOf(work: Work, cycle: CycleRow, ids: readonly MemberId[]): Promise<Ask[]> {
  const rows = await work.sql<{ leader_id: MemberId; team: MemberId[] }>(
    `select leader_id, array_agg(member_id order by member_id) team from assessment_reviewees
      where corp_id = $1 and cycle_id = $2 and leader_id is not null group by leader_id`,
    [work.corpId, cycle.id],
  );
  const asked = new Set(ids);
  return rows.flatMap(({ team }) =>
    team.flatMap((id, at): Ask[] => {
      if (!asked.has(id)) return [];
      const ring = [...team.slice(at + 1), ...team.slice(0, at)].slice(0, TEAM);
      return ring.map((peer) => ['peer', id, peer]);
    }),
  );
}

const before = (cycle: CycleRow, kind: (typeof stageKinds)[number]): boolean =>
  cycle.state === 'running' && stageKinds.indexOf(cycle.stage!) < stageKinds.indexOf(kind);

/** Until colleagues are asked a leader chooses freely; afterwards nobody is taken back, or that would say who has answered. */
export const choosePeers = implement(assessment.choosePeers, async (work, { cycleId, memberId, peers }) => {
  const me = actingMember(work);
  const cycle = await cycleNow(work, cycleId, 'hold');
  const [mine] = await work.sql(
    'select 1 from assessment_reviewees where corp_id = $1 and cycle_id = $2 and member_id = $3 and leader_id = $4',
    [work.corpId, cycleId, memberId, me],
  );
  if (!mine) fail('assessment.cycle_not_found');
  const planned = cycle.plan.stages.some((s) => s.kind === 'peer');
  if (!planned || !before(cycle, 'manager')) fail('assessment.wrong_stage');
  const wanted = [...new Set(peers)].filter((id) => id !== me && id !== memberId);
  const here = await reachOf(work, await visibleMembers(work, wanted));
  if (wanted.some((id) => !here.has(id))) fail('assessment.unknown_member');
  if (cycle.stage === 'self')
    await work.sql(
      `delete from assessment_reviews where corp_id = $1 and cycle_id = $2 and reviewee_id = $3 and relation = 'peer'
          and reviewer_id <> all($4)`,
      [work.corpId, cycleId, memberId, wanted],
    );
  const known = new Set(await peersOf(work, cycleId, memberId));
  await askPeople(
    work,
    cycle,
    wanted.map((id) => ['peer', memberId, id] as const),
  );
  const now = await peersOf(work, cycleId, memberId);
  const fresh = now.filter((id) => !known.has(id));
  if (cycle.stage === 'peer') await tellAsked(work, cycle, fresh);
  return { peers: now };
});

async function peersOf(work: Work, cycleId: AssessmentCycleId, memberId: MemberId): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select reviewer_id id from assessment_reviews
      where corp_id = $1 and cycle_id = $2 and reviewee_id = $3 and relation = 'peer' order by id`,
    [work.corpId, cycleId, memberId],
  );
  return rows.map((r) => r.id);
}

export const setLeader = implement(
  assessmentAdmin.setLeader,
  async (work, { cycleId, memberId, leaderId }) => {
    const cycle = await cycleNow(work, cycleId, 'hold');
    if (!before(cycle, 'calibration')) fail('assessment.wrong_stage');
    const here = await reachOf(work, [leaderId]);
    if (!here.has(leaderId) || leaderId === memberId) fail('assessment.unknown_member');
    // Once leaders read what colleagues said, an answer that went away would say whose it was.
    if (!before(cycle, 'manager') && (await hasSpoken(work, cycleId, memberId, leaderId)))
      fail('assessment.spoke_already');
    const [row] = await work.sql(
      'update assessment_reviewees set leader_id = $4 where corp_id = $1 and cycle_id = $2 and member_id = $3 returning 1',
      [work.corpId, cycleId, memberId, leaderId],
    );
    if (!row) fail('assessment.unknown_member');
    // The new leader speaks as such and not as a colleague too; what the old one wrote goes with them.
    await work.sql(
      `delete from assessment_reviews where corp_id = $1 and cycle_id = $2 and reviewee_id = $3
          and (relation = 'manager' and reviewer_id <> $4 or relation in ('peer', 'report') and reviewer_id = $4)`,
      [work.corpId, cycleId, memberId, leaderId],
    );
    await askPeople(work, cycle, [['manager', memberId, leaderId]]);
    if (cycle.stage === 'manager') await tellAsked(work, cycle, [leaderId]);
    await amended(work, cycle, [memberId], 'leader', leaderId);
    return {};
  },
);

async function hasSpoken(
  work: Work,
  cycleId: AssessmentCycleId,
  about: MemberId,
  by: MemberId,
): Promise<boolean> {
  const rows = await work.sql(
    `select from assessment_reviews where corp_id = $1 and cycle_id = $2 and reviewee_id = $3 and reviewer_id = $4
        and relation in ('peer', 'report') and state = 'submitted'`,
    [work.corpId, cycleId, about, by],
  );
  return rows.length > 0;
}

export const amendCycle = implement(
  assessmentAdmin.amendCycle,
  async (work, { cycleId, add, remove, reason }) => {
    const cycle = await cycleNow(work, cycleId, 'hold');
    if (!before(cycle, 'calibration')) fail('assessment.wrong_stage');
    const here = await reachOf(work, add);
    if (add.some((id) => !here.has(id))) fail('assessment.unknown_member');
    const gone = await work.sql<{ id: MemberId }>(
      `delete from assessment_reviewees where corp_id = $1 and cycle_id = $2 and member_id = any($3) returning member_id id`,
      [work.corpId, cycleId, remove],
    );
    if (gone.length !== new Set(remove).size) fail('assessment.unknown_member');
    await takeIn(work, cycle, add);
    await amended(work, cycle, remove, 'removed', reason);
    await amended(work, cycle, add, 'added', reason);
    await tellAsked(work, cycle, await askedAbout(work, cycle, add));
    return await toCycle(work, cycleId);
  },
);

async function askedAbout(work: Work, cycle: CycleRow, ids: readonly MemberId[]): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select distinct reviewer_id id from assessment_reviews
      where corp_id = $1 and cycle_id = $2 and reviewee_id = any($3) and relation = any($4)`,
    [work.corpId, cycle.id, ids, askedIn(cycle.stage)],
  );
  return rows.map((r) => r.id);
}

async function amended(
  work: Work,
  { id }: CycleRow,
  members: readonly MemberId[],
  change: 'added' | 'removed' | 'leader',
  reason: string,
): Promise<void> {
  if (members.length === 0) return;
  await work.sql(
    `insert into assessment_amendments (corp_id, cycle_id, member_id, change, reason, by, at)
     select $1, $2, m, $4, $5, $6, $7 from unnest($3::text[]) m`,
    [work.corpId, id, members, change, reason, actingMember(work), work.now],
  );
  await work.audit({ action: 'assessment.people_amended', object: id, detail: { change, members, reason } });
}

export const excuseReview = implement(assessmentAdmin.excuseReview, async (work, { reviewId, excused }) => {
  const [row] = await work.sql<{ cycle_id: AssessmentCycleId; relation: Relation }>(
    'select cycle_id, relation from assessment_reviews where corp_id = $1 and id = $2',
    [work.corpId, reviewId],
  );
  if (!row) return fail('assessment.review_not_found');
  const cycle = await cycleNow(work, row.cycle_id, 'hold');
  if (!before(cycle, 'calibration')) fail('assessment.wrong_stage');
  if (!excused && stageKinds.indexOf(stageOf(row.relation)) < stageKinds.indexOf(cycle.stage!))
    fail('assessment.wrong_stage');
  const [changed] = await work.sql<{ id: ReviewId }>(
    `update assessment_reviews set state = case when $3 then 'excused' when saved_at is null then 'waiting' else 'draft' end
      where corp_id = $1 and id = $2 and state <> 'submitted' returning id`,
    [work.corpId, reviewId, excused],
  );
  if (!changed) fail('assessment.submitted');
  await work.audit({ action: 'assessment.review_excused', object: reviewId, detail: { excused } });
  return {};
});
