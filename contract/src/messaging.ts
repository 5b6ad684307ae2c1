import * as z from 'zod';
import { endpoint } from './define.ts';
import { ChatId, DepartmentId, IdOfScheduled, IdOfTodo, MemberId } from './ids.ts';
import { ChatEvent, Draft, Mentions, MessageEvent } from './realtime.ts';

const seq = z.coerce.number().int().nonnegative();
const when = z.iso.datetime();

export const ChatKind = z.enum(['direct', 'group', 'department', 'app']);

export const ChatSettings = z.object({
  /** who may @all, pin, invite, rename */
  mentionAll: z.enum(['all', 'admins']),
  pin: z.enum(['all', 'admins']),
  invite: z.enum(['all', 'admins']),
  rename: z.enum(['all', 'admins']),
  post: z.enum(['all', 'admins']),
});
export type ChatSettings = z.infer<typeof ChatSettings>;

/** A chat as the reader sees it: the shared facts, where its log stands, and the reader's own marks. */
export const Chat = z.object({
  id: ChatId,
  kind: ChatKind,
  /** '' for direct chats: show `peer` */
  title: z.string(),
  peer: MemberId.nullable(),
  departmentId: DepartmentId.nullable(),
  ownerId: MemberId.nullable(),
  memberCount: z.number().int(),
  announcement: z.object({ text: z.string(), by: MemberId, at: when }).nullable(),
  settings: ChatSettings,
  archived: z.boolean(),
  seq: z.number().int(),
  n: z.number().int(),
  lastAt: when,
  preview: MessageEvent.nullable(),
  my: z.object({
    role: z.enum(['owner', 'admin', 'member']),
    readN: z.number().int(),
    /** messages with n above this raise unread for me (where I joined) */
    joinedN: z.number().int(),
    /** n of the newest message after readN that mentions me or everyone; 0 = none */
    mentionN: z.number().int(),
    muted: z.boolean(),
    top: z.boolean(),
    markedUnread: z.boolean(),
    hidden: z.boolean(),
    draft: z.string(),
  }),
});
export type Chat = z.infer<typeof Chat>;

export const ChatMember = z.object({
  memberId: MemberId,
  name: z.string(),
  role: z.enum(['owner', 'admin', 'member']),
});

export const Todo = z.object({
  id: IdOfTodo,
  chatId: ChatId.nullable(),
  seq: z.number().int().nullable(),
  text: z.string(),
  createdAt: when,
  doneAt: when.nullable(),
  dueAt: when.nullable(),
});

export const Scheduled = z.object({
  id: IdOfScheduled,
  chatId: ChatId,
  draft: Draft,
  at: when,
  failed: z.string().nullable(),
});

const inChat = z.object({ chatId: ChatId });
const onMessage = z.object({ chatId: ChatId, seq });
const chatErrors = ['messaging.chat_not_found'] as const;
const postErrors = [
  'messaging.chat_not_found',
  'messaging.chat_archived',
  'messaging.only_admins_post',
  'messaging.mention_all_denied',
  'messaging.message_not_found',
  'files.not_found',
] as const;
const changeErrors = [
  'messaging.chat_not_found',
  'messaging.chat_archived',
  'messaging.message_not_found',
  'messaging.not_yours',
  'messaging.needs_admin',
  'messaging.too_late',
  'messaging.recalled',
] as const;
const groupErrors = [
  'messaging.chat_not_found',
  'messaging.chat_archived',
  'messaging.needs_admin',
  'messaging.group_full',
  'messaging.owner_must_hand_over',
  'messaging.follows_directory',
  'messaging.unknown_member',
] as const;

