import { approvals } from '@teahouse/contract/approvals';
import type { ApprovalTemplateId, DelegationId, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import { implement } from '../../kernel/module.ts';
import { actingMember } from '../../kernel/work.ts';
import { reachOf, visibleMembers } from '../directory/index.ts';

export const listDelegations = implement(approvals.listDelegations, async (work) => {
  const rows = await work.db
    .selectFrom('approval_delegations')
    .selectAll()
    .where('principal', '=', actingMember(work))
    .where('until_at', '>', work.now)
    .orderBy('from_at')
    .execute();
  return {
    delegations: rows.map((r) => ({
      id: r.id as DelegationId,
      agent: r.agent as MemberId,
      from: r.from_at.toISOString(),
      until: r.until_at.toISOString(),
      templates: r.templates as ApprovalTemplateId[] | null,
    })),
  };
});

export const addDelegation = implement(approvals.addDelegation, async (work, wanted) => {
  const principal = actingMember(work);
  const [from_at, until_at] = [new Date(wanted.from), new Date(wanted.until)];
  if (until_at <= from_at || until_at <= work.now) fail('approvals.bad_span');
  const seen = await visibleMembers(work, [wanted.agent]);
  if (wanted.agent === principal || !(await reachOf(work, seen)).has(wanted.agent))
    fail('approvals.unknown_member');
  const id = newId('apd');
  const { agent, templates } = wanted;
  await work.db
    .insertInto('approval_delegations')
    .values({ id, principal, agent, from_at, until_at, templates })
    .execute();
  await work.audit({
    action: 'approvals.delegated',
    object: id,
    detail: { agent, from: wanted.from, until: wanted.until },
  });
  return { id, ...wanted };
});

export const removeDelegation = implement(approvals.removeDelegation, async (work, { delegationId }) => {
  await work.db
    .updateTable('approval_delegations')
    .set({ until_at: work.now })
    .where('id', '=', delegationId)
    .where('principal', '=', actingMember(work))
    .where('until_at', '>', work.now)
    .execute();
  return {};
});
