import { approvalsPrograms, type ProgramQuestion } from '@teahouse/contract/approvals-programs';
import type { FormValues } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, ApprovalTaskId, ApprovalTemplateId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { useridOf } from '../../directory/index.ts';
import { programOf } from '../engine/tree.ts';
import { pinnedFlow } from '../flow/setting.ts';
import { filesOf } from '../form/check-form.ts';

interface Row {
  approval_id: ApprovalId;
  id: ApprovalTaskId;
  node: string;
  no: string;
  title: string;
  template_id: ApprovalTemplateId;
  version: number;
  applicant: MemberId;
  form: FormValues;
  opened_at: Date;
  due_at: Date | null;
}

/** Task ids are in order of time, so the id of the last one is where the next page begins. */
export const listProgramQuestions = implement(
  approvalsPrograms.listProgramQuestions,
  async (work, { after, limit }) => {
    const rows = await questions(work, work.actor.id, { after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return {
      questions: await Promise.all(page.map((row) => told(work, row))),
      next: rows.length > limit ? page.at(-1)!.id : null,
    };
  },
);

/** One question as its program reads it; undefined once it is answered, or where it is another's. */
export async function programQuestion(
  work: Work,
  appId: string,
  only: ApprovalTaskId,
): Promise<ProgramQuestion | undefined> {
  const [row] = await questions(work, appId, { only, limit: 1 });
  return row && (await told(work, row));
}

const questions = async (
  work: Work,
  appId: string,
  { only, after, limit }: { only?: ApprovalTaskId; after?: ApprovalTaskId | undefined; limit: number },
) =>
  await work.sql<Row>(
    `select t.approval_id, t.id, t.node, t.opened_at, t.due_at, a.no, a.title, a.template_id, a.version, a.applicant, a.state->'form' form
       from approval_tasks t join approvals a on a.corp_id = $1 and a.id = t.approval_id
      where t.corp_id = $1 and t.agent = $2 and t.state = 'open' and ($3::text is null or t.id > $3) and ($4::text is null or t.id = $4)
      order by t.id limit $5`,
    [work.corpId, appId, after ?? null, only ?? null, limit],
  );

async function told(work: Work, row: Row): Promise<ProgramQuestion> {
  const flow = await pinnedFlow(work, row.template_id, row.version);
  return {
    approvalId: row.approval_id,
    taskId: row.id,
    no: row.no,
    templateId: row.template_id,
    title: row.title,
    step: programOf(flow.nodes, row.node)?.name ?? '',
    applicantId: row.applicant,
    applicantUserid: (await useridOf(work, row.applicant)) ?? '',
    controls: flow.form,
    form: row.form,
    files: filesOf(flow.form, row.form),
    askedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
  };
}
