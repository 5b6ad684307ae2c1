import { messaging } from '@teahouse/contract/messaging';
import { fail } from '../../../kernel/fail.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { appendChange } from '../log/append-in.ts';
import { mySeat } from '../messaging.access.ts';
import { messageToRead } from './message.access.ts';

export const reactToMessage = implement(
  messaging.reactToMessage,
  async (work, { chatId, seq, emoji, on }) => {
    const me = actingMember(work);
    const seat = await mySeat(work, chatId);
    if (seat.archived) fail('messaging.chat_archived');
    const { message } = await messageToRead(work, chatId, seq);
    // Nothing to change: no event, so a double click leaves no trace in the log.
    if ((message.rx?.[emoji] ?? []).includes(me) === on) return message;
    return await appendChange(work, chatId, seq, { t: 'react', e: emoji, on }, (held) => {
      if (held.rc !== undefined) fail('messaging.recalled');
    });
  },
);
