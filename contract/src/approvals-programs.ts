// Steps of a flow that a program decides: what it is asked, and its answer.
import * as z from 'zod';
import { endpoint, event } from './define.ts';
import { AppId, ApprovalId, ApprovalTaskId, ApprovalTemplateId, FileId, MemberId } from './ids.ts';
import { Control, FormValues } from './approvals-shapes.ts';

const when = z.iso.datetime();

/** A request that waits for the word of a program. */
export const ProgramQuestion = z.object({
  approvalId: ApprovalId,
  taskId: ApprovalTaskId,
  /** date and number of the day, as text */
  no: z.string(),
  templateId: ApprovalTemplateId,
  title: z.string(),
  step: z.string(),
  applicantId: MemberId,
  applicantUserid: z.string(),
  /** whole, account numbers too: whoever put the program into the flow let it read the form */
  controls: z.array(Control),
  form: FormValues,
  files: z.array(FileId),
  askedAt: when,
  /** after this the flow goes on by itself; null: it waits */
  dueAt: when.nullable(),
});
export type ProgramQuestion = z.infer<typeof ProgramQuestion>;

/** A program is asked for its word; told to that one app. */
export const programAsked = event(
  'approvals.program_asked',
  'apps',
  z.object({ approvalId: ApprovalId, taskId: ApprovalTaskId, appId: AppId }),
);

export const approvalsPrograms = {
  listProgramQuestions: endpoint({
    method: 'GET',
    path: '/approvals/questions',
    summary: 'Requests that wait for the word of this program, oldest first',
    who: 'scope:office.write',
    input: z.object({
      after: ApprovalTaskId.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: z.object({ questions: z.array(ProgramQuestion), next: ApprovalTaskId.nullable() }),
    errors: [],
  }),
  answerProgramQuestion: endpoint({
    method: 'POST',
    path: '/approvals/questions/:taskId',
    summary: 'The word of a program: the request goes on or is refused; the same word again changes nothing',
    who: 'scope:office.write',
    input: z.object({
      taskId: ApprovalTaskId,
      how: z.enum(['approve', 'reject']),
      comment: z.string().trim().max(2_000).default(''),
    }),
    output: z.object({ approvalId: ApprovalId }),
    errors: ['approvals.not_your_task', 'approvals.already_over'],
  }),
};
