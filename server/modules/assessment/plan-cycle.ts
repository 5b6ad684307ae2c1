import { assessmentAdmin } from '@teahouse/contract/assessment-admin';
import type { CyclePlan } from '@teahouse/contract/assessment-shapes';
import type { AssessmentTemplateId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { membersOfSet } from '../directory/index.ts';
import { type CycleRow, cycleNow, cyclesOf, toCycle, toCycles } from './cycles.ts';
import { stagesFit } from './stages.rules.ts';
import { templatesOf } from './templates.ts';

export const listCycles = implement(assessmentAdmin.listCycles, async (work) => ({
  cycles: await toCycles(work, await cyclesOf(work, 'all')),
}));

export const createCycle = implement(assessmentAdmin.createCycle, async (work, { templateId, ...plan }) => {
  const version = await check(work, plan, templateId);
  const id = newId('asc');
  await work.sql(
    'insert into assessment_cycles (corp_id, id, plan, template_id, version, created_at) values ($1, $2, $3, $4, $5, $6)',
    [work.corpId, id, JSON.stringify(plan), templateId, version, work.now],
  );
  await work.audit({ action: 'assessment.cycle_created', object: id, detail: { name: plan.name } });
  return await toCycle(work, id);
});

export const changeCycle = implement(
  assessmentAdmin.changeCycle,
  async (work, { cycleId, templateId, ...wanted }) => {
    const cycle = await cycleNow(work, cycleId, 'hold');
    const draft = cycle.state === 'draft';
    const plan = draft ? wanted : prolonged(cycle, wanted);
    const version = draft ? await check(work, plan, templateId) : cycle.version;
    if (!stagesFit(plan.stages)) fail('assessment.bad_stages');
    await work.sql(
      'update assessment_cycles set plan = $3, template_id = $4, version = $5 where corp_id = $1 and id = $2',
      [work.corpId, cycleId, JSON.stringify(plan), draft ? templateId : cycle.template_id, version],
    );
    await work.audit({ action: 'assessment.cycle_changed', object: cycleId, detail: { name: plan.name } });
    return await toCycle(work, cycleId);
  },
);

/** A cycle that runs keeps what it began with, but for its name and its days. */
function prolonged({ plan, state }: CycleRow, { name, en, stages }: CyclePlan): CyclePlan {
  const same =
    stages.length === plan.stages.length && stages.every((s, i) => s.kind === plan.stages[i]!.kind);
  if (state === 'closed' || !same) fail('assessment.not_a_draft');
  const days = plan.stages.map((s, i) => ({ ...s, opens: stages[i]!.opens, closes: stages[i]!.closes }));
  return { ...plan, name, en, stages: days };
}

export const removeCycle = implement(assessmentAdmin.removeCycle, async (work, { cycleId }) => {
  const cycle = await cycleNow(work, cycleId, 'hold');
  if (cycle.state !== 'draft') fail('assessment.not_a_draft');
  await work.sql('delete from assessment_cycles where corp_id = $1 and id = $2', [work.corpId, cycleId]);
  await work.audit({
    action: 'assessment.cycle_removed',
    object: cycleId,
    detail: { name: cycle.plan.name },
  });
  return {};
});

/** The version of the form that a plan may use now. */
async function check(work: Work, plan: CyclePlan, templateId: AssessmentTemplateId): Promise<number> {
  const [template] = await templatesOf(work, [templateId]);
  if (!template || template.retired) return fail('assessment.template_not_found');
  if (!stagesFit(plan.stages) || plan.from > plan.to) fail('assessment.bad_stages');
  const { memberIds, departmentIds } = plan.scope;
  const here = await membersOfSet(work, { all: false, memberIds, departmentIds: [], tagIds: [] }, 'all');
  if (memberIds.some((id) => !here.includes(id))) fail('assessment.unknown_member');
  const rows = await work.sql('select id from departments where corp_id = $1 and id = any($2)', [
    work.corpId,
    departmentIds,
  ]);
  if (rows.length !== new Set(departmentIds).size) fail('directory.department_not_found');
  return template.version;
}
