import type {
  ChatId,
  ContactCodeId,
  CustomerId,
  DeskId,
  GroupCodeId,
  MemberId,
} from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

/** The customer at work. Everybody else is turned away, so their ids can never stand in for one. */
export function actingCustomer(work: Work): { id: CustomerId; codeId: ContactCodeId | DeskId | GroupCodeId } {
  return work.actor.kind === 'customer'
    ? { id: work.actor.id, codeId: work.actor.codeId }
    : fail('common.not_allowed', `${work.actor.kind} acts where a customer must`);
}

export interface MyChat {
  chatId: ChatId;
  customerId: CustomerId;
  /** null: a service desk or a group, where members come and go */
  memberId: MemberId | null;
  state: 'waiting' | 'following' | 'refused';
  muted: boolean;
  /** what was said up to this number is not for them; 0 but in groups */
  since: number;
  group: boolean;
}

/** A chat of the acting customer, or of whoever was found to be the same person. A stranger hears that it does not exist. */
export async function customerChat(work: Work, chatId: ChatId): Promise<MyChat> {
  const [row] = await work.sql<MyChat>(
    `select f.chat_id "chatId", f.customer_id "customerId", f.member_id "memberId", f.state, f.muted_at is not null muted, 0 since, false "group"
       from customer_follows f join customers c on c.corp_id = $1 and c.id = f.customer_id
       join customers me on me.corp_id = $1 and me.id = $3 and me.root_id = c.root_id
      where f.corp_id = $1 and f.chat_id = $2`,
    [work.corpId, chatId, actingCustomer(work).id],
  );
  if (row) return row;
  const [seat] = await work.sql<Pick<MyChat, 'customerId' | 'since' | 'group'>>(
    `select c.id "customerId", g.since_seq since, h.kind = 'group' "group"
       from customers me join customers c on c.corp_id = $1 and c.root_id = me.root_id
       join chat_guests g on g.corp_id = $1 and g.chat_id = $2 and g.speaker_id = c.id and g.left_at is null
       join chats h on h.corp_id = $1 and h.id = $2
      where me.corp_id = $1 and me.id = $3
        and (h.kind = 'group' or exists (select from chat_guests x where x.corp_id = $1 and x.chat_id = $2 and x.speaker_id like 'desk\\_%'))
      limit 1`,
    [work.corpId, chatId, actingCustomer(work).id],
  );
  return seat
    ? { ...seat, chatId, memberId: null, state: 'following', muted: false }
    : fail('messaging.chat_not_found');
}

/** Everybody found to be the same person as this customer, themselves first. */
export async function samePerson(work: Work, id: CustomerId): Promise<CustomerId[]> {
  const rows = await work.sql<{ id: CustomerId }>(
    `select o.id from customers c join customers o on o.corp_id = $1 and o.root_id = c.root_id
      where c.corp_id = $1 and c.id = $2 order by o.id <> $2, o.id`,
    [work.corpId, id],
  );
  return rows.map((r) => r.id);
}
