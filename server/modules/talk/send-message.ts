import { createHash } from 'node:crypto';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { newId } from '../../kernel/ids.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { Work } from '../../kernel/work.ts';
import type { App } from '../apps/index.ts';
import { type AnyDraft, type AppMessageId, newCardCode } from './app-message.ts';
import { BATCH, deliver, deliverMessage } from './deliver-message.ts';

export interface OutgoingMessage {
  app: App;
  to: readonly MemberId[];
  draft: AnyDraft;
  /** the same to the same within so many milliseconds is not sent again */
  repeatMs?: number | undefined;
  /** a name of the app's own for this message, by which repeats are known instead of by whom and what */
  repeatKey?: string | undefined;
}

export interface Sent {
  id: AppMessageId;
  /** for cards that call back */
  code: string | undefined;
}

/**
 * Sends a message of an app into each member's chat with it. A few are delivered before this returns, crowds by a job. Fails with
 * talk.nobody, or talk.task_taken where a card's task id was used before.
 */
export async function sendMessage(shift: Shift, message: OutgoingMessage): Promise<Sent> {
  const { app, to, draft } = message;
  if (to.length === 0) fail('talk.nobody');
  const taskId = draft.k === 'template' ? draft.b.taskId : undefined;
  const fingerprint = fingerprintOf(message.repeatKey ?? [to.toSorted(), draft]);
  const { id, fresh, code } = await shift.work(async (work) => {
    const repeat = message.repeatMs ? await repeatOf(work, app.id, fingerprint, message.repeatMs) : undefined;
    if (repeat) return { id: repeat, fresh: false, code: undefined };
    const made = newId('out');
    const kept = await work.sql(
      `insert into app_messages (corp_id, id, app_id, kind, draft, task_id, fingerprint, sent_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict on constraint app_messages_task do nothing returning id`,
      [work.corpId, made, app.id, draft.k, JSON.stringify(draft), taskId ?? null, fingerprint, work.now],
    );
    if (kept.length === 0) fail('talk.task_taken');
    await work.sql(
      'insert into app_message_copies (corp_id, message_id, member_id) select $1, $2, m from unnest($3::text[]) m',
      [work.corpId, made, [...new Set(to)]],
    );
    if (to.length > BATCH) await work.enqueue(deliverMessage, { id: made });
    return { id: made, fresh: true, code: taskId ? await newCardCode(work, app.id, made) : undefined };
  });
  if (fresh && to.length <= BATCH) await deliver(shift, id);
  return { id, code };
}

async function repeatOf(
  work: Work,
  appId: string,
  fingerprint: string,
  withinMs: number,
): Promise<AppMessageId | undefined> {
  await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${work.corpId} ${fingerprint}`]);
  const [row] = await work.sql<{ id: AppMessageId }>(
    `select id from app_messages where corp_id = $1 and app_id = $2 and fingerprint = $3 and sent_at > $4
      order by sent_at desc limit 1`,
    [work.corpId, appId, fingerprint, new Date(work.now.getTime() - withinMs)],
  );
  return row?.id;
}

const fingerprintOf = (what: unknown) => createHash('sha256').update(JSON.stringify(what)).digest('hex');
