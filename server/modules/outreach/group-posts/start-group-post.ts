import { groupPosts } from '@teahouse/contract/group-posts';
import type { AppId, GroupPostId, MemberId } from '@teahouse/contract/ids';
import type { Broadcast } from '@teahouse/contract/outreach';
import type { Draft } from '@teahouse/contract/realtime';
import { newId, newSecret } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember, type Work } from '../../../kernel/work.ts';
import { attachFiles } from '../../files/index.ts';
import type { AddressedGroup } from '../../groups/index.ts';
import { contentHashOf } from '../gateway/content.ts';
import { armOf } from '../lift/assign.ts';
import { groupPostToUse, toGroupPost } from './group-post-row.ts';
import { groupsMeant, OPEN_MS, trueContents } from './groups-meant.ts';
import { lookAtGroups } from './look-at-groups.ts';
import { pumpGroupPost } from './pump-group-post.ts';

const DAY_MS = 86_400_000;

export const createGroupPost = implement(groupPosts.createGroupPost, async (work, { at, ...input }) => {
  const groups = await groupsMeant(work, input);
  const id = await startGroupPost(work, groups, {
    ...input,
    madeBy: actingMember(work),
    startAt: at ? new Date(at) : work.now,
  });
  return await toGroupPost(work, await groupPostToUse(work, id));
});

/** Draws which groups are left out and sets it going. The caller has checked that the maker may write into these groups. */
export async function startGroupPost(
  work: Work,
  groups: readonly AddressedGroup[],
  post: {
    name: string;
    madeBy: MemberId | AppId;
    contents: readonly Draft[];
    holdOut: number;
    confirm: boolean;
    outcome: Broadcast['outcome'];
    outcomeDays: number;
    startAt: Date;
  },
): Promise<GroupPostId> {
  const id = newId('gpo');
  const salt = newSecret();
  const contents = await trueContents(work, post.contents);
  const files = contents.flatMap((d) => ('fileId' in d.b ? [d.b.fileId] : []));
  await attachFiles(work, [...new Set(files)], { kind: 'group_post', id });
  await work.sql(
    `insert into group_posts (corp_id, id, name, made_by, contents, content_hash, hold_out, salt, confirm, outcome, outcome_days, state, created_at, start_at, expires_at)
     values ($1, $2, $3, $4, $5, '', $6, $7, $8, $9, $10, 'scheduled', $11, $12, $13)`,
    [
      work.corpId,
      id,
      post.name,
      post.madeBy,
      JSON.stringify(contents),
      post.holdOut,
      salt,
      post.confirm,
      post.outcome,
      post.outcomeDays,
      work.now,
      post.startAt,
      new Date(post.startAt.getTime() + OPEN_MS),
    ],
  );
  // Read back: the database keeps the parts of a message in an order of its own.
  const [kept] = await work.sql<{ contents: Draft[] }>(
    'select contents from group_posts where corp_id = $1 and id = $2',
    [work.corpId, id],
  );
  await work.sql('update group_posts set content_hash = $3 where corp_id = $1 and id = $2', [
    work.corpId,
    id,
    contentHashOf(kept!.contents),
  ]);
  await work.sql(
    `insert into group_post_chats (corp_id, post_id, chat_id, owner_id, people, arm, due_at)
     select $1, $2, u.*, $3 from unnest($4::text[], $5::text[], $6::int[], $7::text[]) u (h, o, n, a)`,
    [
      work.corpId,
      id,
      post.startAt,
      groups.map((g) => g.chatId),
      groups.map((g) => g.ownerId),
      groups.map((g) => g.people),
      groups.map((g) => armOf({ salt, personId: g.chatId, holdOut: post.holdOut })),
    ],
  );
  await work.audit({ action: 'outreach.group_post_made', object: id, detail: { name: post.name } });
  await work.enqueue(
    pumpGroupPost,
    { postId: id },
    { runAt: post.startAt, key: `${id} ${post.startAt.getTime()}` },
  );
  if (post.holdOut > 0)
    await work.enqueue(
      lookAtGroups,
      { postId: id },
      { runAt: new Date(post.startAt.getTime() + post.outcomeDays * DAY_MS), key: id },
    );
  return id;
}
