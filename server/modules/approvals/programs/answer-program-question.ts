import { approvalsPrograms } from '@teahouse/contract/approvals-programs';
import type { ApprovalId, ApprovalTaskId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { holdApproval, runCommand } from '../commands/run-command.ts';

export interface Answer {
  taskId: ApprovalTaskId;
  how: 'approve' | 'reject';
  comment: string;
}

/**
 * The word of the app on what it alone was asked. A repeat of the same word changes nothing. Fails with approvals.not_your_task where
 * it was asked nothing of the kind, approvals.already_over where the request went on without it or it said otherwise before.
 */
export async function answerFor(work: Work, appId: string, answer: Answer): Promise<ApprovalId> {
  const [asked] = await work.sql<{ approval_id: ApprovalId }>(
    'select approval_id from approval_tasks where corp_id = $1 and id = $2 and agent = $3',
    [work.corpId, answer.taskId, appId],
  );
  if (!asked) fail('approvals.not_your_task');
  const row = await holdApproval(work, asked.approval_id);
  const before = row.state.tasks.find((t) => t.id === answer.taskId)?.state;
  if (before === (answer.how === 'approve' ? 'approved' : 'rejected')) return row.id;
  const comment = answer.comment ? { comment: answer.comment } : {};
  const command = { do: answer.how, task: answer.taskId, ...comment };
  await runCommand(work, row, command, { member: appId }, { actor: null });
  return row.id;
}

export const answerProgramQuestion = implement(
  approvalsPrograms.answerProgramQuestion,
  async (work, answer) => ({ approvalId: await answerFor(work, work.actor.id, answer) }),
);
