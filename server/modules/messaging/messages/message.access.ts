import type { ChatId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { mySeat, type Seat } from '../messaging.access.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';

/** A message in a chat where the actor sits. */
export async function messageToRead(
  work: Work,
  chatId: ChatId,
  seq: number,
): Promise<{ seat: Seat; message: MessageEvent }> {
  const [seat, rows] = await Promise.all([mySeat(work, chatId), messagesAt(work, chatId, [seq])]);
  return { seat, message: rows[0] ?? fail('messaging.message_not_found') };
}

/** Messages of a chat by seq, in that order. The caller has checked the seat. */
export async function messagesAt(
  work: Work,
  chatId: ChatId,
  seqs: readonly number[],
): Promise<MessageEvent[]> {
  const rows = await work.sql<EntryRow>(
    `select ${ENTRY_COLUMNS} from chat_entries where corp_id = $1 and chat_id = $2 and seq = any($3) and event = 'msg' order by seq`,
    [work.corpId, chatId, seqs],
  );
  return rows.map(toMessage);
}
