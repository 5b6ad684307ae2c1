import * as z from 'zod';
import type { MemberId } from '@teahouse/contract/ids';
import type { Work } from '../../../kernel/work.ts';
import { type App, membersInRange } from '../../../modules/apps/index.ts';
import { membersSeated } from '../../../modules/messaging/index.ts';
import { appChat, changeAppChat, createAppChat, postToAppChat } from '../../../modules/talk/index.ts';
import { wecomCall } from '../call.ts';
import { listOf, maybeWords, need, words } from '../lenient.ts';
import { WecomError } from '../wecom.errors.ts';
import { draftOf, type MessageType, WireMessage } from './draft-of.ts';
import { mentioned } from './mentions.ts';

const types: readonly MessageType[] = [
  'text',
  'image',
  'voice',
  'video',
  'file',
  'textcard',
  'news',
  'mpnews',
  'markdown',
];

/** Members by userid, all of whom the app must reach. */
async function people(work: Work, app: App, userids: readonly string[]): Promise<MemberId[]> {
  const { memberIds, unknown } = await membersInRange(work, app, { userids });
  if (unknown.userids.length > 0) throw new WecomError(86216, `bad members: ${unknown.userids.join('|')}`);
  return memberIds;
}

const titled = maybeWords.refine((t) => t === undefined || [...t].length <= 50);

const create = wecomCall({
  path: '/cgi-bin/appchat/create',
  writes: true,
  scope: 'messages.send',
  input: z.object({ name: titled, owner: maybeWords, userlist: listOf(words), chatid: maybeWords }),
  async run(work, { name, owner, userlist, chatid }, { app }) {
    if (chatid && !/^[0-9a-zA-Z]{1,32}$/.test(chatid)) throw new WecomError(86001, 'invalid chatid');
    const memberIds = await people(work, app, userlist);
    const [ownerId] = owner ? await people(work, app, [owner]) : [];
    const { name: known } = await createAppChat(work, {
      app,
      name: chatid || undefined,
      title: name ?? '',
      ownerId,
      memberIds: ownerId ? [ownerId, ...memberIds] : memberIds,
    });
    return { chatid: known };
  },
});

const update = wecomCall({
  path: '/cgi-bin/appchat/update',
  writes: true,
  scope: 'messages.send',
  input: z.object({
    chatid: maybeWords,
    name: titled,
    owner: maybeWords,
    add_user_list: listOf(words),
    del_user_list: listOf(words),
  }),
  async run(work, { chatid, name, owner, add_user_list: add, del_user_list: remove }, { app }) {
    const chatId = await appChat(work, app, need(chatid, 86001));
    const [ownerId] = owner ? await people(work, app, [owner]) : [];
    await changeAppChat(work, chatId, {
      ...(name ? { title: name } : {}),
      ...(ownerId ? { ownerId } : {}),
      add: await people(work, app, add),
      remove: await people(work, app, remove),
    });
    return {};
  },
});

const get = wecomCall({
  path: '/cgi-bin/appchat/get',
  scope: 'messages.send',
  input: z.object({ chatid: maybeWords }),
  async run(work, { chatid }, { app }) {
    const known = need(chatid, 86001);
    const { title, ownerId, members } = await membersSeated(work, await appChat(work, app, known));
    return {
      chat_info: {
        chatid: known,
        name: title,
        owner: members.find((m) => m.id === ownerId)?.userid ?? '',
        userlist: members.map((m) => m.userid),
        chat_type: 0,
      },
    };
  },
});

const send = wecomCall({
  path: '/cgi-bin/appchat/send',
  writes: true,
  scope: 'messages.send',
  input: WireMessage.extend({ chatid: maybeWords }),
  async run(work, input, { app }) {
    const chatId = await appChat(work, app, need(input.chatid, 86001));
    const draft = await draftOf(work, input, { types, app, markdown: 2_048, interactive: false });
    const said = await mentioned(work, chatId, draft, input);
    await postToAppChat(work, { app, chatId, ...said });
    return {};
  },
});

export const appChatCalls = [create, update, get, send];
