import type { ApprovalStatus } from '@teahouse/contract/approvals-shapes';
import type { ApprovalId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { holdApproval, runCommand } from '../commands/run-command.ts';

/** What a program does in the name of whoever is asked, or of the applicant. */
export type ProgramAct =
  | { do: 'approve' | 'reject'; task: string; comment: string }
  | { do: 'transfer'; task: string; to: MemberId; comment: string }
  | { do: 'withdraw' };

/**
 * Acts on a request for a member, who may do it themselves; the record of administrators' acts names the app. Fails as the same act by
 * hand does. The caller has seen to it that the app sees both.
 */
export async function actFor(
  work: Work,
  approvalId: ApprovalId,
  member: MemberId,
  act: ProgramAct,
): Promise<ApprovalStatus> {
  const row = await holdApproval(work, approvalId);
  const status = await runCommand(work, row, act, { member }, { actor: member });
  await work.audit({ action: 'approvals.acted_for', object: approvalId, detail: { member, act: act.do } });
  return status;
}
