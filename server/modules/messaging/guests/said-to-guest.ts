import type { ChatId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import type { Work } from '../../../kernel/work.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';

/** A message in a chat of a member with an app or customer, as it stands now; undefined elsewhere, and once recalled. */
export async function saidToGuest(
  work: Work,
  chatId: ChatId,
  seq: number,
): Promise<{ guestId: string; message: MessageEvent } | undefined> {
  const [chat] = await work.sql<{ pair: string }>(
    `select pair from chats where corp_id = $1 and id = $2 and kind in ('app', 'customer') and pair is not null`,
    [work.corpId, chatId],
  );
  if (!chat) return undefined;
  const [row] = await work.sql<EntryRow>(
    `select ${ENTRY_COLUMNS} from chat_entries where corp_id = $1 and chat_id = $2 and seq = $3 and event = 'msg' and recalled_by is null`,
    [work.corpId, chatId, seq],
  );
  return row && { guestId: chat.pair.split(' ')[0]!, message: toMessage(row) };
}
