// Groups as programs find them. The program acts; it sees groups whose owner is in its range.
import type { ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { type GroupRow, groupsISee, groupToSee } from '../groups.access.ts';

/** A page of groups in the order of their ids, those after `after`; of these owners, where any are named, or `only` one. */
export async function pageOfGroups(
  work: Work,
  {
    only,
    ownerIds,
    after,
    limit,
    ownerLeft,
  }: {
    only?: ChatId;
    ownerIds?: readonly MemberId[] | undefined;
    after: string;
    limit: number;
    ownerLeft?: boolean | undefined;
  },
): Promise<Pick<GroupRow, 'chatId' | 'ownerId' | 'ownerLeft'>[]> {
  return await groupsISee(work, {
    where: `g.chat_id > $2 and c.archived_at is null and ($3::text[] is null or c.owner_id = any($3))
        and ($4::boolean is null or coalesce(o.status = 'left', false) = $4)
        and ($5::text is null or g.chat_id = $5)`,
    values: [after, ownerIds ?? null, ownerLeft ?? null, only ?? null],
    byId: limit,
  });
}

export interface GroupFacts {
  chatId: ChatId;
  name: string;
  ownerUserid: string;
  ownerLeft: boolean;
  createdAt: Date;
  notice: string;
  members: { userid: string; name: string; admin: boolean; joinedAt: Date }[];
  customers: {
    rootId: CustomerId;
    name: string;
    joinedAt: Date;
    how: 'code' | 'invited';
    invitedBy: string | null;
    state: string;
  }[];
}

/** Everything about one group that stands. Fails with groups.group_not_found. */
export async function groupFacts(work: Work, chatId: ChatId): Promise<GroupFacts> {
  const row = await groupToSee(work, chatId);
  const [more] = await work.sql<{ notice: string; owner: string | null }>(
    `select coalesce(c.announcement->>'text', '') notice, m.userid owner from chats c
       left join members m on m.corp_id = $1 and m.id = c.owner_id where c.corp_id = $1 and c.id = $2`,
    [work.corpId, chatId],
  );
  const members = await work.sql<GroupFacts['members'][number]>(
    `select m.userid, m.name, s.role = 'admin' admin, s.joined_at "joinedAt" from chat_seats s
       join members m on m.corp_id = $1 and m.id = s.member_id where s.corp_id = $1 and s.chat_id = $2 order by s.joined_at, m.id`,
    [work.corpId, chatId],
  );
  const customers = await work.sql<GroupFacts['customers'][number]>(
    `select c.root_id "rootId", c.name, p.joined_at "joinedAt", p.how, m.userid "invitedBy", p.state
       from customer_group_people p join customers c on c.corp_id = $1 and c.id = p.customer_id
       left join members m on m.corp_id = $1 and m.id = p.invited_by
      where p.corp_id = $1 and p.chat_id = $2 and p.left_at is null order by p.joined_at, c.id`,
    [work.corpId, chatId],
  );
  return {
    chatId,
    name: row.name,
    ownerUserid: more?.owner ?? '',
    ownerLeft: row.ownerLeft ?? false,
    createdAt: row.createdAt,
    notice: more?.notice ?? '',
    members,
    customers,
  };
}
