import type { ChatId, MemberId } from '@teahouse/contract/ids';
import * as z from 'zod';
import type { Work } from '../../../kernel/work.ts';
import { type App, corpCode } from '../../../modules/apps/index.ts';
import { memberFacts } from '../../../modules/directory/index.ts';
import { membersSeated, type SpeakerChat, speakerChats } from '../../../modules/messaging/index.ts';
import { changeAppChat, chatForApp, createAppChat } from '../../../modules/talk/index.ts';
import { type FeishuCall, feishuCall } from '../call.ts';
import { FeishuError } from '../feishu.errors.ts';
import { chatIdOf, openChatId, seenUser, UserIdType, userId } from '../ids.ts';
import { nextPage, offsetOf, pageInput, startOf } from '../paging.ts';

const scope = 'messages.send';
const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };
const maybe = z.preprocess((v) => (v === null || v === '' ? undefined : v), z.string().max(60).optional());
const ids = z.preprocess((v) => v ?? [], z.array(z.string()).max(50));
const ChatPath = { chat_id: z.string() };
/** The vendor's groups may begin with a single member. */
const LEAST = 1;

/** A group the app made; its own chat with a member has neither name nor members to change. */
async function groupOf(work: Work, app: App, text: string): Promise<SpeakerChat> {
  const chat = await chatForApp(work, app, chatIdOf(text));
  if (chat.memberId) throw new FeishuError(232021, 'The operation is not supported for a p2p chat.');
  return chat;
}

async function memberIds(
  work: Work,
  app: App,
  given: readonly string[],
  type: UserIdType,
): Promise<MemberId[]> {
  const found: MemberId[] = [];
  for (const id of given) {
    try {
      found.push((await seenUser(work, app, id, type)).id);
    } catch (error) {
      if (!(error instanceof FeishuError)) throw error;
      throw new FeishuError(232024, 'Users do not have the visibility of the app, or they are not in it.');
    }
  }
  return found;
}

async function told(work: Work, corpId: string, chatId: ChatId, type: UserIdType): Promise<object> {
  const { title, ownerId, members } = await membersSeated(work, chatId);
  const owner = members.find((m) => m.id === ownerId);
  return {
    chat_id: openChatId(chatId),
    avatar: '',
    name: title,
    description: '',
    owner_id: owner ? userId(owner, type) : '',
    owner_id_type: owner ? type : '',
    chat_mode: 'group',
    chat_type: 'private',
    chat_tag: 'inner',
    external: false,
    tenant_key: corpCode(corpId),
    user_count: String(members.length),
    bot_count: '1',
  };
}

const create = feishuCall({
  method: 'POST',
  path: '/open-apis/im/v1/chats',
  scope,
  input: z.object({ name: maybe, owner_id: maybe, user_id_list: ids, user_id_type: UserIdType }),
  async run(work, { name, owner_id, user_id_list, user_id_type }, { app, corpId }) {
    const [ownerId] = owner_id ? await memberIds(work, app, [owner_id], user_id_type) : [];
    const others = await memberIds(work, app, user_id_list, user_id_type);
    const { chatId } = await createAppChat(work, {
      app,
      title: name ?? '',
      ownerId,
      memberIds: ownerId ? [ownerId, ...others] : others,
      least: LEAST,
    });
    return await told(work, corpId, chatId, user_id_type);
  },
});

const list = feishuCall({
  method: 'GET',
  path: '/open-apis/im/v1/chats',
  scope,
  input: z.object({ user_id_type: UserIdType, ...pageInput(100, 20) }),
  async run(work, { user_id_type, page_size, page_token }, { app, corpId }) {
    const found = await speakerChats(work, app.id, {
      after: startOf(page_token),
      most: page_size + 1,
      groups: true,
    });
    const page = found.slice(0, page_size);
    const items: object[] = [];
    for (const { id } of page) items.push(await told(work, corpId, id, user_id_type));
    return { ...nextPage(found.length > page_size ? page.at(-1)!.id : undefined), items };
  },
});

const get = feishuCall({
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id',
  scope,
  input: z.object({ ...ChatPath, user_id_type: UserIdType }),
  async run(work, { chat_id, user_id_type }, { app, corpId }) {
    const chat = await chatForApp(work, app, chatIdOf(chat_id));
    const record = await told(work, corpId, chat.id, user_id_type);
    return {
      ...record,
      ...(chat.memberId ? { chat_mode: 'p2p' } : {}),
      chat_status: chat.open ? 'normal' : 'dissolved',
    };
  },
});

const change = feishuCall({
  method: 'PUT',
  path: '/open-apis/im/v1/chats/:chat_id',
  scope,
  input: z.object({ ...ChatPath, name: maybe, owner_id: maybe, user_id_type: UserIdType }),
  async run(work, { chat_id, name, owner_id, user_id_type }, { app }) {
    const { id } = await groupOf(work, app, chat_id);
    const [ownerId] = owner_id ? await memberIds(work, app, [owner_id], user_id_type) : [];
    await changeAppChat(
      work,
      id,
      { ...(name ? { title: name } : {}), ...(ownerId ? { ownerId } : {}) },
      LEAST,
    );
    return {};
  },
});

const members = feishuCall({
  method: 'GET',
  path: '/open-apis/im/v1/chats/:chat_id/members',
  scope,
  input: z.object({ ...ChatPath, member_id_type: UserIdType, ...pageInput(100, 20) }),
  async run(work, { chat_id, member_id_type, page_size, page_token }, { app, corpId }) {
    const chat = await chatForApp(work, app, chatIdOf(chat_id));
    const seated = (await membersSeated(work, chat.id)).members;
    const start = offsetOf(page_token);
    const end = start + page_size;
    const facts = await memberFacts(
      work,
      everyone,
      seated.slice(start, end).map((m) => m.id),
    );
    return {
      ...nextPage(seated.length > end ? end : undefined),
      items: facts.map((m) => ({
        member_id_type,
        member_id: userId(m, member_id_type),
        name: m.name,
        tenant_key: corpCode(corpId),
      })),
      member_total: seated.length,
    };
  },
});

const changeMembers = (method: 'POST' | 'DELETE') =>
  feishuCall({
    method,
    path: '/open-apis/im/v1/chats/:chat_id/members',
    scope,
    input: z.object({ ...ChatPath, id_list: ids, member_id_type: UserIdType }),
    async run(work, { chat_id, id_list, member_id_type }, { app }) {
      const { id } = await groupOf(work, app, chat_id);
      const named = await memberIds(work, app, id_list, member_id_type);
      await changeAppChat(work, id, method === 'POST' ? { add: named } : { remove: named }, LEAST);
      return { invalid_id_list: [], not_existed_id_list: [] };
    },
  });

export const chatCalls: readonly FeishuCall[] = [
  create,
  list,
  get,
  change,
  members,
  changeMembers('POST'),
  changeMembers('DELETE'),
];
