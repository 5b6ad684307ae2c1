// A cycle from its form to an appeal that is granted: who sees what at each stage, what colleagues' answers may tell, and what never changes.
import { approvals } from '@teahouse/contract/approvals';
import { assessment } from '@teahouse/contract/assessment';
import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import type { Relation } from '@teahouse/contract/assessment-shapes';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { SentInputOf } from '@teahouse/contract/define';
import type { ApprovalId, AssessmentCycleId } from '@teahouse/contract/ids';
import { objectives } from '@teahouse/contract/objectives';
import { tasks } from '@teahouse/contract/tasks';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableCells } from '../directory/index.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

let world: World;
let corp: Company;
let hr: Person;
let boss: Person;
let team: Person[];
let cycleId: AssessmentCycleId;

const all: Relation[] = ['self', 'manager', 'peer'];
const form: SentInputOf<typeof assessmentAdmin.createAssessmentTemplate>['form'] = {
  items: [
    { id: 'goal', kind: 'kpi', name: '业绩', weightBp: 7_000, scale: 100, relations: ['self', 'manager'] },
    { id: 'way', kind: 'competency', name: '协作', weightBp: 3_000, scale: 5, relations: all },
  ],
  weights: { self: 1_000, manager: 6_000, peer: 3_000, report: 0 },
  grades: [
    { key: 'A', name: '优秀', from: 9_000, share: { minBp: 0, maxBp: 2_000 } },
    { key: 'B', name: '良好', from: 7_000 },
    { key: 'C', name: '待改进', from: 0 },
  ],
};
const stages = (['self', 'peer', 'manager', 'calibration', 'published', 'appeal'] as const).map(
  (kind, i) => ({
    kind,
    opens: `2026-07-0${i + 1}`,
    closes: `2026-07-0${i + 1}`,
    mandatory: kind === 'self' || kind === 'manager',
  }),
);

beforeAll(async () => {
  world = await openWorld();
  world.clock.now = new Date('2026-07-01T02:00:00Z');
  corp = await world.company('南山修车');
  hr = await corp.hire('人事');
  boss = await corp.hire('主管');
  await corp.appoint(hr, 'assessment');
  team = await Promise.all(['甲', '乙', '丙', '丁', '戊'].map((name) => corp.hire(name)));
  for (const one of team)
    await corp.owner.call(directoryAdmin.changeMember, { memberId: one.id, managerId: boss.id });
});
afterAll(() => world.close());

const end = async (stage: (typeof stages)[number]['kind']) =>
  await hr.call(assessmentAdmin.advanceCycle, { cycleId, stage });
const mine = async (who: Person) => (await who.call(assessment.listReviews, {})).body.reviews;
async function answer(who: Person, about: Person, scores: Record<string, number>, comment = '') {
  const asked = (await mine(who)).find((r) => r.revieweeId === about.id && r.state !== 'submitted')!;
  const answers = Object.entries(scores).map(([itemId, score]) => ({ itemId, score, comment }));
  return await who.call(assessment.submitReview, { reviewId: asked.id, answers, comment });
}
async function decide(who: Person, approvalId: ApprovalId, form: Record<string, unknown> = {}) {
  const card = (await who.call(approvals.getApproval, { approvalId })).body;
  return await who.call(approvals.actOnApproval, {
    approvalId,
    cid: randomUUID(),
    act: { do: 'approve', taskId: card.task!.id, comment: '已核实', form } as never,
  });
}

test('a form has whole weights; a plan begins once, with those who are there', async () => {
  const bad = { ...form, weights: { ...form.weights, self: 2_000 } };
  expect(
    (await hr.call(assessmentAdmin.createAssessmentTemplate, { name: '季度', form: bad })).body,
  ).toMatchObject({
    error: { code: 'assessment.bad_form' },
  });
  expect((await boss.call(assessmentAdmin.createAssessmentTemplate, { name: '季度', form })).status).toBe(
    403,
  );
  const { body: template } = await hr.call(assessmentAdmin.createAssessmentTemplate, { name: '季度', form });
  const plan = {
    templateId: template.id,
    name: '二季度考核',
    from: '2026-04-01',
    to: '2026-06-30',
    scope: { all: false, memberIds: team.map((p) => p.id) },
    stages,
  };
  const { body: cycle } = await hr.call(assessmentAdmin.createCycle, plan);
  cycleId = cycle.id;
  expect(await mine(team[0]!)).toEqual([]);
  const begun = await hr.call(assessmentAdmin.startCycle, { cycleId });
  expect(begun.body).toMatchObject({ state: 'running', stage: 'self', people: 5, version: 1 });
  expect((await hr.call(assessmentAdmin.startCycle, { cycleId })).status).toBe(409);
  // The next version of the form changes nothing in a cycle that has begun.
  await hr.call(assessmentAdmin.changeAssessmentTemplate, {
    templateId: template.id,
    name: '季度',
    form: { ...form, weights: { self: 0, manager: 10_000, peer: 0, report: 0 } },
  });
  await world.settle();
});

