import type { ChatId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';

/** The number of what was posted under this client id, for whoever cannot know whether it was; undefined where nothing was. */
export async function postedAs(
  work: Work,
  chatId: ChatId,
  senderId: string,
  cid: string,
): Promise<number | undefined> {
  const [row] = await work.sql<{ seq: number }>(
    'select seq from chat_entries where corp_id = $1 and chat_id = $2 and client_id = $3 and sender_id = $4',
    [work.corpId, chatId, cid, senderId],
  );
  return row?.seq;
}
