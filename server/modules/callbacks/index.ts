// The door of callbacks: what apps are told of, in what order, and what they answer at once.
import { callbacks as contract } from '@teahouse/contract/callbacks';
import { defineModule } from '../../kernel/module.ts';
import { getBot } from './bot/get-bot.ts';
import { deliver } from './deliver.ts';
import { countDeliveries, listCallbackApps, listDeliveries, replayDeliveries } from './deliveries.ts';
import { forgetApp } from './forget-app.ts';
import { keepShort } from './keep-short.ts';
import { getCallback, removeCallback, setCallback } from './set-callback.ts';

export { BOT_TOPIC, type BotHint, holdBot, letBotGo } from './bot/bot-connection.ts';
export {
  answeredEvent,
  type BotEvent,
  botHeard,
  botOf,
  keepStream,
  nextForBot,
  tellBot,
} from './bot/bot-events.ts';
export { listeningApps, type ListeningApp, tellApp } from './deliveries.ts';
export { listenersAbout, type Subject } from './listeners.ts';
export { decryptText, encryptText, sameSignature, signatureOf } from './callback-crypto.ts';
export { keepCallback } from './set-callback.ts';
export { type Facts, forgetFacts, tellFacts } from './told-facts.ts';

export const callbacks = defineModule({
  name: 'callbacks',
  migrations: new URL('./migrations/', import.meta.url),
  contract,
  handlers: {
    listCallbackApps,
    getCallback,
    setCallback,
    removeCallback,
    listDeliveries,
    countDeliveries,
    replayDeliveries,
    getBot,
  },
  subscribers: [forgetApp],
  jobs: [deliver, keepShort],
});
