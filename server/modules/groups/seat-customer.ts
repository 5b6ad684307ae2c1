import type { ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { nameSpeaker, seatGuest, unseatGuest } from '../messaging/index.ts';
import { countDay } from './count-day.ts';
import { greetNewcomers } from './greet-newcomers.ts';

export interface Seating {
  chatId: ChatId;
  customer: { id: CustomerId; name: string };
  how: 'code' | 'invited';
  invitedBy?: MemberId;
  state?: string;
}

/** A customer comes into a group. False where they are in it already. Holds the chat; the caller has checked that they may. */
export async function seatCustomer(
  work: Work,
  { chatId, customer, how, invitedBy, state = '' }: Seating,
): Promise<boolean> {
  await holdGroup(work, chatId);
  await nameSpeaker(work, { id: customer.id, kind: 'customer', name: customer.name, avatar: null });
  if (!(await seatGuest(work, chatId, customer.id))) return false;
  await work.sql(
    `insert into customer_group_people (corp_id, chat_id, customer_id, how, invited_by, state, joined_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (corp_id, chat_id, customer_id) do update set how = excluded.how, invited_by = excluded.invited_by,
       state = excluded.state, joined_at = excluded.joined_at, left_at = null, removed = false, greeted = false, warnings = 0`,
    [work.corpId, chatId, customer.id, how, invitedBy ?? null, state, work.now],
  );
  await countDay(work, chatId, { joined: 1 });
  await work.enqueue(greetNewcomers, { chatId }, { key: `${chatId} ${customer.id}` });
  return true;
}

/** A customer leaves, or somebody (`by`) removes them. False where they are not in it. Holds the chat. */
export async function unseatCustomer(
  work: Work,
  chatId: ChatId,
  customerId: CustomerId,
  by: string = customerId,
): Promise<boolean> {
  await holdGroup(work, chatId);
  if (!(await unseatGuest(work, chatId, customerId, by))) return false;
  await work.sql(
    'update customer_group_people set left_at = $4, removed = $5 where corp_id = $1 and chat_id = $2 and customer_id = $3',
    [work.corpId, chatId, customerId, work.now, by !== customerId],
  );
  await countDay(work, chatId, { gone: 1 });
  return true;
}

/** Taken before the chat itself by whoever changes both, so that nobody waits in a ring. */
const holdGroup = (work: Work, chatId: ChatId) =>
  work.sql('select from customer_groups where corp_id = $1 and chat_id = $2 for update', [
    work.corpId,
    chatId,
  ]);
