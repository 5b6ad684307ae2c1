import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';

/** A customer group that stands, for whoever wants to write into it. */
export interface AddressedGroup {
  chatId: ChatId;
  name: string;
  ownerId: MemberId;
  ownerName: string;
  /** customers who sit in it */
  people: number;
  /** of them, those who want no offers */
  stopped: number;
}

/** Groups with an active owner, of these owners (null: anybody) and of these ids (empty: any), in the order of their ids. */
export async function groupsToAddress(
  work: Work,
  { ownerIds, chatIds }: { ownerIds: readonly MemberId[] | null; chatIds: readonly ChatId[] },
): Promise<AddressedGroup[]> {
  return await work.sql<AddressedGroup>(
    `select g.chat_id "chatId", c.title name, c.owner_id "ownerId", o.name "ownerName", p.people, p.stopped
       from customer_groups g join chats c on c.corp_id = $1 and c.id = g.chat_id and c.archived_at is null
       join members o on o.corp_id = $1 and o.id = c.owner_id and o.status = 'active'
       cross join lateral (
         select count(*)::int people,
                (count(*) filter (where exists (select from customers s where s.corp_id = $1 and s.root_id = u.root_id and not s.marketing)))::int stopped
           from customer_group_people x join customers u on u.corp_id = $1 and u.id = x.customer_id
          where x.corp_id = $1 and x.chat_id = g.chat_id and x.left_at is null) p
      where g.corp_id = $1 and ($2::text[] is null or c.owner_id = any($2)) and (cardinality($3::text[]) = 0 or g.chat_id = any($3))
      order by g.chat_id`,
    [work.corpId, ownerIds, chatIds],
  );
}

/** Whether members and customers sit together in this chat. */
export async function isCustomerGroup(work: Work, chatId: ChatId): Promise<boolean> {
  const rows = await work.sql('select from customer_groups where corp_id = $1 and chat_id = $2', [
    work.corpId,
    chatId,
  ]);
  return rows.length > 0;
}
