import type { ApprovalId, MemberId } from '@teahouse/contract/ids';
import { Failure } from '../../kernel/fail.ts';
import { actingMember, type Work } from '../../kernel/work.ts';
import { holdApproval, runCommand } from './commands/run-command.ts';

/** The requests that wait for a word of this member, oldest first. */
export async function decisionsWaiting(
  work: Work,
  memberId: MemberId,
): Promise<{ id: ApprovalId; title: string; no: string }[]> {
  return await work.sql(
    `select a.id, a.title, a.no from approvals a where a.corp_id = $1 and exists (select from approval_tasks t
        where t.corp_id = $1 and t.approval_id = a.id and t.agent = $2 and t.state = 'open') order by a.submitted_at, a.id`,
    [work.corpId, memberId],
  );
}

/**
 * Gives every decision that waits for `from` to somebody else, and ends what others do in their stead. Where `to` is asked in the same
 * step already, the template's administrators are tried. Returns how many requests were given on; the caller has checked that it may.
 */
export async function giveDecisions(work: Work, from: MemberId, to: MemberId): Promise<number> {
  await work.sql(
    'update approval_delegations set until_at = $3 where corp_id = $1 and $2 in (principal, agent) and until_at > $3',
    [work.corpId, from, work.now],
  );
  let given = 0;
  for (const { id } of await decisionsWaiting(work, from)) {
    const { template_id, state } = await holdApproval(work, id);
    const [template] = await work.sql<{ admins: MemberId[] }>(
      'select admins from approval_templates where corp_id = $1 and id = $2',
      [work.corpId, template_id],
    );
    const heirs = [to, ...(template?.admins ?? [])].filter((heir) => heir !== from);
    for (const task of state.tasks.filter((t) => t.agent === from && t.state === 'open'))
      await giveTask(work, id, task.id, heirs);
    given++;
  }
  return given;
}

async function giveTask(work: Work, id: ApprovalId, task: string, heirs: readonly MemberId[]): Promise<void> {
  for (const [i, heir] of heirs.entries())
    try {
      const row = await holdApproval(work, id);
      await runCommand(work, row, { do: 'transfer', task, to: heir }, 'admin', { actor: actingMember(work) });
      return;
    } catch (error) {
      const taken = error instanceof Failure && error.code === 'approvals.already_in_step';
      if (!taken || i === heirs.length - 1) throw error;
    }
}
