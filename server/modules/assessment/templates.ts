import { type AssessmentTemplate, assessmentAdmin } from '@teahouse/contract/assessment-admin';
import { AssessmentForm } from '@teahouse/contract/assessment-shapes';
import type { AssessmentTemplateId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { formFaults } from './score.rules.ts';

export async function templatesOf(
  work: Work,
  ids: readonly AssessmentTemplateId[] | 'all',
): Promise<AssessmentTemplate[]> {
  const rows = await work.sql<Omit<AssessmentTemplate, 'form'> & { form: unknown }>(
    `select t.id, t.name, t.en, t.version, v.form, t.retired_at is not null retired
       from assessment_templates t join assessment_template_versions v
         on v.corp_id = $1 and v.template_id = t.id and v.version = t.version
      where t.corp_id = $1 and ($2::text[] is null or t.id = any($2))
      order by t.retired_at is not null, t.created_at desc, t.id`,
    [work.corpId, ids === 'all' ? null : ids],
  );
  return rows.map((r) => ({ ...r, form: AssessmentForm.parse(r.form) }));
}

async function writeVersion(work: Work, id: string, version: number, form: AssessmentForm): Promise<void> {
  const [fault] = formFaults(form);
  if (fault) fail('assessment.bad_form', '', [{ path: 'form', text: fault }]);
  await work.sql(
    `insert into assessment_template_versions (corp_id, template_id, version, form, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [work.corpId, id, version, JSON.stringify(form), actingMember(work), work.now],
  );
}

export const listAssessmentTemplates = implement(assessmentAdmin.listAssessmentTemplates, async (work) => ({
  templates: await templatesOf(work, 'all'),
}));

export const createAssessmentTemplate = implement(
  assessmentAdmin.createAssessmentTemplate,
  async (work, { name, en, form }) => {
    const id = newId('ast');
    await writeVersion(work, id, 1, form);
    await work.sql(
      'insert into assessment_templates (corp_id, id, name, en, version, created_at) values ($1, $2, $3, $4, 1, $5)',
      [work.corpId, id, name, en, work.now],
    );
    await work.audit({ action: 'assessment.template_created', object: id, detail: { name } });
    return (await templatesOf(work, [id]))[0]!;
  },
);

export const changeAssessmentTemplate = implement(
  assessmentAdmin.changeAssessmentTemplate,
  async (work, { templateId, name, en, form }) => {
    const [row] = await work.sql<{ version: number }>(
      `update assessment_templates set version = version + 1, name = $3, en = $4
        where corp_id = $1 and id = $2 returning version`,
      [work.corpId, templateId, name, en],
    );
    if (!row) return fail('assessment.template_not_found');
    await writeVersion(work, templateId, row.version, form);
    await work.audit({
      action: 'assessment.template_changed',
      object: templateId,
      detail: { name, version: row.version },
    });
    return (await templatesOf(work, [templateId]))[0]!;
  },
);

export const retireAssessmentTemplate = implement(
  assessmentAdmin.retireAssessmentTemplate,
  async (work, { templateId, retired }) => {
    const [row] = await work.sql(
      'update assessment_templates set retired_at = $3 where corp_id = $1 and id = $2 returning id',
      [work.corpId, templateId, retired ? work.now : null],
    );
    if (!row) fail('assessment.template_not_found');
    await work.audit({ action: 'assessment.template_retired', object: templateId, detail: { retired } });
    return {};
  },
);
