import { groupPosts } from '@teahouse/contract/group-posts';
import type { ChatId, GroupPostId, MemberId } from '@teahouse/contract/ids';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { pumpGroupPost } from './pump-group-post.ts';

/** Groups left out by chance are not in it: not sending is then a choice of the owner. */
export const listGroupConfirmations = implement(groupPosts.listGroupConfirmations, async (work) => {
  const rows = await work.sql<{
    postId: GroupPostId;
    name: string;
    contents: Draft[];
    expiresAt: Date;
    groups: { chatId: ChatId; name: string }[];
  }>(
    `select g.id "postId", g.name, g.contents, g.expires_at "expiresAt",
            jsonb_agg(jsonb_build_object('chatId', p.chat_id, 'name', c.title) order by p.chat_id) groups
       from group_post_chats p join group_posts g on g.corp_id = $1 and g.id = p.post_id and g.state = 'running' and g.expires_at > $3
       join chats c on c.corp_id = $1 and c.id = p.chat_id
      where p.corp_id = $1 and p.owner_id = $2 and p.state = 'asked' and p.confirmed_at is null
      group by g.id, g.name, g.contents, g.expires_at order by g.id desc`,
    [work.corpId, actingMember(work), work.now],
  );
  return { waiting: rows.map((r) => ({ ...r, expiresAt: r.expiresAt.toISOString() })) };
});

export const confirmGroupPost = implement(groupPosts.confirmGroupPost, async (work, { postId, chatIds }) => {
  const me = actingMember(work);
  const [mine] = await work.sql(
    `select from group_post_chats where corp_id = $1 and post_id = $2 and owner_id = $3 and arm = 'send' limit 1`,
    [work.corpId, postId, me],
  );
  if (!mine) fail('outreach.group_post_not_found');
  return { confirmed: await confirmGroups(work, postId, me, chatIds) };
});

/** The whole chain is asked again afterwards: the group may have heard enough from others since. */
async function confirmGroups(
  work: Work,
  postId: GroupPostId,
  ownerId: MemberId,
  chatIds: readonly ChatId[],
): Promise<number> {
  const rows = await work.sql(
    `update group_post_chats set confirmed_at = $5, due_at = $5, state = 'waiting'
      where corp_id = $1 and post_id = $2 and owner_id = $3 and chat_id = any($4) and state = 'asked' and confirmed_at is null returning chat_id`,
    [work.corpId, postId, ownerId, chatIds, work.now],
  );
  if (rows.length) await work.enqueue(pumpGroupPost, { postId });
  return rows.length;
}
