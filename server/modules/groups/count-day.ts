import type { ChatId } from '@teahouse/contract/ids';
import type { Work } from '../../kernel/work.ts';
import { corpZone } from '../directory/index.ts';

export type Counted = Partial<Record<'joined' | 'gone' | 'messages' | 'active', number>>;

/** Adds to the figures of a group's day. */
export async function countDay(
  work: Work,
  chatId: ChatId,
  { joined = 0, gone = 0, messages = 0, active = 0 }: Counted,
  at: Date = work.now,
): Promise<void> {
  await work.sql(
    `insert into customer_group_days as d (corp_id, chat_id, day, joined, gone, messages, active)
     values ($1, $2, ($3::timestamptz at time zone $4)::date, $5, $6, $7, $8)
     on conflict (corp_id, chat_id, day) do update set joined = d.joined + excluded.joined, gone = d.gone + excluded.gone,
       messages = d.messages + excluded.messages, active = d.active + excluded.active`,
    [work.corpId, chatId, at, await corpZone(work), joined, gone, messages, active],
  );
}
