import { randomUUID } from 'node:crypto';
import type { ChatId, IdOf, MemberId } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import { Failure, fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { job } from '../../../kernel/jobs.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { appendLane } from '../log/append-lane.ts';
import { mySeat } from '../messaging.access.ts';
import { filesIn, withTrueFiles } from './draft-files.ts';

interface Row {
  id: IdOf<'sch'>;
  chat_id: string;
  draft: unknown;
  due_at: Date;
  failed: string | null;
}

const toScheduled = (r: Row) => ({
  id: r.id,
  chatId: r.chat_id as ChatId,
  draft: Draft.parse(r.draft),
  at: r.due_at.toISOString(),
  failed: r.failed,
});

export const scheduleMessage = implement(messaging.scheduleMessage, async (work, { chatId, draft, at }) => {
  const seat = await mySeat(work, chatId);
  if (seat.archived) fail('messaging.chat_archived');
  if (draft.k === 'forward') fail('common.not_allowed', 'a made-up record');
  const due = new Date(at);
  if (due <= work.now)
    fail('common.invalid_input', 'in the past', [{ path: 'at', text: 'This time has passed' }]);
  const checked = await withTrueFiles(work, draft);
  const row = await work.db
    .insertInto('scheduled')
    .values({
      id: newId('sch'),
      member_id: actingMember(work),
      chat_id: chatId,
      client_id: randomUUID(),
      draft: JSON.stringify(checked),
      due_at: due,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await work.enqueue(sendScheduled, { id: row.id }, { runAt: due, key: row.id });
  return toScheduled(row);
});

export const listScheduled = implement(messaging.listScheduled, async (work, { chatId }) => {
  let mine = work.db
    .selectFrom('scheduled')
    .selectAll()
    .where('member_id', '=', actingMember(work))
    .orderBy('due_at')
    .limit(200);
  if (chatId) mine = mine.where('chat_id', '=', chatId);
  return { scheduled: (await mine.execute()).map(toScheduled) };
});

export const cancelScheduled = implement(messaging.cancelScheduled, async (work, { scheduledId }) => {
  const row = await work.db
    .deleteFrom('scheduled')
    .where('id', '=', scheduledId)
    .where('member_id', '=', actingMember(work))
    .returning('id')
    .executeTakeFirst();
  return row ? {} : fail('common.not_found');
});

/** Sends what is due. The stored client id makes a second run of the same job harmless. */
export const sendScheduled = job(
  'messaging.send_scheduled',
  z.object({ id: z.string() }),
  { tries: 20 },
  async (shift, { id }) => {
    const row = await shift.work((work) =>
      work.db
        .selectFrom('scheduled')
        .selectAll()
        .where('id', '=', id as IdOf<'sch'>)
        .where('failed', 'is', null)
        .executeTakeFirst(),
    );
    if (!row) return; // cancelled meanwhile
    try {
      const draft = Draft.parse(row.draft);
      await shift.work((work) =>
        work.commitTogether(appendLane, {
          key: row.chat_id as ChatId,
          sender: row.member_id as MemberId,
          seated: true,
          cid: row.client_id,
          draft,
          files: filesIn(draft),
        }),
      );
      await shift.work((work) => work.db.deleteFrom('scheduled').where('id', '=', row.id).execute());
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // The chat refused it for good (left, dissolved): the sender sees why and decides.
      await shift.work((work) =>
        work.db.updateTable('scheduled').set({ failed: error.code }).where('id', '=', row.id).execute(),
      );
    }
  },
);
