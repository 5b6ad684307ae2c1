import type { ChatId, MemberId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { fail } from '../../kernel/fail.ts';
import { uuidOf } from '../../kernel/ids.ts';
import type { Shift } from '../../kernel/shift.ts';
import type { App } from '../apps/index.ts';
import { holdsMember } from '../directory/index.ts';
import { messagesAt, postAs } from '../messaging/index.ts';
import { type AnyDraft, copiesOf } from './app-message.ts';
import { chatForApp } from './app-places.ts';
import { perHour, perMinute } from './deliver-message.ts';
import { sendMessage } from './send-message.ts';

const HOUR = 3_600_000;
const inGroup = { name: 'app in group', most: 300, perMs: 60_000 };

interface Saying {
  app: App;
  draft: AnyDraft;
  /** the app's own name for this message: the same name within an hour is not said again */
  once?: string | undefined;
}

/** Says something of an app to one member, in their chat with it. Fails with talk.nobody, common.too_many. */
export async function sayToMember(
  shift: Shift,
  { app, draft, once, memberId }: Saying & { memberId: MemberId },
): Promise<MessageEvent> {
  if (!(await shift.work((work) => holdsMember(work, app.visible, memberId)))) fail('talk.nobody');
  const { id } = await sendMessage(shift, {
    app,
    to: [memberId],
    draft,
    ...(once === undefined ? {} : { repeatMs: HOUR, repeatKey: `${app.id} ${once}` }),
  });
  return await shift.work(async (work) => {
    const [copy] = await copiesOf(work, id, 'all');
    const [message] = copy ? await messagesAt(work, copy.chatId, [copy.seq]) : [];
    return message ?? fail('common.too_many');
  });
}

/**
 * Says something of an app in a chat it was let into, in answer to `re` where that is given. Fails with talk.chat_not_found,
 * messaging.chat_archived, common.too_many.
 */
export async function sayInChat(
  shift: Shift,
  said: Saying & { chatId: ChatId; at: (MemberId | 'all')[]; re?: number },
): Promise<MessageEvent> {
  const { app, draft, once, chatId, at, re } = said;
  const chat = await shift.work((work) => chatForApp(work, app, chatId));
  const whom = `${app.id} ${chat.memberId ?? chatId}`;
  const paces = chat.memberId ? [perMinute, perHour] : [inGroup];
  if (!(await shift.ports.throttles.take(...paces.map((p): [typeof p, string] => [p, whom]))))
    fail('common.too_many');
  for (let turn = 0; ; turn++) {
    const cid = once === undefined ? crypto.randomUUID() : uuidOf(`${app.id} ${once} ${turn}`);
    const { event, fresh } = await shift.work((work) =>
      postAs(work, { speakerId: app.id, chatId, cid, draft, at, re }),
    );
    if (fresh || shift.now.getTime() - event.ts < HOUR) return event;
  }
}
