import { customerAdded } from '@teahouse/contract/customers';
import type { ChatId, ContactCodeId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { guestChat, nameSpeaker } from '../messaging/index.ts';
import { firstStage } from './fields/stages.ts';
import { noteEvent } from './note-event.ts';
import { refreshSearch } from './search-words.ts';

export interface NewFollow {
  customer: { id: CustomerId; name: string };
  memberId: MemberId;
  code?: { id: ContactCodeId; channel: string };
  state: 'waiting' | 'following';
}

/** From now on the member has this customer, in a chat of the two. Somebody they have already stays as they are. */
export async function followCustomer(
  work: Work,
  { customer, memberId, code, state }: NewFollow,
): Promise<ChatId> {
  await nameSpeaker(work, { id: customer.id, kind: 'customer', name: customer.name, avatar: null });
  const chatId = await guestChat(work, customer, 'customer', memberId);
  const made = await work.sql(
    `insert into customer_follows (corp_id, customer_id, member_id, chat_id, state, code_id, channel, added_at, last_at, stage)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9) on conflict (corp_id, customer_id, member_id) do nothing returning chat_id`,
    [
      work.corpId,
      customer.id,
      memberId,
      chatId,
      state,
      code?.id ?? null,
      code?.channel ?? '',
      work.now,
      await firstStage(work),
    ],
  );
  if (made.length === 0) return chatId;
  if (code)
    await work.sql(
      `insert into customer_follow_tags (corp_id, customer_id, member_id, tag_id)
       select $1, $2, $3, tag_id from contact_code_tags where corp_id = $1 and code_id = $4 on conflict do nothing`,
      [work.corpId, customer.id, memberId, code.id],
    );
  await refreshSearch(work, customer.id);
  if (state === 'following')
    await tellAdded(work, { customerId: customer.id, memberId, codeId: code?.id ?? null });
  else await noteEvent(work, { customerId: customer.id, memberId, kind: 'asked' });
  return chatId;
}

/** The pair stands: timeline, apps and the welcome hear of it. */
export async function tellAdded(
  work: Work,
  pair: { customerId: CustomerId; memberId: MemberId; codeId: ContactCodeId | null },
): Promise<void> {
  await noteEvent(work, { customerId: pair.customerId, memberId: pair.memberId, kind: 'added' });
  await work.emit(customerAdded, pair);
}
