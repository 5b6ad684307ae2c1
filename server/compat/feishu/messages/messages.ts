import * as z from 'zod';
import type { MessageEvent } from '@teahouse/contract/realtime';
import type { Shift } from '../../../kernel/shift.ts';
import { type App, mediaFile } from '../../../modules/apps/index.ts';
import type { MemberFacts } from '../../../modules/directory/index.ts';
import {
  chatForApp,
  messageForApp,
  messagesForApp,
  rewriteMessage,
  sayInChat,
  sayToMember,
  takeBack,
} from '../../../modules/talk/index.ts';
import type { Work } from '../../../kernel/work.ts';
import {
  type FeishuCall,
  feishuCall,
  type FeishuContext,
  type FeishuOutsideCall,
  feishuOutsideCall,
} from '../call.ts';
import { countMiss } from '../contacts/count-miss.ts';
import { FeishuError } from '../feishu.errors.ts';
import { chatIdOf, keyOf, placeOf, seenByEmail, seenUser, UserIdType } from '../ids.ts';
import { nextPage, pageInput, startOf } from '../paging.ts';
import { messageRecords } from './message-record.ts';
import { type Place, speechOf } from './speech.ts';

const scope = 'messages.send';
const bad = (why = 'content') =>
  new FeishuError(230001, `Your request contains an invalid request parameter: ${why}`);
const maybe = z.preprocess((v) => (v === null || v === '' ? undefined : v), z.string().max(100).optional());
/** Content is JSON in a text; some clients send the object itself. */
const content = z.union([z.string().max(200_000), z.record(z.string(), z.unknown())]);
const MessageId = { message_id: z.string() };
const Written = { msg_type: z.string(), content };

