import { customerMoved } from '@teahouse/contract/customer-transfers';
import type { ChatId, CustomerId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { passGuestChat } from '../../messaging/index.ts';
import { noteEvent } from '../note-event.ts';
import { refreshSearch } from '../search-words.ts';

export interface Move {
  customerId: CustomerId;
  from: MemberId;
  to: MemberId;
  toName: string;
}

/** One customer goes to another member with chat, notes and tags. False where the pair is gone by now. */
export async function moveFollow(work: Work, { customerId, from, to, toName }: Move): Promise<boolean> {
  const [pair] = await work.sql<{ chat_id: ChatId }>(
    `select chat_id from customer_follows where corp_id = $1 and customer_id = $2 and member_id = $3 and state <> 'refused' for update`,
    [work.corpId, customerId, from],
  );
  if (!pair) return false;
  const passed = await passGuestChat(work, { chatId: pair.chat_id, guestId: customerId, from, to });
  await (passed ? handOn : joinNotes)(work, { customerId, from, to });
  await noteEvent(work, { customerId, memberId: to, kind: 'moved', detail: toName });
  await refreshSearch(work, customerId);
  await work.emit(customerMoved, { customerId, from, to });
  return true;
}

type Pair = Pick<Move, 'customerId' | 'from' | 'to'>;

/** The pair becomes the other member's as it is. */
async function handOn(work: Work, { customerId, from, to }: Pair): Promise<void> {
  const key = [work.corpId, customerId, from, to];
  for (const table of ['customer_follows', 'customer_follow_tags'])
    await work.sql(
      `update ${table} set member_id = $4 where corp_id = $1 and customer_id = $2 and member_id = $3`,
      key,
    );
}

/** The other has this customer already: what they lack is added to what they have, and the old chat stays to be read. */
async function joinNotes(work: Work, { customerId, from, to }: Pair): Promise<void> {
  const key = [work.corpId, customerId, from, to];
  await work.sql(
    `update customer_follows mine set remark = coalesce(nullif(mine.remark, ''), theirs.remark), company = coalesce(nullif(mine.company, ''), theirs.company),
            description = coalesce(nullif(mine.description, ''), theirs.description),
            mobiles = array(select distinct x from unnest(mine.mobiles || theirs.mobiles) x),
            personal = array(select distinct x from unnest(mine.personal || theirs.personal) x), state = 'following'
       from customer_follows theirs
      where mine.corp_id = $1 and mine.customer_id = $2 and mine.member_id = $4
        and theirs.corp_id = $1 and theirs.customer_id = $2 and theirs.member_id = $3`,
    key,
  );
  await work.sql(
    `insert into customer_follow_tags (corp_id, customer_id, member_id, tag_id)
     select $1, $2, $4, tag_id from customer_follow_tags where corp_id = $1 and customer_id = $2 and member_id = $3 on conflict do nothing`,
    key,
  );
  await work.sql(
    `update customer_follows set state = 'refused' where corp_id = $1 and customer_id = $2 and member_id = $3`,
    key.slice(0, 3),
  );
}
