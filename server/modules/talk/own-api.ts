// Our own interface to what apps say.
import { appMessages } from '@teahouse/contract/app-messages';
import type { MemberId } from '@teahouse/contract/ids';
import { fail } from '../../kernel/fail.ts';
import { implement, implementRaw } from '../../kernel/module.ts';
import type { Work } from '../../kernel/work.ts';
import { type App, appById } from '../apps/index.ts';
import { membersOfSet, thoseInSet } from '../directory/index.ts';
import { withTrueFiles } from '../messaging/index.ts';
import { appChat, createAppChat as makeAppChat, postToAppChat as post } from './app-chats.ts';
import type { AppMessageId } from './app-message.ts';
import { messageState } from './message-state.ts';
import { recallMessage } from './recall-message.ts';
import { sendMessage } from './send-message.ts';

export const sendAppMessage = implementRaw(appMessages.sendAppMessage, async (call, input) => {
  const { all = false, memberIds = [], departmentIds = [], tagIds = [] } = input.to;
  const { app, to, outside, draft } = await call.work(async (work) => {
    const mine = await appAtWork(work);
    const set = { all, memberIds, departmentIds, tagIds };
    const found = await membersOfSet(work, mine.visible, set);
    const reached = new Set(found);
    return {
      app: mine,
      to: found,
      outside: memberIds.filter((id) => !reached.has(id)),
      draft: await withTrueFiles(work, input.draft),
    };
  });
  const sent = await sendMessage(call, { app, to, draft });
  return { messageId: sent.id, members: to.length, outside, responseCode: sent.code ?? null };
});

export const getAppMessage = implement(appMessages.getAppMessage, async (work, { messageId }) => {
  const state = await messageState(work, work.actor.id, { id: messageId });
  if (!state) return fail('talk.message_not_found');
  const { id, total, delivered, dropped } = state;
  return { messageId: id as AppMessageId, members: total, delivered, dropped };
});

export const recallAppMessage = implement(appMessages.recallAppMessage, async (work, { messageId }) => {
  await recallMessage(work, work.actor.id, messageId);
  return {};
});

export const createAppChat = implement(appMessages.createAppChat, async (work, input) => {
  const app = await appAtWork(work);
  const named: MemberId[] = [...new Set([...input.memberIds, ...(input.ownerId ? [input.ownerId] : [])])];
  // Somebody the app may not see sounds like nobody.
  if ((await thoseInSet(work, app.visible, named)).length !== named.length) fail('talk.nobody');
  return await makeAppChat(work, { app, ...input, memberIds: named });
});

export const postToAppChat = implement(appMessages.postToAppChat, async (work, { name, at, ...input }) => {
  const app = await appAtWork(work);
  const chatId = await appChat(work, app, name);
  await post(work, { app, chatId, at, draft: await withTrueFiles(work, input.draft) });
  return {};
});

const appAtWork = async (work: Work): Promise<App> =>
  (await appById(work, work.actor.id)) ?? fail('common.not_allowed');