test('each stage asks those whose turn it is; a form is its own reviewer’s alone', async () => {
  const [first, second] = team as [Person, Person];
  const [own] = await mine(first);
  expect(own).toMatchObject({ relation: 'self', open: true, state: 'waiting' });
  expect((await first.call(tasks.listAwaiting, {})).body.items).toMatchObject([
    { kind: 'review', review: { id: own!.id } },
  ]);
  for (const stranger of [second, boss, hr, corp.owner])
    expect((await stranger.call(assessment.getReview, { reviewId: own!.id })).status).toBe(404);
  const reviewId = own!.id;
  const half = { reviewId, answers: [{ itemId: 'goal', score: 8_000 }], comment: '写到一半' };
  expect((await first.call(assessment.saveReviewDraft, half)).status).toBe(200);
  expect((await first.call(assessment.getReview, { reviewId })).body).toMatchObject({ comment: '写到一半' });
  expect((await first.call(assessment.submitReview, half)).body).toMatchObject({
    error: { code: 'assessment.bad_answer' },
  });
  expect((await end('self')).body).toMatchObject({ error: { code: 'assessment.unfinished' } });
  for (const one of team) await answer(one, one, { goal: 8_000, way: 400 });
  expect((await end('self')).body).toMatchObject({ stage: 'peer' });
  expect((await first.call(assessment.saveReviewDraft, half)).body).toMatchObject({
    error: { code: 'assessment.wrong_stage' },
  });
});

test('colleagues are shown from three on; below it not even their number', async () => {
  const [first, second, ...others] = team as [Person, Person, Person, Person, Person];
  for (const one of [second, ...others]) await answer(one, first, { way: 500 }, '可靠');
  await answer(first, second, { way: 100 }, '只有我这么说');
  expect((await end('peer')).body).toMatchObject({ stage: 'manager' });
  const about = async (who: Person) => {
    const asked = (await mine(boss)).find((r) => r.revieweeId === who.id)!;
    return (await boss.call(assessment.getReview, { reviewId: asked.id })).body;
  };
  const many = (await about(first)).others.find((g) => g.relation === 'peer');
  expect(many).toMatchObject({ shown: true, count: 4, mean: 10_000 });
  const one = (await about(second)).others.find((g) => g.relation === 'peer');
  expect(one ?? { shown: false }).toMatchObject({ shown: false });
  expect(JSON.stringify(await about(second))).not.toContain('只有我这么说');
  // A colleague who has spoken is not made the leader now: the mean without their answer would tell it.
  const turned = { cycleId, memberId: first.id, leaderId: second.id };
  expect((await hr.call(assessmentAdmin.setLeader, turned)).body).toMatchObject({
    error: { code: 'assessment.spoke_already' },
  });
  expect((await about(first)).others.find((g) => g.relation === 'peer')).toEqual(many);
});

test('the leader judges, calibration keeps its reasons, and shares are kept or waived', async () => {
  expect((await hr.call(assessmentAdmin.getCalibration, { cycleId })).status).toBe(409);
  for (const one of team) await answer(boss, one, { goal: 9_500, way: 450 }, '继续努力');
  expect((await end('manager')).body).toMatchObject({ stage: 'calibration' });
  const table = async () => (await hr.call(assessmentAdmin.getCalibration, { cycleId })).body;
  const line = (body: Awaited<ReturnType<typeof table>>, who: Person) =>
    body.lines.find((l) => l.member.id === who.id)!;
  // 0.1 × (0.7 × 80 + 0.3 × 80) + 0.6 × (0.7 × 95 + 0.3 × 90) + 0.3 × 100
  expect(line(await table(), team[0]!).computed).toBe(9_410);
  // Fewer than three colleagues count for nothing: (0.1 × 80 + 0.6 × 93.5) / 0.7
  expect(line(await table(), team[1]!).computed).toBe(9_157);
  expect((await end('calibration')).body).toMatchObject({ error: { code: 'assessment.publish_first' } });
  const publish = (waiver = '') => hr.call(assessmentAdmin.publishResults, { cycleId, waiver });
  expect((await publish()).body).toMatchObject({ error: { code: 'assessment.shares' } });
  for (const one of team.slice(1))
    await hr.call(assessmentAdmin.calibrate, { cycleId, memberId: one.id, score: 8_000, reason: '对齐各组' });
  const own = { cycleId, memberId: hr.id, score: 10_000, reason: '给自己' };
  expect((await hr.call(assessmentAdmin.calibrate, own)).body).toMatchObject({
    error: { code: 'assessment.own_result' },
  });
  const after = line(await table(), team[1]!);
  expect(after).toMatchObject({ computed: 9_157, score: 8_000, grade: 'B' });
  expect(after.changes).toMatchObject([{ before: 9_157, after: 8_000, reason: '对齐各组', by: hr.id }]);
  expect((await team[0]!.call(assessment.getMyResult, { cycleId })).status).toBe(404);
  expect((await publish()).body).toMatchObject({ stage: 'published' });
  expect((await publish()).status).toBe(409);
});

