import { approvalComments } from '@teahouse/contract/approval-comments';
import { approvalChanged } from '@teahouse/contract/approval-events';
import type { ApprovalId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { attachFiles } from '../../files/index.ts';
import { hintMembers } from '../../messaging/index.ts';
import { approvalToSee } from '../approvals.access.ts';
import { inApproval } from '../in-approval.ts';
import { tellComment } from '../tell-comment.ts';

export const commentApproval = implement(
  approvalComments.commentApproval,
  async (work, { approvalId, cid, text, files, replyTo }) => {
    const member_id = actingMember(work);
    await approvalToSee(work, approvalId);
    if (replyTo) await commentToSee(work, approvalId, replyTo);
    const made = await work.db
      .insertInto('approval_comments')
      .values({
        approval_id: approvalId,
        member_id,
        cid,
        text,
        files,
        at: work.now,
        reply_to: replyTo ?? null,
      })
      .onConflict((c) => c.doNothing())
      .returning('cid')
      .executeTakeFirst();
    if (made) {
      await attachFiles(work, files, { kind: 'approval', id: approvalId });
      await work.emit(approvalChanged, { approvalId, change: 'commented', key: cid });
      await work.enqueue(tellComment, { approvalId, cid, memberId: member_id });
      hintMembers(work, await inApproval(work, approvalId), 'approvals');
    }
    return { id: cid };
  },
);

export const reactToComment = implement(
  approvalComments.reactToComment,
  async (work, { approvalId, commentId, emoji, on }) => {
    const me = actingMember(work);
    await approvalToSee(work, approvalId);
    await commentToSee(work, approvalId, commentId);
    await work.sql(
      on
        ? `insert into approval_comment_reactions (corp_id, approval_id, cid, member_id, emoji, at)
           values ($1, $2, $3, $4, $5, $6) on conflict do nothing`
        : `delete from approval_comment_reactions
            where corp_id = $1 and approval_id = $2 and cid = $3 and member_id = $4 and emoji = $5 and $6::timestamptz is not null`,
      [work.corpId, approvalId, commentId, me, emoji, work.now],
    );
    hintMembers(work, await inApproval(work, approvalId), 'approvals');
    return {};
  },
);

async function commentToSee(work: Work, approvalId: ApprovalId, cid: string): Promise<void> {
  const [found] = await work.sql(
    'select from approval_comments where corp_id = $1 and approval_id = $2 and cid = $3',
    [work.corpId, approvalId, cid],
  );
  if (!found) fail('approvals.comment_not_found');
}
