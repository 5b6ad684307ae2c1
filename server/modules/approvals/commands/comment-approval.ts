import { approvals } from '@teahouse/contract/approvals';
import { approvalChanged } from '@teahouse/contract/approval-events';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { attachFiles } from '../../files/index.ts';
import { approvalToSee } from '../approvals.access.ts';

export const commentApproval = implement(
  approvals.commentApproval,
  async (work, { approvalId, cid, text, files }) => {
    const member_id = actingMember(work);
    await approvalToSee(work, approvalId);
    const made = await work.db
      .insertInto('approval_comments')
      .values({ approval_id: approvalId, member_id, cid, text, files, at: work.now })
      .onConflict((c) => c.doNothing())
      .returning('cid')
      .executeTakeFirst();
    if (made) {
      await attachFiles(work, files, { kind: 'approval', id: approvalId });
      await work.emit(approvalChanged, { approvalId, change: 'commented', key: cid });
    }
    return { id: cid };
  },
);
