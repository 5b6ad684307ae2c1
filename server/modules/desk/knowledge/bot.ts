import type { ChatId, CustomerId, DeskArticleId } from '@teahouse/contract/ids';
import { uuidOf } from '../../../kernel/ids.ts';
import type { Work } from '../../../kernel/work.ts';
import { postAs } from '../../messaging/index.ts';
import type { DeskRow } from '../desk.access.ts';
import { sayIn } from '../words.ts';
import { findArticles } from './find-articles.ts';
import { sureOf } from './score.ts';

export type BotSaid =
  | { what: 'answered'; articleId: DeskArticleId }
  | { what: 'unknown' }
  | { what: 'human' };

/** A wish for a person, in the words people use for it. */
const HUMAN =
  /^(我要|我想|请|帮我|能不能|可以)?(转|找|要|接|换)?(接)?(个|一下|一个)?(人工|真人|客服)(客服|服务|坐席)?[吗吧呢。！!？?]*$|\b(human|agent|real person|operator)\b/i;

/**
 * The bot's word on a question: the answer it is sure of, else that a human can be asked. It posts before anything is held, and by
 * an id made from the question, so however often it runs it answers once.
 */
export async function botAnswers(
  work: Work,
  desk: DeskRow,
  asked: { chatId: ChatId; customerId: CustomerId; seq: number; text: string },
): Promise<BotSaid> {
  if (HUMAN.test(asked.text.trim())) return { what: 'human' };
  const article = sureOf(await findArticles(work, asked.text, desk.id));
  await postAs(work, {
    speakerId: desk.id,
    chatId: asked.chatId,
    cid: uuidOf(`bot ${asked.chatId} ${asked.seq}`),
    draft: { k: 'text', b: { text: article?.answer ?? (await sayIn(work, asked.customerId, 'unknown')) } },
  });
  return article ? { what: 'answered', articleId: article.id } : { what: 'unknown' };
}
