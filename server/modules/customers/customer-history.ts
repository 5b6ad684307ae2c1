import { customerPage } from '@teahouse/contract/customer-page';
import { implementRaw } from '../../kernel/module.ts';
import { pageOf } from '../messaging/index.ts';
import { customerChat } from './customer.access.ts';
import { customerMessages } from './customer-message.ts';
import { noteSeen } from './note-seen.ts';
import { waitForChat } from './wait-for-chat.ts';

const WINDOW = 40;

export const customerHistory = implementRaw(
  customerPage.customerHistory,
  async (call, { chatId, before, after, wait }) => {
    const read = () =>
      call.work(async (work) => {
        const mine = await customerChat(work, chatId);
        const page = await pageOf(work, chatId, {
          before,
          after: after === undefined ? undefined : Math.max(after, mine.since),
          limit: WINDOW,
        });
        const last = page.events.at(-1)?.s ?? 0;
        // What was committed while we read may stand in the window already.
        const newest = page.more && after !== undefined ? last : Math.max(page.seq, last);
        if (before === undefined) await noteSeen(work, chatId, newest);
        return {
          messages: await customerMessages(work, chatId, page.events, mine),
          seq: Math.max(after ?? 0, newest),
          more: page.more && (after !== undefined || (page.events[0]?.s ?? 0) > mine.since + 1),
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
