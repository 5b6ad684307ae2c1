// What apps say: into each member's chat with them, and in groups they made.
import * as z from 'zod';
import { VisibleRange } from './apps.ts';
import { endpoint } from './define.ts';
import { ChatId, idOf, MemberId } from './ids.ts';
import { ProgramDraft } from './program-messages.ts';
import { Draft, Mentions } from './realtime.ts';

const AppMessageId = idOf('out');
const OneMessage = z.object({ messageId: AppMessageId });
const AnyDraft = z.union([Draft, ProgramDraft]);
/** the id an app gives its group, or is given */
const ChatName = z.string().regex(/^[0-9A-Za-z_-]{1,32}$/);

export const appMessages = {
  sendAppMessage: endpoint({
    method: 'POST',
    path: '/app-messages',
    summary: 'Say something to members of the visible range, each in their own chat with the app',
    who: 'scope:messages.send',
    input: z.object({ to: VisibleRange.partial(), draft: AnyDraft }),
    output: z.object({
      messageId: AppMessageId,
      /** members it is for */
      members: z.number().int(),
      /** those named who are not in the visible range, or not here */
      outside: z.array(MemberId),
      /** changes the card once, within 72 hours; null where it cannot be pressed */
      responseCode: z.string().nullable(),
    }),
    errors: ['talk.nobody', 'talk.task_taken', 'files.not_found'],
  }),
  getAppMessage: endpoint({
    method: 'GET',
    path: '/app-messages/:messageId',
    summary: 'How far a message of the app has come',
    who: 'scope:messages.send',
    input: OneMessage,
    output: z.object({
      messageId: AppMessageId,
      members: z.number().int(),
      delivered: z.number().int(),
      /** accounts of those who had too much from this app already */
      dropped: z.array(z.string()),
    }),
    errors: ['talk.message_not_found'],
  }),
  recallAppMessage: endpoint({
    method: 'DELETE',
    path: '/app-messages/:messageId',
    summary: 'Take a message of the last 24 hours back from everybody',
    who: 'scope:messages.send',
    input: OneMessage,
    output: z.object({}),
    errors: ['talk.message_not_found', 'talk.too_late'],
  }),
  createAppChat: endpoint({
    method: 'POST',
    path: '/app-chats',
    summary: 'A group of 2 to 2,000 members of the visible range, which the app speaks in',
    who: 'scope:messages.send',
    input: z.object({
      name: ChatName.optional(),
      title: z.string().trim().min(1).max(50),
      memberIds: z.array(MemberId).min(2).max(2_000),
      ownerId: MemberId.optional(),
    }),
    output: z.object({ name: z.string(), chatId: ChatId }),
    errors: ['talk.nobody', 'talk.chat_size', 'talk.chat_taken'],
  }),
  postToAppChat: endpoint({
    method: 'POST',
    path: '/app-chats/:name/messages',
    summary: 'Say something in a group the app made',
    who: 'scope:messages.send',
    input: z.object({ name: ChatName, draft: AnyDraft, at: Mentions.default([]) }),
    output: z.object({}),
    errors: ['talk.chat_not_found', 'talk.not_your_chat', 'files.not_found', 'messaging.chat_archived'],
  }),
};
