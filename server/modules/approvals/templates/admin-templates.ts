import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { type BuiltInKind, Flow } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { reachOf } from '../../directory/index.ts';
import { settingFor } from '../flow/setting.ts';
import { checkForm } from '../form/check-form.ts';
import { foreseen } from '../preview-approval.ts';
import { orFail } from '../refusals.ts';
import { checkFlow } from './check-flow.ts';
import { ensureBuiltIn, flowSha } from './template-to-use.ts';

interface Row {
  id: ApprovalTemplateId;
  kind: BuiltInKind | null;
  name: string;
  en: string | null;
  about: string;
  about_en: string | null;
  version: number | null;
  draft: unknown;
  draft_sha: string;
  retired_at: Date | null;
  sha256: string | null;
}

const shown = (r: Row) => ({
  id: r.id,
  kind: r.kind,
  name: r.name,
  en: r.en,
  about: r.about,
  aboutEn: r.about_en,
  version: r.version,
  retired: r.retired_at !== null,
  changed: r.draft_sha !== r.sha256,
});

const rowsOf = (work: Work, only: ApprovalTemplateId | null) =>
  work.sql<Row>(
    `select t.id, t.kind, t.name, t.en, t.about, t.about_en, t.version, t.draft, t.draft_sha, t.retired_at, v.sha256
       from approval_templates t left join approval_template_versions v
         on v.corp_id = $1 and v.template_id = t.id and v.version = t.version
      where t.corp_id = $1 and ($2::text is null or t.id = $2) order by t.sort, t.id`,
    [work.corpId, only],
  );

/** The template, held until the work is done. */
async function templateToChange(work: Work, id: ApprovalTemplateId): Promise<Row> {
  await work.db.selectFrom('approval_templates').select('id').where('id', '=', id).forUpdate().execute();
  const [row] = await rowsOf(work, id);
  return row ?? fail('approvals.template_not_found');
}

export const adminTemplates = implement(approvalsAdmin.adminTemplates, async (work) => {
  await ensureBuiltIn(work);
  return { templates: (await rowsOf(work, null)).map(shown) };
});

export const adminTemplate = implement(approvalsAdmin.adminTemplate, async (work, { templateId }) => {
  const [row] = await rowsOf(work, templateId);
  if (!row) fail('approvals.template_not_found');
  const versions = await work.db
    .selectFrom('approval_template_versions')
    .select(['version', 'made_at', 'made_by'])
    .where('template_id', '=', templateId)
    .orderBy('version', 'desc')
    .execute();
  return {
    ...shown(row),
    flow: Flow.parse(row.draft),
    versions: versions.map((v) => ({
      version: v.version,
      at: v.made_at.toISOString(),
      by: v.made_by as MemberId | null,
    })),
  };
});

export const createTemplate = implement(approvalsAdmin.createTemplate, async (work, { name, flow }) => {
  await ensureBuiltIn(work);
  const id = newId('apt');
  const [last] = await work.sql<{ sort: number }>(
    'select coalesce(max(sort), 0)::int + 1 sort from approval_templates where corp_id = $1',
    [work.corpId],
  );
  await work.db
    .insertInto('approval_templates')
    .values({
      id,
      kind: null,
      name,
      en: null,
      about_en: null,
      sort: last!.sort,
      draft: JSON.stringify(flow),
      draft_sha: flowSha(flow),
      version: null,
      retired_at: null,
      created_at: work.now,
    })
    .execute();
  return { id };
});

export const saveTemplate = implement(
  approvalsAdmin.saveTemplate,
  async (work, { templateId, name, en, about, flow }) => {
    await templateToChange(work, templateId);
    await work.db
      .updateTable('approval_templates')
      .set({ name, en, about, draft: JSON.stringify(flow), draft_sha: flowSha(flow) })
      .where('id', '=', templateId)
      .execute();
    return { faults: checkFlow(flow) };
  },
);

export const publishTemplate = implement(approvalsAdmin.publishTemplate, async (work, { templateId }) => {
  const row = await templateToChange(work, templateId);
  const flow = Flow.parse(row.draft);
  const faults = checkFlow(flow);
  if (faults.length)
    fail(
      'approvals.bad_flow',
      '',
      faults.map((f) => ({ path: f.at, text: f.code })),
    );
  const version = (row.version ?? 0) + 1;
  const me = actingMember(work);
  await work.db
    .insertInto('approval_template_versions')
    .values({
      template_id: templateId,
      version,
      flow: JSON.stringify(flow),
      sha256: row.draft_sha,
      made_by: me,
      made_at: work.now,
    })
    .execute();
  await work.db
    .updateTable('approval_templates')
    .set({ version, admins: [me] })
    .where('id', '=', templateId)
    .execute();
  await work.audit({
    action: 'approvals.published',
    object: templateId,
    detail: { version, sha256: row.draft_sha },
  });
  return { version };
});

export const retireTemplate = implement(
  approvalsAdmin.retireTemplate,
  async (work, { templateId, retired }) => {
    await templateToChange(work, templateId);
    await work.db
      .updateTable('approval_templates')
      .set({ retired_at: retired ? work.now : null })
      .where('id', '=', templateId)
      .execute();
    await work.audit({ action: retired ? 'approvals.retired' : 'approvals.restored', object: templateId });
    return {};
  },
);

export const tryTemplate = implement(
  approvalsAdmin.tryTemplate,
  async (work, { flow, applicantId, form: sent }) => {
    if (!(await reachOf(work, [applicantId])).has(applicantId)) fail('approvals.unknown_member');
    const { form } = checkForm(flow.form, sent, '');
    const setting = await settingFor(work, {
      templateId: newId('apt'),
      flow,
      applicant: applicantId,
      form,
      picks: {},
      admins: [actingMember(work)],
    });
    return orFail(() => foreseen(flow, form, applicantId, setting));
  },
);
