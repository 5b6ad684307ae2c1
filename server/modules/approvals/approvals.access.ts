import type { ApprovalId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';

/** Of these requests, those the actor takes part in: asks, is or was asked, got a copy, or administers. */
export async function approvalsISee(work: Work, ids: readonly string[]): Promise<string[]> {
  if (work.actor.kind === 'app') return await askedOf(work, work.actor.id, ids);
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

/** Of these requests, those in which a program has a say. */
async function askedOf(work: Work, appId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    'select distinct approval_id id from approval_tasks where corp_id = $1 and approval_id = any($2) and agent = $3',
    [work.corpId, ids, appId],
  );
  return rows.map((r) => r.id);
}

/** A stranger hears that there is no such request. */
export async function approvalToSee(work: Work, id: ApprovalId): Promise<MemberId> {
  if ((await approvalsISee(work, [id])).length === 0) fail('approvals.not_found');
  return actingMember(work);
}
