import type { ChatId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { fail } from '../../../kernel/fail.ts';
import type { Work } from '../../../kernel/work.ts';
import { detachFiles } from '../../files/index.ts';
import { appendChange } from '../log/append-in.ts';
import { filesIn } from '../messages/draft-files.ts';

/**
 * Changes what a program wrote, for everybody who sees it. `next` sees the message as it stands, under the chat's lock, and may refuse
 * by failing. Fails with messaging.message_not_found or messaging.recalled. The caller has checked that they may.
 */
export async function changeBody(
  work: Work,
  chatId: ChatId,
  seq: number,
  next: (message: MessageEvent) => Record<string, unknown>,
): Promise<MessageEvent> {
  return await appendChange(
    work,
    chatId,
    seq,
    (message) => ({ t: 'edit', b: next(message) }),
    (message) => {
      if (message.rc !== undefined) fail('messaging.recalled');
    },
  );
}

/** Takes back what a program said; saying it twice is the same. The caller has checked that they may. */
export async function recallAs(work: Work, chatId: ChatId, seq: number): Promise<void> {
  let before: MessageEvent | undefined;
  await appendChange(work, chatId, seq, { t: 'recall' }, (message) => {
    before = message;
  });
  if (before && before.rc === undefined)
    await detachFiles(work, filesIn(before), { kind: 'chat', id: chatId });
}
