// Who is asked about whom in a cycle that runs, what time does to it, and that what was published is what the answers add up to.
import { assessment } from '@teahouse/contract/assessment';
import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import type { AssessmentForm, Relation } from '@teahouse/contract/assessment-shapes';
import { directoryAdmin } from '@teahouse/contract/directory-admin';
import type { AssessmentCycleId, MemberId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '../../kernel/work.ts';
import { type Company, openWorld, type Person, type World } from '../../testing/world.ts';

const DAY = 86_400_000;
let world: World;
let corp: Company;
let hr: Person;
let boss: Person;
let other: Person;
let team: [Person, Person, Person, Person];
let cycleId: AssessmentCycleId;

const all: Relation[] = ['self', 'manager', 'peer', 'report'];
const form: AssessmentForm = {
  items: [
    { id: 'goal', kind: 'kpi', name: '业绩', weightBp: 7_000, scale: 100, relations: ['self', 'manager'] },
    { id: 'way', kind: 'competency', name: '协作', weightBp: 3_000, scale: 5, relations: all },
  ],
  weights: { self: 1_000, manager: 5_000, peer: 3_000, report: 1_000 },
  grades: [
    { key: 'A', name: '优秀', from: 8_000 },
    { key: 'B', name: '合格', from: 0 },
  ],
} as AssessmentForm;
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
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.now = new Date('2026-07-01T02:00:00Z');
  corp = await world.company();
  [hr, boss, other] = [await corp.hire('人事'), await corp.hire('主管'), await corp.hire('副主管')];
  await corp.appoint(hr, 'assessment');
  team = [await corp.hire('甲'), await corp.hire('乙'), await corp.hire('丙'), await corp.hire('丁')];
  for (const one of team)
    await corp.owner.call(directoryAdmin.changeMember, { memberId: one.id, managerId: boss.id });
  const template = await hr.call(assessmentAdmin.createAssessmentTemplate, { name: '季度', form });
  const cycle = await hr.call(assessmentAdmin.createCycle, {
    templateId: template.body.id,
    name: '二季度',
    from: '2026-04-01',
    to: '2026-06-30',
    scope: { all: false, memberIds: [...team.map((p) => p.id), boss.id] },
    stages,
    peers: 'none',
    reports: true,
  });
  expect(cycle.status, JSON.stringify(cycle.body)).toBe(200);
  cycleId = cycle.body.id;
  expect((await hr.call(assessmentAdmin.startCycle, { cycleId })).status).toBe(200);
});

const later = async (ms: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + ms);
  [hr, boss, other] = [
    await world.signIn(corp, hr.id),
    await world.signIn(corp, boss.id),
    await world.signIn(corp, other.id),
  ];
  team = (await Promise.all(team.map((p) => world.signIn(corp, p.id)))) as typeof team;
};
const asked = async (who: Person) => (await who.call(assessment.listReviews, {})).body.reviews;
const pairs = async (relation: Relation) => {
  const { lines } = (await hr.call(assessmentAdmin.getCycleProgress, { cycleId })).body;
  return lines.flatMap((l) =>
    l.reviews.filter((r) => r.relation === relation).map((r) => `${nameOf(r.reviewerId)}→${l.member.name}`),
  );
};
const nameOf = (id: MemberId) =>
  ({ [hr.id]: '人事', [boss.id]: '主管', [other.id]: '副主管' })[id] ??
  '甲乙丙丁'[team.findIndex((p) => p.id === id)];
const stage = async () =>
  (await hr.call(assessmentAdmin.listCycles, {})).body.cycles.find((c) => c.id === cycleId)!.stage;
const end = async (of: (typeof stages)[number]['kind']) =>
  await hr.call(assessmentAdmin.advanceCycle, { cycleId, stage: of });
const choose = (by: Person, about: Person, peers: Person[]) =>
  by.call(assessment.choosePeers, { cycleId, memberId: about.id, peers: peers.map((p) => p.id) });
