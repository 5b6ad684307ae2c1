import { createHash } from 'node:crypto';
import { approvals } from '@teahouse/contract/approvals';
import { type BuiltInKind, filledElsewhere, type Flow } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId, DepartmentId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { reportingLines } from '../../directory/index.ts';
import { pinnedFlow } from '../flow/setting.ts';
import { builtIns } from './built-in.ts';

export interface UsableTemplate {
  id: ApprovalTemplateId;
  kind: BuiltInKind | null;
  name: string;
  en: string | null;
  about: string;
  about_en: string | null;
  version: number;
  section: string;
  admins: string[];
}

const shown = (t: UsableTemplate) => ({
  id: t.id,
  kind: t.kind,
  name: t.name,
  en: t.en,
  about: t.about,
  aboutEn: t.about_en,
  version: t.version,
  section: t.section,
});

export const flowSha = (flow: Flow) => createHash('sha256').update(JSON.stringify(flow)).digest('hex');

/** Gives a company the built-in templates it lacks: all of them the first time, later those that a new version brought. */
export async function ensureBuiltIn(work: Work): Promise<void> {
  const there = await work.sql<{ kind: string }>(
    'select kind from approval_templates where corp_id = $1 and kind is not null',
    [work.corpId],
  );
  const kinds = new Set(there.map((t) => t.kind));
  if (builtIns.every((t) => kinds.has(t.kind))) return;
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`approvals of ${work.corpId}`]);
  for (const [sort, t] of builtIns.entries()) {
    if (kinds.has(t.kind)) continue;
    const sha = flowSha(t.flow);
    const made = await work.db
      .insertInto('approval_templates')
      .values({
        id: newId('apt'),
        kind: t.kind,
        name: t.name,
        en: t.en,
        about: t.about,
        about_en: t.aboutEn,
        sort,
        draft: JSON.stringify(t.flow),
        draft_sha: sha,
        version: 1,
        retired_at: null,
        created_at: work.now,
      })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) continue;
    await work.db
      .insertInto('approval_template_versions')
      .values({
        template_id: made.id,
        version: 1,
        flow: JSON.stringify(t.flow),
        sha256: sha,
        made_by: null,
        made_at: work.now,
      })
      .execute();
  }
}

/** The published templates this member may use, in the company's order. */
async function usable(work: Work, applicant: MemberId): Promise<UsableTemplate[]> {
  const rows = await work.sql<UsableTemplate & { limited: DepartmentId[] }>(
    `select t.id, t.kind, t.name, t.en, t.about, t.about_en, t.version, t.section, t.admins,
            array(select jsonb_array_elements_text(v.flow->'settings'->'departments')) limited
       from approval_templates t join approval_template_versions v
         on v.corp_id = $1 and v.template_id = t.id and v.version = t.version
      where t.corp_id = $1 and t.retired_at is null order by t.sort, t.id`,
    [work.corpId],
  );
  if (rows.every((r) => r.limited.length === 0)) return rows;
  const lines = await reportingLines(work, { members: [applicant], departments: [], tags: [] });
  const parents = new Map(lines.departments.map((d) => [d.id, d.parentId]));
  const mine = new Set<DepartmentId>();
  for (let at of lines.members.find((m) => m.id === applicant)?.departments ?? [])
    for (let up: DepartmentId | null = at; up && !mine.has(up); up = parents.get(up) ?? null) mine.add(up);
  return rows.filter((r) => r.limited.length === 0 || r.limited.some((d) => mine.has(d)));
}

/** A template that the applicant may use now. */
export async function templateToUse(
  work: Work,
  id: ApprovalTemplateId,
  applicant: MemberId = actingMember(work),
): Promise<UsableTemplate> {
  await ensureBuiltIn(work);
  return (await usable(work, applicant)).find((t) => t.id === id) ?? fail('approvals.template_not_found');
}

export const listTemplates = implement(approvals.listTemplates, async (work) => {
  await ensureBuiltIn(work);
  const mine = await usable(work, actingMember(work));
  // The plain form of earlier versions gives way to claims wherever these may be made.
  const claims = mine.some((t) => t.kind === 'claim');
  const elsewhere = (kind: BuiltInKind) => filledElsewhere.has(kind) || (kind === 'expense' && claims);
  return { templates: mine.filter((t) => !t.kind || !elsewhere(t.kind)).map(shown) };
});

export const getTemplate = implement(approvals.getTemplate, async (work, { templateId }) => {
  const template = await templateToUse(work, templateId);
  const flow = await pinnedFlow(work, template.id, template.version);
  return { ...shown(template), controls: flow.form };
});
