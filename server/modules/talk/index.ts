// The door of talk: what apps say to members, and what members do with it.
import { appMessages } from '@teahouse/contract/app-messages';
import { talk as contract } from '@teahouse/contract/talk';
import { defineModule } from '../../kernel/module.ts';
import { getAppMenu, pressMenu } from './app-menu.ts';
import { deliverMessage } from './deliver-message.ts';
import { createAppChat, getAppMessage, postToAppChat, recallAppMessage, sendAppMessage } from './own-api.ts';
import { forgetApp } from './forget-app.ts';
import { pressCard } from './press-card.ts';

export { chatForApp, messageForApp, messagesForApp, type MessagePlace } from './app-places.ts';
export { appChat, changeAppChat, createAppChat, postToAppChat } from './app-chats.ts';
export { rewriteMessage, takeBack } from './change-own.ts';
export { countMessages } from './count-messages.ts';
export { messageReaders } from './message-readers.ts';
export { type MessageState, messageState } from './message-state.ts';
export { recallMessage } from './recall-message.ts';
export { sayInChat, sayToMember } from './say-in-chat.ts';
export { sendMessage } from './send-message.ts';
export { updateCard, updateTask } from './update-card.ts';

export const talk = defineModule({
  name: 'talk',
  migrations: new URL('./migrations/', import.meta.url),
  contract: { ...contract, ...appMessages },
  handlers: {
    pressCard,
    getAppMenu,
    pressMenu,
    sendAppMessage,
    getAppMessage,
    recallAppMessage,
    createAppChat,
    postToAppChat,
  },
  subscribers: [forgetApp],
  jobs: [deliverMessage],
});
