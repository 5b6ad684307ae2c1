import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { messageToRead } from './message.access.ts';

export const listVersions = implement(messaging.listVersions, async (work, { chatId, seq }) => {
  const { message } = await messageToRead(work, chatId, seq);
  const edits = await work.sql<{ body: { was?: string }; sent_at: Date }>(
    `select body, sent_at from chat_entries where corp_id = $1 and chat_id = $2 and target = $3 and event = 'edit' order by seq`,
    [work.corpId, chatId, seq],
  );
  // Each edit keeps what stood before it; that text had stood since the edit before, or since the message was sent.
  return {
    versions: edits.map((e, i) => ({
      text: e.body.was ?? '',
      at: (i === 0 ? new Date(message.ts) : edits[i - 1]!.sent_at).toISOString(),
    })),
  };
});
