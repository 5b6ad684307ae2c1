import type { Flow, FlowNode, FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import { uuidOf } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { submitOn } from '../commands/submit-approval.ts';
import { pinnedFlow } from '../flow/setting.ts';
import { flowSha, templateToUse } from '../templates/template-to-use.ts';

/** A request as a program submits it in a member's name. */
export interface ForSomebody {
  templateId: ApprovalTemplateId;
  applicant: MemberId;
  form: FormValues;
  picks?: Record<string, MemberId[]>;
  /** the flow of this one request, in place of the template's */
  nodes?: FlowNode[];
  /** chosen by the program; a repeat is the same request. uuid */
  cid?: string;
  /** under what the program keeps it; the same again is the same request */
  subject?: string;
}

/** Submits in the name of a member who may use the template. Fails as a submission by hand does. */
export async function submitFor(
  work: Work,
  { templateId, applicant, form, picks = {}, nodes, cid, subject = '' }: ForSomebody,
): Promise<{ id: ApprovalId; no: string }> {
  const found = await templateToUse(work, templateId, applicant);
  const template = nodes ? { ...found, version: await ownVersion(work, found, nodes) } : found;
  const key = cid ?? (subject ? uuidOf(`${applicant} ${subject}`) : crypto.randomUUID());
  return await submitOn(work, { template, applicant, cid: key, form, picks, subject });
}

/**
 * The template's form with another flow, kept as a version below zero: requests stand on a version that never changes, and nobody
 * publishes this one. The same flow twice is one version.
 */
async function ownVersion(
  work: Work,
  { id, version }: { id: ApprovalTemplateId; version: number },
  nodes: FlowNode[],
): Promise<number> {
  const flow: Flow = { ...(await pinnedFlow(work, id, version)), nodes };
  const sha256 = flowSha(flow);
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `own flows of ${work.corpId} ${id}`,
  ]);
  const [known] = await work.sql<{ version: number }>(
    'select version from approval_template_versions where corp_id = $1 and template_id = $2 and sha256 = $3 and version < 0',
    [work.corpId, id, sha256],
  );
  if (known) return known.version;
  const [made] = await work.sql<{ version: number }>(
    `insert into approval_template_versions (corp_id, template_id, version, flow, sha256, made_by, made_at)
     select $1, $2, least(coalesce(min(version), 0), 0) - 1, $3, $4, null, $5 from approval_template_versions
      where corp_id = $1 and template_id = $2 returning version`,
    [work.corpId, id, JSON.stringify(flow), sha256, work.now],
  );
  return made!.version;
}
