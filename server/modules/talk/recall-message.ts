import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { recallAs } from '../messaging/index.ts';
import { copiesOf } from './app-message.ts';

const WINDOW_MS = 24 * 3_600_000;

/** Takes an app's message back from everybody who got it. Fails with talk.message_not_found, talk.too_late. */
export async function recallMessage(work: Work, appId: string, messageId: string): Promise<void> {
  const [message] = await work.sql<{ sent_at: Date; recalled_at: Date | null }>(
    'select sent_at, recalled_at from app_messages where corp_id = $1 and id = $2 and app_id = $3 for update',
    [work.corpId, messageId, appId],
  );
  if (!message) return fail('talk.message_not_found');
  if (work.now.getTime() - message.sent_at.getTime() > WINDOW_MS) fail('talk.too_late');
  if (message.recalled_at) return;
  // Those who have not got it yet never will.
  await work.sql('update app_messages set recalled_at = $3, draft = null where corp_id = $1 and id = $2', [
    work.corpId,
    messageId,
    work.now,
  ]);
  for (const { chatId, seq } of await copiesOf(work, messageId, 'all')) await recallAs(work, chatId, seq);
}