async function answer(who: Person, about: Person, scores: Record<string, number>, comment = '') {
  const one = (await asked(who)).find((r) => r.revieweeId === about.id && r.open)!;
  const answers = Object.entries(scores).map(([itemId, score]) => ({ itemId, score, comment: '' }));
  return await who.call(assessment.submitReview, { reviewId: one.id, answers, comment });
}
const allSelf = async () => {
  for (const one of [...team, boss])
    expect((await answer(one, one, { goal: 8_000, way: 400 }, '这一季不容易')).status).toBe(200);
};

test('the leader chooses colleagues freely until they are asked, and only adds afterwards', async () => {
  const [jia, yi, bing, ding] = team;
  expect(await pairs('peer')).toEqual([]);
  expect((await choose(boss, jia, [yi, bing, jia, boss])).body.peers).toHaveLength(2);
  expect((await choose(boss, jia, [bing, ding])).body.peers).toHaveLength(2);
  expect((await pairs('peer')).toSorted()).toEqual(['丁→甲', '丙→甲']);
  expect((await choose(other, jia, [yi])).status).toBe(404);
  expect((await choose(jia, jia, [yi])).status).toBe(404);
  const gone = { id: 'mbr_00000000000000000000000000' as MemberId } as Person;
  expect((await choose(boss, jia, [gone])).body).toMatchObject({
    error: { code: 'assessment.unknown_member' },
  });
  await allSelf();
  expect((await end('self')).status).toBe(200);
  expect((await choose(boss, jia, [yi])).body.peers).toHaveLength(3);
  await world.settle();
  expect(JSON.stringify((await yi.call(messaging.listChats, {})).body)).toContain('二季度');
  await end('peer');
  expect((await choose(boss, jia, [])).body).toMatchObject({ error: { code: 'assessment.wrong_stage' } });
});

test('people join and leave a cycle with a reason, and get another leader, whose word then counts', async () => {
  const [jia, yi] = team;
  const amend = (change: object) =>
    hr.call(assessmentAdmin.amendCycle, { cycleId, reason: '转岗', ...change });
  expect((await amend({ remove: [yi.id], add: [other.id] })).body).toMatchObject({ people: 5 });
  expect(await pairs('self')).not.toContain('乙→乙');
  expect(await pairs('self')).toContain('副主管→副主管');
  expect(await asked(yi)).toEqual([]);
  expect((await amend({ remove: [yi.id] })).body).toMatchObject({
    error: { code: 'assessment.unknown_member' },
  });
  expect((await boss.call(assessmentAdmin.amendCycle, { cycleId, add: [yi.id], reason: 'x' })).status).toBe(
    403,
  );
  const leader = (leaderId: MemberId) =>
    hr.call(assessmentAdmin.setLeader, { cycleId, memberId: jia.id, leaderId });
  expect((await leader(jia.id)).body).toMatchObject({ error: { code: 'assessment.unknown_member' } });
  await choose(boss, jia, [other]);
  expect((await leader(other.id)).status).toBe(200);
  expect(await pairs('manager')).toContain('副主管→甲');
  expect(await pairs('manager')).not.toContain('主管→甲');
  // Whoever leads speaks as such, and not as a colleague too.
  expect(await pairs('peer')).not.toContain('副主管→甲');
  expect((await choose(boss, jia, [yi])).status).toBe(404);
  const log = await world.house.openWork(corp.id, system, (work) =>
    work.sql<{ change: string; reason: string }>(
      'select change, reason from assessment_amendments where corp_id = $1 order by change',
      [work.corpId],
    ),
  );
  expect(log).toEqual([
    { change: 'added', reason: '转岗' },
    { change: 'leader', reason: other.id },
    { change: 'removed', reason: '转岗' },
  ]);
});

