import type { ApprovalId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** Everybody who takes part in a request: who asks, is or was asked, stood in, or got a copy. */
export async function inApproval(work: Work, approvalId: ApprovalId): Promise<MemberId[]> {
  const rows = await work.sql<{ id: MemberId }>(
    `select id from (
       select applicant id from approvals where corp_id = $1 and id = $2
       union select agent from approval_tasks where corp_id = $1 and approval_id = $2
       union select principal from approval_tasks where corp_id = $1 and approval_id = $2
       union select member_id from approval_cc where corp_id = $1 and approval_id = $2) p
      where id like 'mbr\\_%'`,
    [work.corpId, approvalId],
  );
  return rows.map((r) => r.id);
}
