import { approvalsAdmin } from '@teahouse/contract/approvals-admin';
import { Flow } from '@teahouse/contract/approvals-shapes';
import type { DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { appsOf } from '../../apps/index.ts';
import { namesOfSet, reachOf, tagFacts } from '../../directory/index.ts';
import { idsIn } from '../flow/org.ts';
import { pinnedFlow, settingFor } from '../flow/setting.ts';
import { checkForm } from '../form/check-form.ts';
import { foreseen } from '../preview-approval.ts';
import { orFail } from '../refusals.ts';
import { checkFlow } from './check-flow.ts';
import { mayDecide, strangersIn } from './strangers.ts';
import { ensureBuiltIn, flowSha } from './template-to-use.ts';
import {
  administers,
  managedTemplates,
  type ManagedTemplate,
  templateToChange,
  templateToManage,
} from './templates.access.ts';

const shown = (r: ManagedTemplate) => ({
  id: r.id,
  kind: r.kind,
  name: r.name,
  en: r.en,
  about: r.about,
  aboutEn: r.about_en,
  section: r.section,
  managers: r.managers,
  version: r.version,
  retired: r.retired_at !== null,
  changed: r.draft_sha !== r.sha256,
});

export const adminTemplates = implement(approvalsAdmin.adminTemplates, async (work) => {
  await ensureBuiltIn(work);
  return { templates: (await managedTemplates(work, null)).map(shown) };
});

export const adminTemplate = implement(approvalsAdmin.adminTemplate, async (work, { templateId }) => {
  const row = await templateToManage(work, templateId);
  const versions = await work.db
    .selectFrom('approval_template_versions')
    .select(['version', 'made_at', 'made_by'])
    .where('template_id', '=', templateId)
    // Below zero stand the flows that programs gave single requests.
    .where('version', '>', 0)
    .orderBy('version', 'desc')
    .execute();
  const flow = Flow.parse(row.draft);
  const departmentIds = idsIn(flow).filter((id): id is DepartmentId => id.startsWith('dep_'));
  const { departments } = await namesOfSet(work, { all: false, memberIds: [], departmentIds, tagIds: [] });
  return {
    ...shown(row),
    flow,
    departments: departments as { id: DepartmentId; name: string }[],
    tags: (await tagFacts(work)).map(({ id, name }) => ({ id, name })),
    programs: (await appsOf(work)).filter((app) => mayDecide(app)).map(({ id, name }) => ({ id, name })),
    faults: [...checkFlow(flow), ...(await strangersIn(work, flow))],
    versions: versions.map((v) => ({
      version: v.version,
      at: v.made_at.toISOString(),
      by: v.made_by as MemberId | null,
    })),
  };
});

export const templateVersion = implement(
  approvalsAdmin.templateVersion,
  async (work, { templateId, version }) => {
    await templateToManage(work, templateId);
    return { flow: await pinnedFlow(work, templateId, version) };
  },
);

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
  async (work, { templateId, name, en, about, section, managers, flow }) => {
    await templateToChange(work, templateId);
    await work.db
      .updateTable('approval_templates')
      .set({
        name,
        en,
        about,
        draft: JSON.stringify(flow),
        draft_sha: flowSha(flow),
        ...(section === undefined ? {} : { section }),
        ...(managers && administers(work) ? { managers } : {}),
      })
      .where('id', '=', templateId)
      .execute();
    return { faults: [...checkFlow(flow), ...(await strangersIn(work, flow))] };
  },
);

export const publishTemplate = implement(approvalsAdmin.publishTemplate, async (work, { templateId }) => {
  const row = await templateToChange(work, templateId);
  const flow = Flow.parse(row.draft);
  const faults = [...checkFlow(flow), ...(await strangersIn(work, flow))];
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

export const arrangeTemplates = implement(approvalsAdmin.arrangeTemplates, async (work, { ids }) => {
  await work.sql(
    `update approval_templates t set sort = x.place
       from (select id, (row_number() over (order by array_position($2::text[], id), sort, id))::int place
               from approval_templates where corp_id = $1) x
      where t.corp_id = $1 and t.id = x.id`,
    [work.corpId, ids],
  );
  return {};
});

export const tryTemplate = implement(
  approvalsAdmin.tryTemplate,
  async (work, { flow, applicantId, form: sent }) => {
    if (!administers(work) && (await managedTemplates(work, null)).length === 0)
      fail('approvals.template_not_found');
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
