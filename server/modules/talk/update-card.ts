import type { MemberId } from '@teahouse/contract/ids';
import { TemplateBody } from '@teahouse/contract/program-messages';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import { changeBody } from '../messaging/index.ts';
import { cardIn, copiesOf } from './app-message.ts';

export interface CardUpdate {
  appId: string;
  code: string;
  to: readonly MemberId[] | 'all';
  /** words that take the place of the buttons, or a whole new card */
  change: { replaceName: string } | { card: TemplateBody };
}

/**
 * Changes a card that members have, once per response code. Returns whom of those named it did not reach. Fails with talk.bad_code.
 */
export async function updateCard(work: Work, { appId, code, to, change }: CardUpdate): Promise<MemberId[]> {
  const [used] = await work.sql<{ message_id: string }>(
    `update card_codes set used_at = $4 where corp_id = $1 and code = $2 and app_id = $3 and used_at is null and expires_at > $4
      returning message_id`,
    [work.corpId, code, appId, work.now],
  );
  if (!used) return fail('talk.bad_code');
  const copies = await copiesOf(work, used.message_id, to);
  for (const { chatId, seq } of copies) {
    await changeBody(work, chatId, seq, (message) => {
      const before = cardIn(message);
      if ('replaceName' in change)
        return { ...before, done: { key: before.done?.key ?? '', text: change.replaceName } };
      const { taskId } = before;
      return TemplateBody.parse({ ...change.card, ...(taskId === undefined ? {} : { taskId }) });
    });
  }
  const reached = new Set(copies.map((c) => c.memberId));
  return to === 'all' ? [] : to.filter((id) => !reached.has(id));
}

/** The older way: by task id instead of a code, for members named. Fails with talk.message_not_found. */
export async function updateTask(
  work: Work,
  task: { appId: string; taskId: string; to: readonly MemberId[]; replaceName: string },
): Promise<MemberId[]> {
  const [message] = await work.sql<{ id: string }>(
    'select id from app_messages where corp_id = $1 and app_id = $2 and task_id = $3',
    [work.corpId, task.appId, task.taskId],
  );
  if (!message) return fail('talk.message_not_found');
  const copies = await copiesOf(work, message.id, task.to);
  for (const { chatId, seq } of copies)
    await changeBody(work, chatId, seq, (m) => {
      const before = cardIn(m);
      return { ...before, done: { key: before.done?.key ?? '', text: task.replaceName } };
    });
  const reached = new Set(copies.map((c) => c.memberId));
  return task.to.filter((id) => !reached.has(id));
}
