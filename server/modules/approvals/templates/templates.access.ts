import type { BuiltInKind } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';

export interface ManagedTemplate {
  id: ApprovalTemplateId;
  kind: BuiltInKind | null;
  name: string;
  en: string | null;
  about: string;
  about_en: string | null;
  section: string;
  managers: MemberId[];
  version: number | null;
  draft: unknown;
  draft_sha: string;
  admins: string[];
  retired_at: Date | null;
  /** of the published version */
  sha256: string | null;
}

/** May the actor change every template of the company? */
export const administers = (work: Work): boolean =>
  work.actor.kind === 'member' && work.actor.rights.has('settings');

/** The templates the actor may change: all of them for administrators, those they were given for others. */
export const managedTemplates = async (work: Work, only: ApprovalTemplateId | null) =>
  await work.sql<ManagedTemplate>(
    `select t.id, t.kind, t.name, t.en, t.about, t.about_en, t.section, t.managers, t.version, t.draft, t.draft_sha, t.admins,
            t.retired_at, v.sha256
       from approval_templates t left join approval_template_versions v
         on v.corp_id = $1 and v.template_id = t.id and v.version = t.version
      where t.corp_id = $1 and ($2::text is null or t.id = $2) and ($3 or $4 = any(t.managers)) order by t.sort, t.id`,
    [work.corpId, only, administers(work), work.actor.id],
  );

/** A template that the actor may change. Others hear that there is none. */
export async function templateToManage(work: Work, id: ApprovalTemplateId): Promise<ManagedTemplate> {
  const [row] = await managedTemplates(work, id);
  return row ?? fail('approvals.template_not_found');
}

/** The same, held until the work is done. */
export async function templateToChange(work: Work, id: ApprovalTemplateId): Promise<ManagedTemplate> {
  await work.db.selectFrom('approval_templates').select('id').where('id', '=', id).forUpdate().execute();
  return await templateToManage(work, id);
}
