// Broadcasts into customer groups as programs make and follow them. A program sees those that reach an owner in its range, and those it made.
import type { AppId, ChatId, GroupPostId, MemberId } from '@teahouse/contract/ids';
import type { Reason } from '@teahouse/contract/outreach';
import type { Draft } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { inSet, type MemberSet } from '../../directory/index.ts';
import { groupsToAddress } from '../../groups/index.ts';
import { GROUP_POST, type GroupPostRow } from '../group-posts/group-post-row.ts';
import { startGroupPost } from '../group-posts/start-group-post.ts';
import { endGroupPost } from '../group-posts/stop-group-post.ts';
import { tellOwners } from '../group-posts/tell-owners.ts';
import type { Confirmer, Eyes, MassMessage, MassPage } from './mass-messages.ts';
import { mayRemind } from './mass-messages.ts';

/** as everywhere: on unless somebody says otherwise, and programs have no word for it */
const HOLD_OUT = 1_000;

export const isGroupPost = (id: string): id is GroupPostId => id.startsWith('gpo_');

/** Asks the owner of these groups (of all of theirs, where none are named) to confirm. Fails with outreach.nobody. */
export async function makeGroupMass(
  work: Work,
  madeBy: AppId,
  {
    name,
    contents,
    ownerId,
    chatIds,
  }: { name: string; contents: readonly Draft[]; ownerId: MemberId; chatIds: readonly ChatId[] },
): Promise<GroupPostId> {
  const groups = await groupsToAddress(work, { ownerIds: [ownerId], chatIds });
  if (groups.length === 0) fail('outreach.nobody');
  return await startGroupPost(work, groups, {
    name,
    madeBy,
    contents,
    holdOut: HOLD_OUT,
    confirm: true,
    outcome: 'reply',
    outcomeDays: 14,
    startAt: work.now,
  });
}

const seen = (range: MemberSet, appId: AppId, values: unknown[]) =>
  range.all
    ? 'true'
    : `(g.made_by = $${values.push(appId)} or exists (select from group_post_chats p join members m on m.corp_id = $1 and m.id = p.owner_id
          where p.corp_id = $1 and p.post_id = g.id and ${inSet(range, 'm', values)}))`;

/** Fails with outreach.broadcast_not_found. */
export async function groupMass(
  work: Work,
  { appId, range }: Eyes,
  id: GroupPostId,
  { hold = false } = {},
): Promise<GroupPostRow> {
  const values: unknown[] = [work.corpId, id];
  const [row] = await work.sql<GroupPostRow>(
    `select ${GROUP_POST} from group_posts g where g.corp_id = $1 and g.id = $2 and ${seen(range, appId, values)}${hold ? ' for update' : ''}`,
    values,
  );
  return row ?? fail('outreach.broadcast_not_found');
}

/** Those that began in a span of time, newest first, behind `after` if it is given. */
export async function pageOfGroupMass(
  work: Work,
  { appId, range }: Eyes,
  wanted: MassPage,
): Promise<MassMessage<GroupPostId>[]> {
  const values: unknown[] = [
    work.corpId,
    wanted.from,
    wanted.to,
    wanted.creator ?? null,
    wanted.personal ?? null,
    wanted.after ?? null,
    wanted.limit,
  ];
  return await work.sql<MassMessage<GroupPostId>>(
    `select g.id, m.userid creator, m.id is not null personal, g.contents, g.start_at "createdAt"
       from group_posts g left join members m on m.corp_id = $1 and m.id = g.made_by
      where g.corp_id = $1 and g.start_at >= $2 and g.start_at < $3 and ($4::text is null or g.made_by = $4)
        and ($5::boolean is null or (m.id is not null) = $5) and ($6::text is null or g.id < $6) and ${seen(range, appId, values)}
      order by g.id desc limit $7`,
    values,
  );
}

/** Owners in the range with a group to write into. What chance left out is on nobody's list. */
export async function pageOfOwners(
  work: Work,
  id: GroupPostId,
  { range, after, limit }: { range: MemberSet; after?: string | undefined; limit: number },
): Promise<Confirmer[]> {
  const values: unknown[] = [work.corpId, id, after ?? '', limit];
  return await work.sql<Confirmer>(
    `select m.id "memberId", m.userid, min(coalesce(p.confirmed_at, case when not g.confirm then p.sent_at end)) "confirmedAt"
       from group_post_chats p join group_posts g on g.corp_id = $1 and g.id = p.post_id
       join members m on m.corp_id = $1 and m.id = p.owner_id
      where p.corp_id = $1 and p.post_id = $2 and p.arm = 'send' and m.id > $3 and ${inSet(range, 'm', values)}
      group by m.id, m.userid order by m.id limit $4`,
    values,
  );
}

export interface GroupFate {
  chatId: ChatId;
  userid: string;
  /** null: still under way */
  reason: Reason | null;
  sentAt: Date | null;
}

/** What became of each group, by id, behind `after` if it is given; of one owner or of all in the range. */
export async function pageOfGroupFates(
  work: Work,
  id: GroupPostId,
  wanted: { memberId?: MemberId; range: MemberSet; after?: string | undefined; limit: number },
): Promise<GroupFate[]> {
  const values: unknown[] = [work.corpId, id, wanted.memberId ?? null, wanted.after ?? '', wanted.limit];
  return await work.sql<GroupFate>(
    `select p.chat_id "chatId", m.userid, p.reason, case when p.reason = 'sent' then p.sent_at end "sentAt"
       from group_post_chats p join members m on m.corp_id = $1 and m.id = p.owner_id
      where p.corp_id = $1 and p.post_id = $2 and ($3::text is null or p.owner_id = $3) and p.chat_id > $4 and ${inSet(wanted.range, 'm', values)}
      order by p.chat_id limit $5`,
    values,
  );
}

/** Owners who have yet to confirm hear of it again, at most three times in 24 hours. Fails with outreach.cannot_move, outreach.reminded. */
export async function remindOwners(work: Work, eyes: Eyes, id: GroupPostId): Promise<void> {
  const row = await groupMass(work, eyes, id, { hold: true });
  if (row.state === 'stopped') fail('outreach.cannot_move');
  const [told] = await work.sql<{ at: Date[] }>(
    'select reminded_at at from group_posts where corp_id = $1 and id = $2',
    [work.corpId, id],
  );
  mayRemind(work, told!.at);
  await work.sql(
    'update group_posts set reminded_at = reminded_at || $3::timestamptz where corp_id = $1 and id = $2',
    [work.corpId, id, work.now],
  );
  await work.enqueue(tellOwners, { postId: id, round: told!.at.length + 1 });
}

/** Stops one that a program made. Fails with outreach.cannot_move once it is over, and for what people wrote with outreach.too_few_rights. */
export async function cancelGroupMass(work: Work, eyes: Eyes, id: GroupPostId): Promise<void> {
  const row = await groupMass(work, eyes, id, { hold: true });
  if (!row.madeBy.startsWith('app_')) fail('outreach.too_few_rights');
  await endGroupPost(work, row);
}
