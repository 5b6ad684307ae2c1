import { customerPage } from '@teahouse/contract/customer-page';
import { implementRaw } from '../../kernel/module.ts';
import { pageOf } from '../messaging/index.ts';
import { customerChat } from './customer.access.ts';
import { customerMessages } from './customer-message.ts';
import { waitForChat } from './wait-for-chat.ts';

const WINDOW = 40;

export const customerHistory = implementRaw(
  customerPage.customerHistory,
  async (call, { chatId, before, after, wait }) => {
    const read = () =>
      call.work(async (work) => {
        const { customerId } = await customerChat(work, chatId);
        const page = await pageOf(work, chatId, { before, after, limit: WINDOW });
        const newest = page.more ? (page.events.at(-1)?.s ?? page.seq) : page.seq;
        return {
          messages: await customerMessages(work, chatId, page.events, customerId),
          seq: after === undefined ? page.seq : Math.max(after, newest),
          more: page.more,
        };
      });
    const waiting =
      after !== undefined && wait > 0
        ? waitForChat(
            {
              bus: call.ports.bus,
              server: call.request.server.server as never,
              gone: (then) => call.request.raw.socket.once('close', then),
            },
            chatId,
            wait * 1_000,
          )
        : undefined;
    try {
      const now = await read();
      if (!waiting || now.messages.length || now.seq > after!) return now;
      await waiting.over;
      return await read();
    } finally {
      waiting?.stop();
    }
  },
);
