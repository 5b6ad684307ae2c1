import type { ApprovalId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';

/** Of these requests, those the actor takes part in: asks, is or was asked, got a copy, or administers. */
export async function approvalsISee(work: Work, ids: readonly string[]): Promise<string[]> {
  const me = actingMember(work);
  const admin = work.actor.kind === 'member' && work.actor.rights.has('settings');
  const rows = await work.sql<{ id: string }>(
    `select a.id from approvals a where a.corp_id = $1 and a.id = any($2) and ($4 or a.applicant = $3
       or exists (select from approval_tasks t where t.corp_id = $1 and t.approval_id = a.id and (t.agent = $3 or t.principal = $3))
       or exists (select from approval_cc c where c.corp_id = $1 and c.approval_id = a.id and c.member_id = $3))`,
    [work.corpId, ids, me, admin],
  );
  return rows.map((r) => r.id);
}

/** A stranger hears that there is no such request. */
export async function approvalToSee(work: Work, id: ApprovalId): Promise<MemberId> {
  if ((await approvalsISee(work, [id])).length === 0) fail('approvals.not_found');
  return actingMember(work);
}
