// What is said beside a request: comments in threads, with files and signs.
import * as z from 'zod';
import { ApprovalFiles } from './approvals-shapes.ts';
import { endpoint } from './define.ts';
import { ApprovalId, MemberId } from './ids.ts';

const when = z.iso.datetime();
const said = z.string().trim().max(2_000);
const onOne = { approvalId: ApprovalId };

export const ApprovalComment = z.object({
  id: z.string(),
  member: MemberId,
  text: z.string(),
  files: ApprovalFiles,
  at: when,
  /** the comment it answers */
  replyTo: z.string().nullable(),
  /** in the order the first of each came */
  reactions: z.array(z.object({ emoji: z.string(), members: z.array(MemberId) })),
});

export const approvalComments = {
  commentApproval: endpoint({
    method: 'POST',
    path: '/approvals/:approvalId/comments',
    summary: 'Say something beside a request, with files',
    who: 'member',
    input: z.object({
      ...onOne,
      cid: z.uuid(),
      text: said,
      files: ApprovalFiles.default([]),
      /** id of the comment it answers */
      replyTo: z.uuid().optional(),
    }),
    output: z.object({ id: z.string() }),
    errors: ['approvals.not_found', 'approvals.comment_not_found', 'files.not_found'],
  }),
  reactToComment: endpoint({
    method: 'PUT',
    path: '/approvals/:approvalId/comments/:commentId/reaction',
    summary: 'Answer a comment with a sign, or take it back',
    who: 'member',
    input: z.object({
      ...onOne,
      commentId: z.uuid(),
      emoji: z.string().min(1).max(32),
      on: z.boolean(),
    }),
    output: z.object({}),
    errors: ['approvals.not_found', 'approvals.comment_not_found'],
  }),
};
