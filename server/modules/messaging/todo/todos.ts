import type { ChatId, IdOf } from '@teahouse/contract/ids';
import { messaging } from '@teahouse/contract/messaging';
import type { Todo } from '@teahouse/contract/messaging-shapes';
import type * as z from 'zod';
import { fail } from '../../../kernel/fail.ts';
import { newId } from '../../../kernel/ids.ts';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { messageToRead } from '../messages/message.access.ts';

interface Row {
  id: IdOf<'todo'>;
  chat_id: string | null;
  seq: number | null;
  text: string;
  created_at: Date;
  due_at: Date | null;
  done_at: Date | null;
}

const toTodo = (r: Row): z.input<typeof Todo> => ({
  id: r.id,
  chatId: r.chat_id as ChatId | null,
  seq: r.seq,
  text: r.text,
  createdAt: r.created_at.toISOString(),
  dueAt: r.due_at?.toISOString() ?? null,
  doneAt: r.done_at?.toISOString() ?? null,
});

export const listTodos = implement(messaging.listTodos, async (work, { done }) => {
  const rows = await work.db
    .selectFrom('todos')
    .selectAll()
    .where('member_id', '=', actingMember(work))
    .where('done_at', done ? 'is not' : 'is', null)
    .orderBy('due_at')
    .orderBy('created_at', 'desc')
    .limit(500)
    .execute();
  return { todos: rows.map(toTodo) };
});

export const addTodo = implement(messaging.addTodo, async (work, { text, chatId, seq, dueAt }) => {
  if (chatId && seq) await messageToRead(work, chatId, seq);
  const row = await work.db
    .insertInto('todos')
    .values({
      id: newId('todo'),
      member_id: actingMember(work),
      chat_id: chatId ?? null,
      seq: seq ?? null,
      text,
      created_at: work.now,
      due_at: dueAt ? new Date(dueAt) : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toTodo(row);
});

export const finishTodo = implement(messaging.finishTodo, async (work, { todoId, done }) => {
  const row = await work.db
    .updateTable('todos')
    .set({ done_at: done ? work.now : null })
    .where('id', '=', todoId)
    .where('member_id', '=', actingMember(work))
    .returningAll()
    .executeTakeFirst();
  return row ? toTodo(row) : fail('common.not_found');
});
