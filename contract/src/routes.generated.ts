// Written by tools/gen-routes.ts from the contract. Do not edit.
import type { directory } from './directory.ts';
import type { identity } from './identity.ts';
import type { messaging } from './messaging.ts';

export interface Contract {
  directory: typeof directory;
  identity: typeof identity;
  messaging: typeof messaging;
}

export const routes = {
  directory: {
    getMembers: 'GET /members',
    searchMembers: 'GET /search/members',
  },
  identity: {
    me: 'GET /me',
    signIn: 'POST /sign-in',
    signOut: 'POST /sign-out',
  },
  messaging: {
    listChats: 'GET /chats',
    getChat: 'GET /chats/:chatId',
    openDirect: 'POST /chats/direct',
    createGroup: 'POST /chats',
    updateChat: 'PATCH /chats/:chatId',
    dissolveChat: 'DELETE /chats/:chatId',
    listChatMembers: 'GET /chats/:chatId/members',
    addChatMembers: 'POST /chats/:chatId/members',
    removeChatMember: 'DELETE /chats/:chatId/members/:memberId',
    setChatRole: 'PUT /chats/:chatId/members/:memberId/role',
    postMessage: 'POST /chats/:chatId/messages',
    listMessages: 'GET /chats/:chatId/messages',
    listReplies: 'GET /chats/:chatId/messages/:seq/replies',
    editMessage: 'PATCH /chats/:chatId/messages/:seq',
    listVersions: 'GET /chats/:chatId/messages/:seq/versions',
    recallMessage: 'DELETE /chats/:chatId/messages/:seq',
    reactToMessage: 'PUT /chats/:chatId/messages/:seq/reactions',
    pinMessage: 'PUT /chats/:chatId/messages/:seq/pin',
    listPins: 'GET /chats/:chatId/pins',
    listReaders: 'GET /chats/:chatId/messages/:seq/readers',
    forwardMessages: 'POST /chats/:chatId/forward',
    markRead: 'PUT /chats/:chatId/read',
    setMyChat: 'PATCH /chats/:chatId/mine',
    listTodos: 'GET /todos',
    addTodo: 'POST /todos',
    finishTodo: 'PUT /todos/:todoId/done',
    scheduleMessage: 'POST /chats/:chatId/scheduled',
    listScheduled: 'GET /scheduled',
    cancelScheduled: 'DELETE /scheduled/:scheduledId',
    search: 'GET /search/messages',
    searchChats: 'GET /search/chats',
  },
} as const satisfies { [M in keyof Contract]: { [E in keyof Contract[M]]: string } };
