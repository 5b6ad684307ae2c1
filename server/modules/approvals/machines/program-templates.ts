// Templates as programs read and make them.
import type { BuiltInKind, Control, Flow } from '@teahouse/contract/approvals-shapes';
import type { ApprovalTemplateId, AppId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { pinnedFlow } from '../flow/setting.ts';
import { checkFlow } from '../templates/check-flow.ts';
import { ensureBuiltIn, flowSha } from '../templates/template-to-use.ts';

export interface ProgramTemplate {
  id: ApprovalTemplateId;
  kind: BuiltInKind | null;
  name: string;
  en: string | null;
  version: number;
  controls: Control[];
}

/** A published template in use. Fails with approvals.template_not_found. */
export async function programTemplate(work: Work, id: ApprovalTemplateId): Promise<ProgramTemplate> {
  await ensureBuiltIn(work);
  const [row] = await work.sql<Omit<ProgramTemplate, 'controls'>>(
    `select id, kind, name, en, version from approval_templates
      where corp_id = $1 and id = $2 and version is not null and retired_at is null`,
    [work.corpId, id],
  );
  if (!row) fail('approvals.template_not_found');
  return { ...row, controls: (await pinnedFlow(work, id, row.version)).form };
}

export interface ProgramForm {
  name: string;
  en: string | null;
  controls: Control[];
}

const flowOf = (controls: Control[]): Flow => ({
  form: controls,
  nodes: [
    {
      kind: 'approve',
      id: 'manager',
      name: '直属上级',
      en: 'Manager',
      mode: 'any',
      who: [{ by: 'manager', level: 1, ifShort: 'empty' }],
      self: 'skip',
      fields: {},
      sign: false,
      comment: 'never',
      allow: { transfer: true, addSign: true, return: true, batch: true },
    },
  ],
  settings: {
    dedupe: 'consecutive',
    withdraw: 'any',
    revokeDays: 0,
    empty: 'admin',
    resubmit: 'restart',
    departments: [],
    admins: [],
    summary: [],
    auto: false,
  },
});

function checked(flow: Flow): Flow {
  const faults = checkFlow(flow);
  if (faults.length)
    fail(
      'approvals.bad_flow',
      '',
      faults.map((f) => ({ path: f.at, text: f.code })),
    );
  return flow;
}

/** Publishes a template with this form; whoever is the applicant's manager decides until an administrator draws another flow. */
export async function makeProgramTemplate(
  work: Work,
  madeBy: AppId,
  { name, en, controls }: ProgramForm,
): Promise<ApprovalTemplateId> {
  await ensureBuiltIn(work);
  const flow = checked(flowOf(controls));
  const id = newId('apt');
  const sha = flowSha(flow);
  await work.sql(
    `insert into approval_templates (corp_id, id, kind, name, en, sort, draft, draft_sha, version, created_at)
     select $1, $2, null, $3, $4, coalesce(max(sort), 0)::int + 1, $5, $6, 1, $7 from approval_templates where corp_id = $1`,
    [work.corpId, id, name, en, JSON.stringify(flow), sha, work.now],
  );
  await publish(work, { id, version: 1, flow, sha, madeBy });
  return id;
}

/** Gives a template a new form under the flow it has, and publishes it. */
export async function changeProgramTemplate(
  work: Work,
  madeBy: AppId,
  id: ApprovalTemplateId,
  { name, en, controls }: ProgramForm,
): Promise<void> {
  await work.sql('select 1 one from approval_templates where corp_id = $1 and id = $2 for update', [
    work.corpId,
    id,
  ]);
  const before = await programTemplate(work, id);
  // What the house's own modules read off a form is not for programs to take away.
  if (before.kind) fail('approvals.act_not_allowed');
  const kept = await pinnedFlow(work, id, before.version);
  const ids = new Set(controls.map((c) => c.id));
  const summary = kept.settings.summary.filter((c) => ids.has(c));
  const flow = checked({ ...kept, form: controls, settings: { ...kept.settings, summary } });
  const [version, sha] = [before.version + 1, flowSha(flow)];
  await work.sql(
    `update approval_templates set name = $3, en = $4, draft = $5, draft_sha = $6, version = $7 where corp_id = $1 and id = $2`,
    [work.corpId, id, name, en, JSON.stringify(flow), sha, version],
  );
  await publish(work, { id, version, flow, sha, madeBy });
}

async function publish(
  work: Work,
  v: { id: ApprovalTemplateId; version: number; flow: Flow; sha: string; madeBy: AppId },
): Promise<void> {
  await work.sql(
    `insert into approval_template_versions (corp_id, template_id, version, flow, sha256, made_by, made_at)
     values ($1, $2, $3, $4, $5, null, $6)`,
    [work.corpId, v.id, v.version, JSON.stringify(v.flow), v.sha, work.now],
  );
  await work.audit({
    action: 'approvals.published',
    object: v.id,
    detail: { version: v.version, sha256: v.sha, by: v.madeBy },
  });
}
