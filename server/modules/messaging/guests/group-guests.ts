import type { ChatId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { letSpeak } from './speakers.ts';

/** A speaker comes into a group, and reads what is said from now on. Returns false where they are in it already. Holds the chat. */
export async function seatGuest(work: Work, chatId: ChatId, speakerId: string): Promise<boolean> {
  const head = await holdHead(work, chatId);
  const there = await work.sql(
    'select from chat_guests where corp_id = $1 and chat_id = $2 and speaker_id = $3 and left_at is null',
    [work.corpId, chatId, speakerId],
  );
  if (there.length) return false;
  await letSpeak(work, chatId, speakerId);
  await work.sql(
    'update chat_guests set since_seq = $4, left_at = null where corp_id = $1 and chat_id = $2 and speaker_id = $3',
    [work.corpId, chatId, speakerId, head.seq],
  );
  await appendSystem(work, head, { what: 'joined', members: [speakerId] }, speakerId);
  return true;
}

/** A speaker leaves a group or (`by` somebody else) is removed. Their name stays known to those who read what they said. Holds the chat. */
export async function unseatGuest(
  work: Work,
  chatId: ChatId,
  speakerId: string,
  by: string = speakerId,
): Promise<boolean> {
  const head = await holdHead(work, chatId);
  const gone = await work.sql(
    `update chat_guests set left_at = $4 where corp_id = $1 and chat_id = $2 and speaker_id = $3 and left_at is null returning chat_id`,
    [work.corpId, chatId, speakerId, work.now],
  );
  if (gone.length === 0) return false;
  await appendSystem(work, head, { what: by === speakerId ? 'left' : 'removed', members: [speakerId] }, by);
  return true;
}

/** A line everybody in the chat reads, guests as well. Holds the chat. */
export async function noticeIn(work: Work, chatId: ChatId, text: string): Promise<void> {
  await appendSystem(work, await holdHead(work, chatId), { what: 'notice', text });
}
