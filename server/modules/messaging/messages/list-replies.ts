import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';
import { messageToRead } from './message.access.ts';

/** A thread is the message, its replies, and their replies in turn. */
export const listReplies = implement(messaging.listReplies, async (work, { chatId, seq }) => {
  const { message } = await messageToRead(work, chatId, seq);
  const rows = await work.sql<EntryRow>(
    `with recursive thread as (
       select seq from chat_entries where corp_id = $1 and chat_id = $2 and reply_to = $3
       union
       select e.seq from chat_entries e join thread t on e.corp_id = $1 and e.chat_id = $2 and e.reply_to = t.seq
     )
     select ${ENTRY_COLUMNS} from chat_entries
      where corp_id = $1 and chat_id = $2 and seq in (select seq from thread) order by seq limit 500`,
    [work.corpId, chatId, seq],
  );
  return { root: message, replies: rows.map(toMessage) };
});
