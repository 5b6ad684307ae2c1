import { randomUUID } from 'node:crypto';
import { type Act, approvals } from '@teahouse/contract/approvals';
import type { ApprovalId } from '@teahouse/contract/ids';
import type { Person } from './world.ts';

/** Does something to a request. */
export const act = async (who: Person, approvalId: ApprovalId, what: Act) =>
  await who.call(approvals.actOnApproval, { approvalId, cid: randomUUID(), act: what });

/** Says yes or no to what waits for this person in a request. */
export async function decide(who: Person, approvalId: ApprovalId, how: 'approve' | 'reject' = 'approve') {
  const { body } = await who.call(approvals.getApproval, { approvalId });
  return await act(who, approvalId, { do: how, taskId: body.task!.id, comment: '看过了' });
}
