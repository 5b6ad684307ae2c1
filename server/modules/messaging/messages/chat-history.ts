import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { briefsOf } from '../../directory/index.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';
import { wordsOf } from '../search/words-of.ts';

export interface HistoryLine {
  seq: number;
  /** userid of a member, else the id of whoever spoke */
  sender: string;
  kind: string;
  text: string;
  /** ISO 8601 */
  sentAt: string;
}

/** The newest messages of a chat by id or title, oldest first, for whoever operates the installation. Recalled ones show no text. */
export async function chatHistory(
  work: Work,
  { chat, limit }: { chat: string; limit: number },
): Promise<HistoryLine[] | 'none' | 'several'> {
  const chats = await work.sql<{ id: ChatId }>(
    'select id from chats where corp_id = $1 and (id = $2 or title = $2) limit 2',
    [work.corpId, chat],
  );
  if (chats.length === 0) return 'none';
  if (chats.length > 1) return 'several';
  const rows = await work.sql<EntryRow>(
    `select ${ENTRY_COLUMNS} from chat_entries where corp_id = $1 and chat_id = $2 and event = 'msg' order by seq desc limit $3`,
    [work.corpId, chats[0]!.id, limit],
  );
  const messages = rows.map(toMessage).toReversed();
  const senders = new Map(
    (await briefsOf(work, [...new Set(messages.map((m) => m.u))] as MemberId[])).map((b) => [
      b.id as string,
      b.userid,
    ]),
  );
  return messages.map((m) => ({
    seq: m.s,
    sender: senders.get(m.u) ?? m.u,
    kind: m.rc === undefined ? m.k : 'recalled',
    text: wordsOf(m),
    sentAt: new Date(m.ts).toISOString(),
  }));
}