test('time ends a stage that waits for nobody; a mandatory one waits, until the missing form is let go', async () => {
  const [jia, ...rest] = team;
  for (const one of [...rest, boss]) await answer(one, one, { goal: 8_000, way: 400 });
  await later(DAY + 60_000);
  await world.settle();
  expect(await stage()).toBe('self');
  const reminded = await hr.call(assessmentAdmin.remindReviewers, { cycleId });
  expect(reminded.body).toEqual({ people: 1 });
  expect((await hr.call(assessmentAdmin.remindReviewers, { cycleId })).body).toEqual({ people: 0 });
  await world.settle();
  expect(JSON.stringify((await jia.call(messaging.listChats, {})).body)).toContain('二季度');
  const [own] = await asked(jia);
  const excuse = (who: Person, excused: boolean) =>
    who.call(assessmentAdmin.excuseReview, { reviewId: own!.id, excused });
  expect((await excuse(boss, true)).status).toBe(403);
  expect((await excuse(hr, true)).status).toBe(200);
  expect((await excuse(hr, false)).status).toBe(200);
  expect((await excuse(hr, true)).status).toBe(200);
  await later(60_000);
  await world.settle();
  expect(await stage()).toBe('peer');
  expect((await excuse(hr, false)).body).toMatchObject({ error: { code: 'assessment.wrong_stage' } });
  const [handed] = (await asked(rest[0]!)).filter((r) => r.relation === 'self');
  expect(
    (await hr.call(assessmentAdmin.excuseReview, { reviewId: handed!.id, excused: true })).body,
  ).toMatchObject({ error: { code: 'assessment.submitted' } });
  // Nobody was chosen as a colleague and the stage is not mandatory: its last day ends it.
  await later(DAY);
  await world.settle();
  expect(await stage()).toBe('manager');
});

test('those led answer about their leader, and what is published is what all answers add up to', async () => {
  const [jia, yi, bing, ding] = team;
  await choose(boss, jia, [yi, bing, ding]);
  await allSelf();
  await end('self');
  expect((await pairs('report')).toSorted()).toEqual(['丁→主管', '丙→主管', '乙→主管', '甲→主管']);
  for (const [i, one] of [yi, bing, ding].entries()) await answer(one, jia, { way: 300 + i * 100 });
  for (const one of team) await answer(one, boss, { way: 500 });
  await end('peer');
  // The leader reads what the person says about the whole; a colleague does not.
  const about = (await asked(boss)).find((r) => r.revieweeId === jia.id)!;
  const sheet = (await boss.call(assessment.getReview, { reviewId: about.id })).body;
  expect(sheet.ownWords).toBe('这一季不容易');
  for (const one of team) await answer(boss, one, { goal: 9_000, way: 450 });
  // Nobody leads the head of the team in the directory.
  expect((await end('manager')).body).toMatchObject({ error: { code: 'assessment.unfinished' } });
  await hr.call(assessmentAdmin.setLeader, { cycleId, memberId: boss.id, leaderId: other.id });
  await answer(other, boss, { goal: 7_777, way: 333 });
  expect((await end('manager')).status).toBe(200);
  await end('calibration');
  const published = await hr.call(assessmentAdmin.publishResults, { cycleId, waiver: '' });
  expect(published.status, JSON.stringify(published.body)).toBe(200);
  const stored = await world.house.openWork(corp.id, system, (work) =>
    work.sql<{ id: MemberId; score: number; computed: number }>(
      'select member_id id, score, computed from assessment_results where corp_id = $1 and cycle_id = $2',
      [work.corpId, cycleId],
    ),
  );
  expect(Object.fromEntries(stored.map((s) => [nameOf(s.id), s.score]))).toEqual({
    // (0.1 × 80 + 0.5 × 90 + 0.3 × 80) / 0.9
    甲: 8_556,
    // (0.1 × 80 + 0.5 × 90) / 0.6: nobody was asked as a colleague
    乙: 8_833,
    丙: 8_833,
    丁: 8_833,
    // (0.1 × 80 + 0.5 × (0.7 × 77.77 + 0.3 × 66.6) + 0.1 × 100) / 0.7
    主管: 7_887,
  });
  expect(stored.every((s) => s.computed === s.score)).toBe(true);
  const mine = (await jia.call(assessment.listMyResults, {})).body.results;
  expect(mine).toMatchObject([{ score: stored.find((s) => s.id === jia.id)!.score }]);
});
