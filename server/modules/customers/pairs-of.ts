import type { Work } from '../../kernel/work.ts';
import type { Addressed } from './audience.ts';

/** Members with the customers they follow and their chat, in the order of chats, those after `after`. */
export const pairsOf = (work: Work, after: string, limit: number): Promise<Omit<Addressed, 'personId'>[]> =>
  work.sql(
    `select customer_id "customerId", member_id "memberId", chat_id "chatId" from customer_follows
      where corp_id = $1 and state = 'following' and chat_id > $2 order by chat_id limit $3`,
    [work.corpId, after, limit],
  );
