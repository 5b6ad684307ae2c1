import { type GroupLine, groupPosts } from '@teahouse/contract/group-posts';
import type { ChatId, MemberId } from '@teahouse/contract/ids';
import { implement } from '../../../kernel/module.ts';
import { whoseBroadcasts } from '../outreach.access.ts';
import {
  GROUP_POST,
  type GroupPostRow,
  groupPostToUse,
  toGroupPost,
  toGroupPosts,
} from './group-post-row.ts';

const DAY_MS = 86_400_000;

export const listGroupPosts = implement(groupPosts.listGroupPosts, async (work) => {
  const rows = await work.sql<GroupPostRow>(
    `select ${GROUP_POST} from group_posts g where g.corp_id = $1 and ($2::text is null or g.made_by = $2) order by g.id desc limit 200`,
    [work.corpId, whoseBroadcasts(work)],
  );
  return { posts: await toGroupPosts(work, rows) };
});

export const getGroupPost = implement(groupPosts.getGroupPost, async (work, { postId }) => {
  const row = await groupPostToUse(work, postId);
  const lines = await work.sql<
    Omit<GroupLine, 'sentAt'> & { chatId: ChatId; ownerId: MemberId; sentAt: Date | null }
  >(
    `select p.chat_id "chatId", c.title name, p.owner_id "ownerId", m.name "ownerName", p.people, p.reason, p.state, p.sent_at "sentAt"
       from group_post_chats p join chats c on c.corp_id = $1 and c.id = p.chat_id join members m on m.corp_id = $1 and m.id = p.owner_id
      where p.corp_id = $1 and p.post_id = $2 order by c.title, p.chat_id`,
    [work.corpId, postId],
  );
  return {
    post: await toGroupPost(work, row),
    lines: lines.map((l) => ({ ...l, sentAt: l.sentAt?.toISOString() ?? null })),
    result: {
      outcome: row.outcome,
      endsAt: new Date(row.startAt.getTime() + row.outcomeDays * DAY_MS).toISOString(),
      lookedAt: row.lookedAt?.toISOString() ?? null,
      difference: row.difference,
    },
  };
});
