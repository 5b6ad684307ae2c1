import { assessment } from '@teahouse/contract/assessment';
import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import { objectives } from '@teahouse/contract/objectives';
import type { Company, Person } from './world.ts';

/** A form, plans of every state with `who` in them, a form of theirs to fill in, and an objective that is theirs alone. */
export async function makeAssessment(corp: Company, who: Person) {
  const { owner } = corp;
  const form = {
    items: [
      {
        id: 'way',
        kind: 'competency' as const,
        name: 'canary-item',
        weightBp: 10_000,
        scale: 5 as const,
        relations: ['self' as const],
      },
    ].map((i) => ({ ...i, en: null, about: '', target: '', metric: null })),
    weights: { self: 10_000, manager: 0, peer: 0, report: 0 },
    grades: [{ key: 'A', name: '合格', en: null, from: 0, share: null }],
  };
  const template = (await owner.call(assessmentAdmin.createAssessmentTemplate, { name: '季度', form })).body;
  const stages = (['self', 'manager', 'calibration', 'published', 'appeal'] as const).map((kind, i) => ({
    kind,
    opens: `2099-01-0${i + 1}`,
    closes: `2099-01-0${i + 1}`,
    mandatory: false,
  }));
  const plan = async () =>
    (
      await owner.call(assessmentAdmin.createCycle, {
        templateId: template.id,
        name: 'canary-cycle',
        from: '2026-01-01',
        to: '2026-03-31',
        scope: { all: false, memberIds: [who.id] },
        stages,
      })
    ).body.id;
  const run = async () => {
    const cycleId = await plan();
    await owner.call(assessmentAdmin.startCycle, { cycleId });
    return cycleId;
  };
  const reviewIn = async (cycleId: string) =>
    (await who.call(assessment.listReviews, {})).body.reviews.find((r) => r.cycle.id === cycleId)!.id;
  const published = await run();
  await who.call(assessment.submitReview, {
    reviewId: await reviewIn(published),
    answers: [{ itemId: 'way', score: 400 }],
  });
  for (const stage of ['self', 'manager'] as const)
    await owner.call(assessmentAdmin.advanceCycle, { cycleId: published, stage });
  await owner.call(assessmentAdmin.publishResults, { cycleId: published });
  const assessed = await run();
  const objective = await who.call(objectives.addObjective, {
    title: 'canary-objective',
    from: '2026-01-01',
    to: '2026-12-31',
    visibility: 'private',
    results: [{ title: '一', weightBp: 10_000 }],
  });
  return {
    assessmentTemplate: template.id,
    assessmentPlan: await plan(),
    assessmentCycle: assessed,
    review: await reviewIn(assessed),
    publishedCycle: published,
    assessed: who.id,
    objective: objective.body.id,
    keyResult: objective.body.results[0]!.id,
  };
}
