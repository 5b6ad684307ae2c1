import { messaging } from '@teahouse/contract/messaging';
import { implement } from '../../../kernel/module.ts';
import { actingMember } from '../../../kernel/work.ts';
import { mySeat } from '../messaging.access.ts';
import { tellMyDevices } from '../realtime/member-events.ts';
import { myChat } from './get-chat.ts';

export const setMyChat = implement(messaging.setMyChat, async (work, { chatId, hidden, ...marks }) => {
  await mySeat(work, chatId);
  const { muted, top, markedUnread, draft } = marks;
  await work.sql(
    `update chat_seats s set muted = coalesce($4, s.muted), on_top = coalesce($5, s.on_top),
            marked_unread = coalesce($6, s.marked_unread), draft = coalesce($7, s.draft),
            hidden_seq = case when $8::boolean is null then s.hidden_seq when $8 then h.last_seq else null end
       from chat_heads h
      where s.corp_id = $1 and s.chat_id = $2 and s.member_id = $3 and h.corp_id = $1 and h.chat_id = $2`,
    [
      work.corpId,
      chatId,
      actingMember(work),
      muted ?? null,
      top ?? null,
      markedUnread ?? null,
      draft ?? null,
      hidden ?? null,
    ],
  );
  const chat = await myChat(work, chatId);
  tellMyDevices(work, 'marks', { c: chatId, my: chat.my });
  return chat;
});
