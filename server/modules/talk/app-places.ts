// What an app may see of the chats it was let into: all of its own chat with a member, and of a group what it said there itself.
import type { ChatId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { fail } from '../../kernel/fail.ts';
import type { Work } from '../../kernel/work.ts';
import type { App } from '../apps/index.ts';
import { holdsMember } from '../directory/index.ts';
import { messagesAt, pageOf, type SpeakerChat, speakerChats } from '../messaging/index.ts';

/** Where a message lies. */
export interface MessagePlace {
  chatId: ChatId;
  seq: number;
}

/** A chat the app speaks in, with somebody it may reach or in a group. Fails with talk.chat_not_found. */
export async function chatForApp(work: Work, app: App, chatId: ChatId): Promise<SpeakerChat> {
  const [chat] = await speakerChats(work, app.id, { only: chatId });
  if (!chat || (chat.memberId && !(await holdsMember(work, app.visible, chat.memberId))))
    return fail('talk.chat_not_found');
  return chat;
}

/** A message the app may see. Fails with talk.chat_not_found, talk.message_not_found. */
export async function messageForApp(
  work: Work,
  app: App,
  { chatId, seq }: MessagePlace,
): Promise<{ chat: SpeakerChat; message: MessageEvent }> {
  const chat = await chatForApp(work, app, chatId);
  const [message] = await messagesAt(work, chatId, [seq]);
  if (!message || !maySee(app, chat, message)) return fail('talk.message_not_found');
  return { chat, message };
}

/** A message the app said itself. Fails with talk.chat_not_found, talk.message_not_found, talk.not_yours. */
export async function ownMessage(work: Work, app: App, place: MessagePlace): Promise<MessageEvent> {
  const { message } = await messageForApp(work, app, place);
  return message.u === app.id ? message : fail('talk.not_yours');
}

export interface AppPage {
  chatId: ChatId;
  /** seq where the page begins, itself left out; undefined for the first */
  from: number | undefined;
  newestFirst: boolean;
  limit: number;
}

/** A page of the messages the app may see; `next` is where the page after it begins. Fails with talk.chat_not_found. */
export async function messagesForApp(
  work: Work,
  app: App,
  { chatId, from, newestFirst, limit }: AppPage,
): Promise<{ messages: MessageEvent[]; next: number | undefined }> {
  const chat = await chatForApp(work, app, chatId);
  const window = newestFirst ? { before: from } : { after: from ?? 0 };
  const { events, more } = await pageOf(work, chatId, { ...window, limit });
  const read = newestFirst ? events.toReversed() : events;
  return {
    messages: read.filter((e) => e.t === 'msg').filter((m) => maySee(app, chat, m)),
    next: more ? read.at(-1)?.s : undefined,
  };
}

const maySee = (app: App, chat: SpeakerChat, message: MessageEvent) =>
  chat.memberId !== null || message.u === app.id;
