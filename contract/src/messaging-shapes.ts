// The shapes and error lists that the messaging endpoints share.
import * as z from 'zod';
import { ChatId, DepartmentId, IdOfScheduled, MemberId } from './ids.ts';
import { Draft, MessageEvent } from './realtime.ts';

export const seq = z.coerce.number().int().nonnegative();
export const when = z.iso.datetime();

export const ChatKind = z.enum(['direct', 'group', 'department', 'app', 'customer']);

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
  /** the app or customer this chat is with; null where colleagues are among themselves */
  guest: z.string().nullable(),
  /** with a customer of a service desk: it belongs to the desk's inbox, and lists of chats leave it out */
  desk: z.boolean(),
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

/** Whoever speaks in chats without being a member. The id says which kind it is. */
export const Speaker = z.object({
  id: z.string(),
  kind: z.enum(['app', 'robot', 'customer']),
  name: z.string(),
  /** path of a picture under /api, or null: show initials */
  avatar: z.string().nullable(),
});
export type Speaker = z.infer<typeof Speaker>;

export const ChatMember = z.object({
  memberId: MemberId,
  name: z.string(),
  role: z.enum(['owner', 'admin', 'member']),
});

export const Scheduled = z.object({
  id: IdOfScheduled,
  chatId: ChatId,
  draft: Draft,
  at: when,
  failed: z.string().nullable(),
});

export const inChat = z.object({ chatId: ChatId });
export const onMessage = z.object({ chatId: ChatId, seq });
export const chatErrors = ['messaging.chat_not_found'] as const;
export const postErrors = [
  'messaging.chat_not_found',
  'messaging.chat_archived',
  'messaging.only_admins_post',
  'messaging.mention_all_denied',
  'messaging.message_not_found',
  'files.not_found',
] as const;
export const changeErrors = [
  'messaging.chat_not_found',
  'messaging.chat_archived',
  'messaging.message_not_found',
  'messaging.not_yours',
  'messaging.needs_admin',
  'messaging.too_late',
  'messaging.recalled',
] as const;
export const groupErrors = [
  'messaging.chat_not_found',
  'messaging.chat_archived',
  'messaging.needs_admin',
  'messaging.group_full',
  'messaging.owner_must_hand_over',
  'messaging.follows_directory',
  'messaging.unknown_member',
] as const;
