// Tasks: what one member is to do, for themselves or for a colleague; and everything that waits for a member, in one list.
import * as z from 'zod';
import { Listed } from './approvals.ts';
import { AskedReview } from './assessment.ts';
import { endpoint } from './define.ts';
import { ChatId, MemberId, TaskId } from './ids.ts';
import { MessageEvent } from './realtime.ts';

const when = z.iso.datetime();
const title = z.string().trim().min(1).max(500);
const note = z.string().max(10_000);

export const CheckItem = z.object({
  /** made by the client; stays while the item is rewritten or moved */
  id: z.string().min(1).max(40),
  text: z.string().trim().min(1).max(500),
  done: z.boolean(),
});
export type CheckItem = z.infer<typeof CheckItem>;
const checklist = z
  .array(CheckItem)
  .max(100)
  .refine((items) => new Set(items.map((i) => i.id)).size === items.length);

export const Task = z.object({
  id: TaskId,
  title: z.string(),
  /** the message it was made from, for those who may read it */
  chatId: ChatId.nullable(),
  seq: z.number().int().nullable(),
  createdBy: MemberId,
  assignee: MemberId,
  dueAt: when.nullable(),
  /** when the assignee is reminded; null once that has happened */
  remindAt: when.nullable(),
  /** items of the checklist, and how many are ticked */
  items: z.number().int(),
  ticked: z.number().int(),
  /** open tasks that must be finished first */
  blocked: z.number().int(),
  createdAt: when,
  doneAt: when.nullable(),
});
export type Task = z.infer<typeof Task>;

export const TaskCard = Task.extend({
  note: z.string(),
  checklist: z.array(CheckItem),
  watchers: z.array(MemberId),
  /** what must be finished first, as far as the reader may see it */
  waitsFor: z.array(z.object({ id: TaskId, title: z.string(), done: z.boolean() })),
  doneBy: MemberId.nullable(),
});
export type TaskCard = z.infer<typeof TaskCard>;

const one = z.object({ taskId: TaskId });

/** A request to decide, as much of it as a list shows. */
const Asked = Listed.pick({ id: true, no: true, title: true, titleEn: true, applicantId: true });

/** One thing that waits for a member. `at` is when it began to wait. */
export const Awaiting = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), at: when, dueAt: when.nullable(), task: Task }),
  z.object({ kind: z.literal('approval'), at: when, dueAt: when.nullable(), approval: Asked }),
  z.object({
    kind: z.literal('mention'),
    at: when,
    dueAt: z.null(),
    /** of the chat; '' for direct ones */
    title: z.string(),
    /** the newest one there that calls me */
    message: MessageEvent,
  }),
  z.object({ kind: z.literal('review'), at: when, dueAt: when.nullable(), review: AskedReview }),
]);
export type Awaiting = z.infer<typeof Awaiting>;

export const tasks = {
  listAwaiting: endpoint({
    method: 'GET',
    path: '/awaiting',
    summary:
      'Everything that waits for me: open tasks, requests to decide, forms of assessment, mentions not read; what is due first comes first',
    who: 'member',
    input: z.object({}),
    /** at most 100 of each kind */
    output: z.object({ items: z.array(Awaiting) }),
    errors: [],
  }),
  listTasks: endpoint({
    method: 'GET',
    path: '/tasks',
    summary:
      'Tasks I am to do, have given to others, or watch; open ones by due time, finished ones newest first',
    who: 'member',
    input: z.object({
      box: z.enum(['mine', 'given', 'watched']).default('mine'),
      done: z.stringbool().default(false),
      q: z.string().trim().max(100).optional(),
      after: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ tasks: z.array(Task), next: z.string().nullable() }),
    errors: [],
  }),
  addTask: endpoint({
    method: 'POST',
    path: '/tasks',
    summary: 'A task for me or a colleague, from a message or on its own',
    who: 'member',
    input: z.object({
      title,
      note: note.default(''),
      assignee: MemberId.optional(),
      watchers: z.array(MemberId).max(50).default([]),
      chatId: ChatId.optional(),
      seq: z.number().int().positive().optional(),
      dueAt: when.optional(),
      /** minutes before the due time */
      remindMinutes: z.number().int().min(0).max(43_200).nullable().default(60),
      checklist: checklist.default([]),
    }),
    output: TaskCard,
    errors: ['messaging.chat_not_found', 'messaging.message_not_found', 'tasks.unknown_member'],
  }),
  getTask: endpoint({
    method: 'GET',
    path: '/tasks/:taskId',
    summary: 'A task with its note, checklist and people; for its maker, assignee and watchers',
    who: 'member',
    input: one,
    output: TaskCard,
    errors: ['tasks.not_found'],
  }),
  changeTask: endpoint({
    method: 'PATCH',
    path: '/tasks/:taskId',
    summary: 'Change what was given; for its maker and assignee',
    who: 'member',
    input: one.extend({
      title: title.optional(),
      note: note.optional(),
      assignee: MemberId.optional(),
      watchers: z.array(MemberId).max(50).optional(),
      dueAt: when.nullable().optional(),
      remindMinutes: z.number().int().min(0).max(43_200).nullable().optional(),
      checklist: checklist.optional(),
      waitsFor: z.array(TaskId).max(20).optional(),
    }),
    output: TaskCard,
    errors: ['tasks.not_found', 'tasks.not_yours', 'tasks.unknown_member', 'tasks.waits_in_circle'],
  }),
  tickItem: endpoint({
    method: 'PUT',
    path: '/tasks/:taskId/items/:itemId',
    summary: 'Tick or untick one item of a checklist',
    who: 'member',
    input: one.extend({ itemId: z.string().min(1).max(40), done: z.boolean() }),
    output: TaskCard,
    errors: ['tasks.not_found', 'tasks.not_yours'],
  }),
  finishTask: endpoint({
    method: 'PUT',
    path: '/tasks/:taskId/done',
    summary: 'Finish or reopen a task; for its maker and assignee',
    who: 'member',
    input: one.extend({ done: z.boolean() }),
    output: TaskCard,
    errors: ['tasks.not_found', 'tasks.not_yours', 'tasks.blocked'],
  }),
  dropTask: endpoint({
    method: 'DELETE',
    path: '/tasks/:taskId',
    summary: 'Delete a task; for its maker',
    who: 'member',
    input: one,
    output: z.object({}),
    errors: ['tasks.not_found', 'tasks.not_yours'],
  }),
};