export const messaging = {
  listChats: endpoint({
    method: 'GET',
    path: '/chats',
    summary: 'My chats, the ones on top first, then newest first',
    who: 'member',
    input: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100), before: when.optional() }),
    output: z.object({ chats: z.array(Chat), more: z.boolean() }),
    errors: [],
  }),
  getChat: endpoint({
    method: 'GET',
    path: '/chats/:chatId',
    summary: 'One chat',
    who: 'member',
    input: inChat,
    output: Chat,
    errors: chatErrors,
  }),
  openDirect: endpoint({
    method: 'POST',
    path: '/chats/direct',
    summary: 'The chat with one colleague; made on first use',
    who: 'member',
    input: z.object({ memberId: MemberId }),
    output: Chat,
    errors: ['messaging.unknown_member'],
  }),
  createGroup: endpoint({
    method: 'POST',
    path: '/chats',
    summary: 'Open a group',
    who: 'member',
    input: z.object({
      title: z.string().trim().max(60).default(''),
      memberIds: z.array(MemberId).min(1).max(4999),
    }),
    output: Chat,
    errors: ['messaging.unknown_member', 'messaging.group_full'],
  }),
  updateChat: endpoint({
    method: 'PATCH',
    path: '/chats/:chatId',
    summary: 'Rename a group, change its announcement or its rights',
    who: 'member',
    input: inChat.extend({
      title: z.string().trim().min(1).max(60).optional(),
      announcement: z.string().max(5_000).optional(),
      settings: ChatSettings.partial().optional(),
    }),
    output: Chat,
    errors: groupErrors,
  }),
  dissolveChat: endpoint({
    method: 'DELETE',
    path: '/chats/:chatId',
    summary: 'Dissolve a group; its history stays readable',
    who: 'member',
    input: inChat,
    output: z.object({}),
    errors: groupErrors,
  }),
  listChatMembers: endpoint({
    method: 'GET',
    path: '/chats/:chatId/members',
    summary: 'Members of a chat, by page and search',
    who: 'member',
    input: inChat.extend({
      q: z.string().max(60).default(''),
      after: z.string().default(''),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({ members: z.array(ChatMember), total: z.number().int(), next: z.string().nullable() }),
    errors: chatErrors,
  }),
  addChatMembers: endpoint({
    method: 'POST',
    path: '/chats/:chatId/members',
    summary: 'Bring colleagues into a group',
    who: 'member',
    input: inChat.extend({ memberIds: z.array(MemberId).min(1).max(1000) }),
    output: z.object({ added: z.number().int() }),
    errors: groupErrors,
  }),
  removeChatMember: endpoint({
    method: 'DELETE',
    path: '/chats/:chatId/members/:memberId',
    summary: 'Take somebody out of a group, or leave it',
    who: 'member',
    input: inChat.extend({ memberId: MemberId }),
    output: z.object({}),
    errors: groupErrors,
  }),
  setChatRole: endpoint({
    method: 'PUT',
    path: '/chats/:chatId/members/:memberId/role',
    summary: 'Make somebody owner, admin or plain member of a group',
    who: 'member',
    input: inChat.extend({ memberId: MemberId, role: z.enum(['owner', 'admin', 'member']) }),
    output: z.object({}),
    errors: groupErrors,
  }),

  postMessage: endpoint({
    method: 'POST',
    path: '/chats/:chatId/messages',
    summary: 'Post a message; the same cid posts once',
    who: 'member',
    input: inChat.extend({
      cid: z.uuid(),
      draft: Draft,
      at: Mentions.optional(),
      re: z.number().int().positive().optional(),
    }),
    output: z.object({ seq: z.number().int(), n: z.number().int(), id: z.string(), at: when }),
    errors: postErrors,
  }),
  listMessages: endpoint({
    method: 'GET',
    path: '/chats/:chatId/messages',
    summary: 'A window of a chat: messages before a seq, or every event after one',
    who: 'member',
    input: inChat.extend({
      before: seq.optional(),
      after: seq.optional(),
      around: seq.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    output: z.object({ events: z.array(ChatEvent), seq: z.number().int(), more: z.boolean() }),
    errors: chatErrors,
  }),
  listReplies: endpoint({
    method: 'GET',
    path: '/chats/:chatId/messages/:seq/replies',
    summary: 'The thread under a message',
    who: 'member',
    input: onMessage,
    output: z.object({ root: MessageEvent, replies: z.array(MessageEvent) }),
    errors: ['messaging.chat_not_found', 'messaging.message_not_found'],
  }),
  editMessage: endpoint({
    method: 'PATCH',
    path: '/chats/:chatId/messages/:seq',
    summary: 'Edit a text of mine',
    who: 'member',
    input: onMessage.extend({ text: z.string().trim().min(1).max(10_000), at: Mentions.optional() }),
    output: MessageEvent,
    errors: changeErrors,
  }),
  listVersions: endpoint({
    method: 'GET',
    path: '/chats/:chatId/messages/:seq/versions',
    summary: 'What an edited message said before, oldest first',
    who: 'member',
    input: onMessage,
    output: z.object({ versions: z.array(z.object({ text: z.string(), at: when })) }),
    errors: ['messaging.chat_not_found', 'messaging.message_not_found'],
  }),
  recallMessage: endpoint({
    method: 'DELETE',
    path: '/chats/:chatId/messages/:seq',
    summary: 'Recall a message: mine within the window, anybody’s as group admin',
    who: 'member',
    input: onMessage,
    output: MessageEvent,
    errors: changeErrors,
  }),
  reactToMessage: endpoint({
    method: 'PUT',
    path: '/chats/:chatId/messages/:seq/reactions',
    summary: 'Add or take back a reaction',
    who: 'member',
    input: onMessage.extend({ emoji: z.string().min(1).max(32), on: z.boolean() }),
    output: MessageEvent,
    errors: changeErrors,
  }),
  pinMessage: endpoint({
    method: 'PUT',
    path: '/chats/:chatId/messages/:seq/pin',
    summary: 'Pin or unpin a message',
    who: 'member',
    input: onMessage.extend({ on: z.boolean() }),
    output: MessageEvent,
    errors: changeErrors,
  }),
  listPins: endpoint({
    method: 'GET',
    path: '/chats/:chatId/pins',
    summary: 'Pinned messages, newest first',
    who: 'member',
    input: inChat,
    output: z.object({ messages: z.array(MessageEvent) }),
    errors: chatErrors,
  }),
  listReaders: endpoint({
    method: 'GET',
    path: '/chats/:chatId/messages/:seq/readers',
    summary: 'Who has read a message: names in small groups, counts in large ones',
    who: 'member',
    input: onMessage,
    output: z.object({
      readCount: z.number().int(),
      total: z.number().int(),
      /** null where the group is too large for names */
      read: z.array(MemberId).nullable(),
      unread: z.array(MemberId).nullable(),
    }),
    errors: ['messaging.chat_not_found', 'messaging.message_not_found', 'messaging.not_yours'],
  }),
  forwardMessages: endpoint({
    method: 'POST',
    path: '/chats/:chatId/forward',
    summary: 'Forward messages one by one, or merged into one record',
    who: 'member',
    input: inChat.extend({
      seqs: z.array(seq).min(1).max(100),
      to: z.array(ChatId).min(1).max(20),
      merged: z.boolean(),
      cid: z.uuid(),
    }),
    output: z.object({ posted: z.number().int() }),
    errors: postErrors,
  }),

  markRead: endpoint({
    method: 'PUT',
    path: '/chats/:chatId/read',
    summary: 'Move my read mark; it never moves back',
    who: 'member',
    input: inChat.extend({ n: z.number().int().nonnegative() }),
    output: z.object({ readN: z.number().int() }),
    errors: chatErrors,
  }),
  setMyChat: endpoint({
    method: 'PATCH',
    path: '/chats/:chatId/mine',
    summary: 'My own marks on a chat: mute, keep on top, mark unread, hide, draft',
    who: 'member',
    input: inChat.extend({
      muted: z.boolean().optional(),
      top: z.boolean().optional(),
      markedUnread: z.boolean().optional(),
      hidden: z.boolean().optional(),
      draft: z.string().max(10_000).optional(),
    }),
    output: Chat,
    errors: chatErrors,
  }),

  listTodos: endpoint({
    method: 'GET',
    path: '/todos',
    summary: 'My to-dos, open ones first',
    who: 'member',
    input: z.object({ done: z.stringbool().default(false) }),
    output: z.object({ todos: z.array(Todo) }),
    errors: [],
  }),
  addTodo: endpoint({
    method: 'POST',
    path: '/todos',
    summary: 'A to-do of mine, from a message or on its own',
    who: 'member',
    input: z.object({
      text: z.string().trim().min(1).max(500),
      chatId: ChatId.optional(),
      seq: z.number().int().positive().optional(),
      dueAt: when.optional(),
    }),
    output: Todo,
    errors: ['messaging.chat_not_found', 'messaging.message_not_found'],
  }),
  finishTodo: endpoint({
    method: 'PUT',
    path: '/todos/:todoId/done',
    summary: 'Tick off or reopen a to-do',
    who: 'member',
    input: z.object({ todoId: IdOfTodo, done: z.boolean() }),
    output: Todo,
    errors: ['common.not_found'],
  }),

  scheduleMessage: endpoint({
    method: 'POST',
    path: '/chats/:chatId/scheduled',
    summary: 'Send a message later',
    who: 'member',
    input: inChat.extend({ draft: Draft, at: when }),
    output: Scheduled,
    errors: postErrors,
  }),
  listScheduled: endpoint({
    method: 'GET',
    path: '/scheduled',
    summary: 'My messages that wait to be sent',
    who: 'member',
    input: z.object({ chatId: ChatId.optional() }),
    output: z.object({ scheduled: z.array(Scheduled) }),
    errors: [],
  }),
  cancelScheduled: endpoint({
    method: 'DELETE',
    path: '/scheduled/:scheduledId',
    summary: 'Do not send it after all',
    who: 'member',
    input: z.object({ scheduledId: IdOfScheduled }),
    output: z.object({}),
    errors: ['common.not_found'],
  }),

  search: endpoint({
    method: 'GET',
    path: '/search/messages',
    summary: 'Messages I may read, newest first',
    who: 'member',
    input: z.object({
      q: z.string().trim().min(1).max(100),
      chatId: ChatId.optional(),
      from: MemberId.optional(),
      kind: z.enum(['any', 'file', 'image', 'link']).default('any'),
      before: when.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: z.object({
      hits: z.array(z.object({ chatId: ChatId, chatTitle: z.string(), message: MessageEvent })),
      more: z.boolean(),
    }),
    errors: ['messaging.chat_not_found'],
  }),
  searchChats: endpoint({
    method: 'GET',
    path: '/search/chats',
    summary: 'My groups by title, pinyin or initials',
    who: 'member',
    input: z.object({
      q: z.string().trim().min(1).max(100),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    output: z.object({ chats: z.array(Chat) }),
    errors: [],
  }),
};
