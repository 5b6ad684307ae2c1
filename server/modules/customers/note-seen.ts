import { event } from '@teahouse/contract/define';
import { ChatId, CustomerId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../kernel/work.ts';

/** A customer's page has shown their chat up to this number. */
export const customerSaw = event(
  'customers.customer_saw',
  'server',
  z.object({ chatId: ChatId, seq: z.number().int() }),
);

/** A customer opened their page by a code. */
export const customerCame = event(
  'customers.customer_came',
  'server',
  z.object({ customerId: CustomerId, at: z.iso.datetime() }),
);

/** Remembers how far the page has shown a chat; says so only when it went further. */
export async function noteSeen(work: Work, chatId: ChatId, seq: number): Promise<void> {
  const further = await work.sql(
    'update customer_follows set seen_seq = $3 where corp_id = $1 and chat_id = $2 and seen_seq < $3 returning chat_id',
    [work.corpId, chatId, seq],
  );
  if (further.length) await work.emit(customerSaw, { chatId, seq });
}

/**
 * How far the pages of these chats have shown them. Held until the work is done: a page that shows more waits, and says so afterwards.
 */
export async function seenUpTo(work: Work, chatIds: readonly ChatId[]): Promise<Map<ChatId, number>> {
  const rows = await work.sql<{ chat_id: ChatId; seen_seq: number }>(
    'select chat_id, seen_seq from customer_follows where corp_id = $1 and chat_id = any($2) order by chat_id for share',
    [work.corpId, chatIds],
  );
  return new Map(rows.map((r) => [r.chat_id, Number(r.seen_seq)]));
}
