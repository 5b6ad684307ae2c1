import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { spellingOf } from '../../directory/index.ts';
import { appendSystem, holdHead } from '../log/append-in.ts';
import { groupToChange } from '../messaging.access.ts';
import { myChat } from './get-chat.ts';

export const updateChat = implement(
  messaging.updateChat,
  async (work, { chatId, title, announcement, settings }) => {
    const me = actingMember(work);
    const seat = await groupToChange(
      work,
      chatId,
      settings || announcement !== undefined ? 'admin' : 'rename',
    );
    const head = await holdHead(work, chatId);
    if (title !== undefined) {
      await work.db
        .updateTable('chats')
        .set({ title, ...spellingOf(title) })
        .where('id', '=', chatId)
        .execute();
      await appendSystem(work, head, { what: 'renamed', text: title });
    }
    if (announcement !== undefined) {
      const said = announcement
        ? JSON.stringify({ text: announcement, by: me, at: work.now.toISOString() })
        : null;
      await work.db.updateTable('chats').set({ announcement: said }).where('id', '=', chatId).execute();
      if (announcement) await appendSystem(work, head, { what: 'announced', text: announcement });
    }
    if (settings) {
      const next = { ...seat.settings, ...settings };
      await work.db
        .updateTable('chats')
        .set({ settings: JSON.stringify(next) })
        .where('id', '=', chatId)
        .execute();
      await work.sql(
        'update chat_heads set posting = $3, mention_all = $4 where corp_id = $1 and chat_id = $2',
        [work.corpId, chatId, next.post, next.mentionAll],
      );
      if (next.post !== seat.settings.post)
        await appendSystem(work, head, { what: 'posting', text: next.post });
      // Every other right as well: members see who may do what, and their windows learn of it from the line.
      for (const right of ['mentionAll', 'invite', 'pin', 'rename'] as const)
        if (next[right] !== seat.settings[right])
          await appendSystem(work, head, { what: 'rights', text: `${right}=${next[right]}` });
    }
    return await myChat(work, chatId);
  },
);
