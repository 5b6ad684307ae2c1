import type { ApprovalId, ApprovalTaskId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { holdApproval, runCommand } from './commands/run-command.ts';
import { programOf, stepOf } from './engine/tree.ts';
import { pinnedFlow } from './flow/setting.ts';

/** Looks for tasks whose time has run out. Firing is an ordinary command, which changes nothing where the task is over. */
export const taskDue = job('approvals.task_due', z.object({}), { everyMs: 60_000 }, async (shift) => {
  const due = await shift.work(
    async (work) =>
      await work.sql<{ id: ApprovalTaskId; approval_id: ApprovalId }>(
        `select id, approval_id from approval_tasks
          where corp_id = $1 and state = 'open' and due_at <= $2 order by due_at limit 500`,
        [work.corpId, work.now],
      ),
    system,
  );
  for (const { id, approval_id } of due)
    await shift.work(async (work) => {
      const row = await holdApproval(work, approval_id);
      // A clock strikes once, whatever came of it.
      const [struck] = await work.sql(
        `update approval_tasks set due_at = null
          where corp_id = $1 and id = $2 and state = 'open' and due_at is not null returning id`,
        [work.corpId, id],
      );
      const task = row.state.tasks.find((t) => t.id === id);
      if (!struck || !task) return;
      const flow = await pinnedFlow(work, row.template_id, row.version);
      const { what } = (stepOf(flow.nodes, task.node) ?? programOf(flow.nodes, task.node))?.due ?? {};
      if (what) await runCommand(work, row, { do: 'due', task: id, what }, 'system', { actor: null });
    }, system);
});
