import { type ProgramDraft, TemplateBody } from '@teahouse/contract/program-messages';
import type { Draft, MessageEvent } from '@teahouse/contract/realtime';
import { randomBytes } from 'node:crypto';
import type { ChatId, IdOf, MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';

export type AppMessageId = IdOf<'out'>;
export type AnyDraft = Draft | ProgramDraft;

const CODE_LIFE_MS = 72 * 3_600_000;

/** A code with which the app may change the card once, within three days. */
export async function newCardCode(work: Work, appId: string, messageId: string): Promise<string> {
  const code = randomBytes(24).toString('base64url');
  await work.sql(
    'insert into card_codes (corp_id, code, app_id, message_id, expires_at) values ($1, $2, $3, $4, $5)',
    [work.corpId, code, appId, messageId, new Date(work.now.getTime() + CODE_LIFE_MS)],
  );
  return code;
}

export interface Copy {
  memberId: MemberId;
  chatId: ChatId;
  seq: number;
}

/** The delivered copies of a message: all, or those of some members. */
export async function copiesOf(
  work: Work,
  messageId: string,
  memberIds: readonly MemberId[] | 'all',
): Promise<Copy[]> {
  return await work.sql<Copy>(
    `select member_id "memberId", chat_id "chatId", seq from app_message_copies
      where corp_id = $1 and message_id = $2 and seq is not null and ($3::text[] is null or member_id = any($3)) order by chat_id`,
    [work.corpId, messageId, memberIds === 'all' ? null : memberIds],
  );
}

/** The card in a message; fails where it is something else. */
export function cardIn(message: MessageEvent): TemplateBody {
  return message.k === 'template' ? TemplateBody.parse(message.b) : fail('talk.no_such_button');
}
