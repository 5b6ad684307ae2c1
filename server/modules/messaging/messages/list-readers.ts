import type { MemberId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { messageToRead } from './message.access.ts';

/** In groups up to this size the sender sees names; in larger ones only how many. */
export const NAMES_UP_TO = 20;

export const listReaders = implement(messaging.listReaders, async (work, { chatId, seq }) => {
  const me = actingMember(work);
  const { message } = await messageToRead(work, chatId, seq);
  if (message.u !== me) fail('messaging.not_yours');
  const [count] = await work.sql<{ total: number; read: number }>(
    `select count(*) total, count(*) filter (where read_n >= $3) read from chat_seats
      where corp_id = $1 and chat_id = $2 and joined_n < $3 and member_id <> $4`,
    [work.corpId, chatId, message.n, me],
  );
  const { total, read: readCount } = count!;
  if (total + 1 > NAMES_UP_TO) return { readCount, total, read: null, unread: null };
  const seats = await work.sql<{ member_id: MemberId; read: boolean }>(
    `select member_id, read_n >= $3 read from chat_seats
      where corp_id = $1 and chat_id = $2 and joined_n < $3 and member_id <> $4 order by member_id`,
    [work.corpId, chatId, message.n, me],
  );
  return {
    readCount,
    total,
    read: seats.filter((s) => s.read).map((s) => s.member_id),
    unread: seats.filter((s) => !s.read).map((s) => s.member_id),
  };
});
