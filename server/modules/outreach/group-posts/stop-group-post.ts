import { groupPosts } from '@teahouse/contract/group-posts';
import type { GroupPostId } from '@teahouse/contract/ids';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { groupPostToUse, toGroupPost } from './group-post-row.ts';

export const stopGroupPost = implement(groupPosts.stopGroupPost, async (work, { postId }) => {
  const row = await groupPostToUse(work, postId, { hold: true });
  await endGroupPost(work, row);
  return await toGroupPost(work, await groupPostToUse(work, postId));
});

/** For good. What is on its way into a group appears, nothing after it. Fails with outreach.cannot_move where it is over. */
export async function endGroupPost(
  work: Work,
  { id, state }: { id: GroupPostId; state: string },
): Promise<void> {
  if (state !== 'scheduled' && state !== 'running') fail('outreach.cannot_move');
  await work.sql(`update group_posts set state = 'stopped' where corp_id = $1 and id = $2`, [
    work.corpId,
    id,
  ]);
  await work.sql(
    `update group_post_chats set state = 'done', due_at = null, shadow = case arm when 'hold' then 'stopped' end,
            reason = case arm when 'hold' then 'held_out' else 'stopped' end
      where corp_id = $1 and post_id = $2 and state in ('waiting', 'asked')`,
    [work.corpId, id],
  );
  await work.audit({ action: 'outreach.group_post_stopped', object: id });
}
