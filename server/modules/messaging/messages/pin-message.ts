import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { appendChange } from '../log/append-in.ts';
import { mySeat } from '../messaging.access.ts';
import { ENTRY_COLUMNS, type EntryRow, toMessage } from '../messaging.present.ts';

export const pinMessage = implement(messaging.pinMessage, async (work, { chatId, seq, on }) => {
  const seat = await mySeat(work, chatId);
  if (seat.archived) fail('messaging.chat_archived');
  if (seat.kind !== 'direct' && seat.role === 'member' && seat.settings.pin === 'admins')
    fail('messaging.needs_admin');
  return await appendChange(work, chatId, seq, { t: 'pin', on }, (message) => {
    if (message.rc !== undefined) fail('messaging.recalled');
  });
});

export const listPins = implement(messaging.listPins, async (work, { chatId }) => {
  await mySeat(work, chatId);
  const rows = await work.sql<EntryRow>(
    `select ${ENTRY_COLUMNS} from chat_entries where corp_id = $1 and chat_id = $2 and pinned_by is not null order by seq desc limit 100`,
    [work.corpId, chatId],
  );
  return { messages: rows.map(toMessage) };
});