test('everybody reads their own result and nobody else’s; an appeal that is granted is the next version', async () => {
  const second = team[1]!;
  const result = async () => (await second.call(assessment.getMyResult, { cycleId })).body;
  expect(await result()).toMatchObject({
    versions: [{ version: 1, score: 8_000, grade: 'B', source: 'published', acknowledgedAt: null }],
    leaderComment: '继续努力',
    mayAppeal: false,
  });
  expect(JSON.stringify(await result())).not.toContain('只有我这么说');
  expect((await boss.call(assessment.getMyResult, { cycleId })).status).toBe(404);
  await second.call(assessment.acknowledgeResult, { cycleId });
  expect((await result()).versions[0]!.acknowledgedAt).not.toBeNull();
  expect((await end('published')).body).toMatchObject({ stage: 'appeal' });
  const appeal = await second.call(assessment.appealResult, { cycleId, reason: '漏算一单', score: 8_800 });
  expect(appeal.status, JSON.stringify(appeal.body)).toBe(200);
  expect((await result()).appeal).toMatchObject({ state: 'running' });
  expect((await second.call(assessment.appealResult, { cycleId, reason: 'x', score: 1 })).status).toBe(409);
  expect((await decide(hr, appeal.body.approvalId)).body).toMatchObject({ status: 'approved' });
  await world.settle();
  const taken = (await hr.call(assessmentAdmin.exportResults, { cycleId })).body as Buffer;
  const rows = (await tableCells(taken))!.map((r) => r.cells);
  expect(rows[0]).toContain('计算得分');
  const [theirs] = rows.filter((r) => r.includes('申诉'));
  expect(theirs).toEqual(expect.arrayContaining(['91.57', '88', '申诉', '2', '对齐各组']));
  expect(rows).toHaveLength(team.length + 1);
  expect(await result()).toMatchObject({
    appeal: { state: 'granted' },
    versions: [
      { version: 2, score: 8_800, source: 'appeal', acknowledgedAt: null },
      { version: 1, score: 8_000, source: 'published' },
    ],
  });
  expect((await second.call(assessment.listMyResults, {})).body.results).toMatchObject([
    { score: 8_800, gradeName: '良好', acknowledged: false },
  ]);
});

test('an objective moves with its key results, serves another, and never in a circle', async () => {
  const [first, second] = team as [Person, Person];
  const make = async (who: Person, title: string, visibility: 'public' | 'private') =>
    (
      await who.call(objectives.addObjective, {
        title,
        from: '2026-07-01',
        to: '2026-09-30',
        visibility,
        results: [
          { title: '返修率降到 2%', weightBp: 7_500 },
          { title: '两次培训', weightBp: 2_500 },
        ],
      })
    ).body;
  const top = await make(boss, '服务更好', 'public');
  const own = await make(first, '少返修', 'private');
  const said = {
    objectiveId: own.id,
    cid: randomUUID(),
    resultId: own.results[0]!.id,
    progress: 40,
    note: '三周',
  };
  await first.call(objectives.checkIn, said);
  const again = await first.call(objectives.checkIn, said);
  expect(again.body).toMatchObject({ progress: 30, checkIns: [{ before: 0, after: 40 }] });
  await first.call(objectives.alignObjective, { objectiveId: own.id, serves: [top.id] });
  expect((await boss.call(objectives.getObjective, { objectiveId: top.id })).body.servedBy).toMatchObject([
    { id: own.id, progress: 30 },
  ]);
  expect((await second.call(objectives.getObjective, { objectiveId: own.id })).status).toBe(404);
  const circle = await boss.call(objectives.alignObjective, { objectiveId: top.id, serves: [own.id] });
  expect(circle.body).toMatchObject({ error: { code: 'assessment.aligned_in_circle' } });
});