function objectOf(given: z.output<typeof content>): Record<string, unknown> {
  if (typeof given !== 'string') return given;
  if (/\\u0000|\0/.test(given)) throw bad();
  try {
    const parsed = JSON.parse(given) as unknown;
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw bad('content is not in the JSON format of its msg_type');
}

const placeIn = (work: Work, app: App, chatId?: Place['chatId']): Place => ({
  work,
  people: app.visible,
  ...(chatId ? { chatId } : {}),
  file: async (key) => {
    const mediaId = keyOf(key);
    return mediaId ? await mediaFile(work, mediaId) : undefined;
  },
  bad,
  fit(text, most) {
    if (text.length > most)
      throw new FeishuError(230025, 'The length of the message content reaches its limit.');
    return text;
  },
});

const recordOf = (shift: Shift, context: FeishuContext, message: MessageEvent) =>
  shift.work(async (work) => (await messageRecords(work, context, [message]))[0]!);

const create = feishuOutsideCall({
  method: 'POST',
  path: '/open-apis/im/v1/messages',
  scope,
  input: z.object({
    receive_id_type: z.enum(['open_id', 'user_id', 'union_id', 'email', 'chat_id']),
    receive_id: z.string().min(1).max(254),
    ...Written,
    uuid: maybe,
  }),
  async act(shift, input, context) {
    const { app } = context;
    const { receive_id: id, receive_id_type: type } = input;
    const chatId = type === 'chat_id' ? chatIdOf(id) : undefined;
    const { to, speech } = await shift.work(async (work) => {
      const member = chatId ? undefined : await receiver(work, context, id, type);
      const place = placeIn(work, app, chatId && (await chatForApp(work, app, chatId)).id);
      return { to: member, speech: await speechOf(place, input.msg_type, objectOf(input.content)) };
    });
    const said = { app, draft: speech.draft, once: input.uuid };
    const message = to
      ? await sayToMember(shift, { ...said, memberId: to.id })
      : await sayInChat(shift, { ...said, chatId: chatId!, at: speech.at });
    return await recordOf(shift, context, message);
  },
});

/** A receiver nobody knows is a wrong parameter here, one out of sight is not. */
async function receiver(
  work: Work,
  { app, ports }: FeishuContext,
  id: string,
  type: string,
): Promise<MemberFacts> {
  try {
    return type === 'email'
      ? await seenByEmail(work, app, id)
      : await seenUser(work, app, id, UserIdType.parse(type));
  } catch (error) {
    if (!(error instanceof FeishuError)) throw error;
    if (error.code === 41050) throw new FeishuError(230013, 'Bot has NO availability to this user.');
    if (type === 'email') await countMiss(ports, app);
    throw bad(`invalid receive_id (${type})`);
  }
}

const reply = feishuOutsideCall({
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/reply',
  scope,
  input: z.object({ ...MessageId, ...Written, uuid: maybe }),
  async act(shift, input, context) {
    const { app } = context;
    const { chatId, seq } = placeOf(input.message_id);
    const { draft, at } = await shift.work(async (work) => {
      await messageForApp(work, app, { chatId, seq });
      return await speechOf(placeIn(work, app, chatId), input.msg_type, objectOf(input.content));
    });
    const message = await sayInChat(shift, { app, draft, at, chatId, re: seq, once: input.uuid });
    return await recordOf(shift, context, message);
  },
});

const get = feishuCall({
  method: 'GET',
  path: '/open-apis/im/v1/messages/:message_id',
  scope,
  input: z.object(MessageId),
  async run(work, { message_id }, context) {
    const { message } = await messageForApp(work, context.app, placeOf(message_id));
    return { items: await messageRecords(work, context, [message]) };
  },
});

const remove = feishuCall({
  method: 'DELETE',
  path: '/open-apis/im/v1/messages/:message_id',
  scope,
  input: z.object(MessageId),
  async run(work, { message_id }, { app }) {
    await takeBack(work, app, placeOf(message_id));
    return {};
  },
});

/** Texts and posts are written anew by PUT, cards by PATCH, which names no type. */
const rewrite = (method: 'PUT' | 'PATCH', types: readonly string[]) =>
  feishuCall({
    method,
    path: '/open-apis/im/v1/messages/:message_id',
    scope,
    input: z.object({ ...MessageId, msg_type: z.string().default('interactive'), content }),
    async run(work, input, context) {
      const { app } = context;
      if (!types.includes(input.msg_type)) throw bad(`msg_type ${input.msg_type.slice(0, 40)}`);
      const place = placeOf(input.message_id);
      await messageForApp(work, app, place);
      const { draft } = await speechOf(
        placeIn(work, app, place.chatId),
        input.msg_type,
        objectOf(input.content),
      );
      await rewriteMessage(work, app, place, draft);
      if (method === 'PATCH') return {};
      const { message } = await messageForApp(work, app, place);
      return (await messageRecords(work, context, [message]))[0]!;
    },
  });

const seconds = z.preprocess(
  (v) => (v === '' || v === null ? undefined : v),
  z.coerce.number().int().min(0).optional(),
);

const list = feishuCall({
  method: 'GET',
  path: '/open-apis/im/v1/messages',
  scope,
  input: z.object({
    container_id_type: z.literal('chat'),
    container_id: z.string(),
    start_time: seconds,
    end_time: seconds,
    sort_type: z.enum(['ByCreateTimeAsc', 'ByCreateTimeDesc']).default('ByCreateTimeAsc'),
    ...pageInput(50, 20),
  }),
  async run(work, input, context) {
    const { start_time: from = 0, end_time: to = Infinity } = input;
    const start = startOf(input.page_token);
    if (!/^\d{0,15}$/.test(start)) throw bad('page_token');
    const { messages, next } = await messagesForApp(work, context.app, {
      chatId: chatIdOf(input.container_id),
      from: start === '' ? undefined : Number(start),
      newestFirst: input.sort_type === 'ByCreateTimeDesc',
      limit: input.page_size,
    });
    const within = messages.filter((m) => m.ts >= from * 1_000 && m.ts < (to + 1) * 1_000);
    return { ...nextPage(next), items: await messageRecords(work, context, within) };
  },
});

export const messageCalls: readonly FeishuCall[] = [
  get,
  remove,
  rewrite('PUT', ['text', 'post']),
  rewrite('PATCH', ['interactive']),
  list,
];
export const messageOutsideCalls: readonly FeishuOutsideCall[] = [create, reply];
