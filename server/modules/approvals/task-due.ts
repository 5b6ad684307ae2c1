import { ApprovalId, ApprovalTaskId } from '@teahouse/contract/ids';
import * as z from 'zod';
import { job } from '../../kernel/jobs.ts';
import { system } from '../../kernel/work.ts';
import { holdApproval, runCommand } from './commands/run-command.ts';
import { stepOf } from './engine/tree.ts';
import { pinnedFlow } from './flow/setting.ts';

/** The clock of a task has run out: an ordinary command, which changes nothing where the task is over. */
export const taskDue = job(
  'approvals.task_due',
  z.object({ approvalId: ApprovalId, taskId: ApprovalTaskId }),
  {},
  async (shift, { approvalId, taskId }) => {
    await shift.work(async (work) => {
      const row = await holdApproval(work, approvalId);
      const task = row.state.tasks.find((t) => t.id === taskId);
      if (task?.state !== 'open') return;
      const flow = await pinnedFlow(work, row.template_id, row.version);
      const then = stepOf(flow.nodes, task.node)?.due?.then;
      if (then) await runCommand(work, row, { do: 'due', task: taskId, then }, 'system', { actor: null });
    }, system);
  },
);
