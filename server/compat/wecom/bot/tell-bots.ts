// What bots hear over their own socket: messages in their chats, members who come in, cards that are pressed.
import { appEntered } from '@teahouse/contract/apps';
import { messagePosted } from '@teahouse/contract/messaging';
import { FileId, type MemberId } from '@teahouse/contract/ids';
import type { MessageEvent } from '@teahouse/contract/realtime';
import { cardPressed } from '@teahouse/contract/talk';
import { subscribe } from '../../../kernel/module.ts';
import type { Work } from '../../../kernel/work.ts';
import { type App, mediaOfFile } from '../../../modules/apps/index.ts';
import { botOf, tellBot } from '../../../modules/callbacks/index.ts';
import { memberFacts } from '../../../modules/directory/index.ts';
import { saidToGuest } from '../../../modules/messaging/index.ts';

const everybody = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

interface Happening {
  eventId: string;
  cmd: 'aibot_msg_callback' | 'aibot_event_callback';
  fields: Record<string, unknown>;
  facts?: Record<string, unknown>;
}

async function tell(work: Work, app: App, memberId: MemberId, happening: Happening): Promise<void> {
  const [from] = await memberFacts(work, everybody, [memberId]);
  if (!from) return;
  await tellBot(work, {
    appId: app.id,
    memberId,
    eventId: happening.eventId,
    facts: happening.facts ?? {},
    body: {
      cmd: happening.cmd,
      body: {
        msgid: happening.eventId,
        aibotid: String(app.no),
        chattype: 'single',
        from: { userid: from.userid },
        create_time: Math.floor(work.now.getTime() / 1000),
        ...happening.fields,
      },
    },
  });
}

export const tellBotMessage = subscribe(
  'wecom.tell_bot_message',
  messagePosted,
  async (work, { chatId, seq, senderId }) => {
    if (!senderId.startsWith('mbr_')) return;
    const said = await saidToGuest(work, chatId, seq);
    const app = said && (await botOf(work, said.guestId));
    const fields = said && app && (await inTheirWords(work, said.message));
    if (!fields) return;
    await tell(work, app, senderId as MemberId, {
      eventId: said.message.id,
      cmd: 'aibot_msg_callback',
      fields,
    });
  },
);

export const tellBotEntered = subscribe(
  'wecom.tell_bot_entered',
  appEntered,
  async (work, { appId, memberId }) => {
    const app = await botOf(work, appId);
    if (app)
      await tell(work, app, memberId, {
        // Once in a quarter of an hour: whoever looks in and out is not greeted each time.
        eventId: `enter ${memberId} ${Math.floor(work.now.getTime() / 900_000)}`,
        cmd: 'aibot_event_callback',
        fields: { msgtype: 'event', event: { eventtype: 'enter_chat' } },
      });
  },
);

export const tellBotCard = subscribe('wecom.tell_bot_card', cardPressed, async (work, pressed) => {
  const app = await botOf(work, pressed.appId);
  if (!app) return;
  const { key, taskId, cardType, selected, responseCode } = pressed;
  const card = {
    card_type: cardType,
    event_key: key,
    task_id: taskId,
    selected_items: {
      selected_item: selected.map((s) => ({
        question_key: s.questionKey,
        option_ids: { option_id: s.optionIds },
      })),
    },
  };
  await tell(work, app, pressed.memberId, {
    eventId: `card ${responseCode || `${pressed.chatId} ${pressed.seq} ${key}`}`,
    cmd: 'aibot_event_callback',
    facts: { responseCode, taskId },
    fields: {
      msgtype: 'event',
      event: { eventtype: 'template_card_event', event_key: key, task_id: taskId, template_card_event: card },
    },
  });
});

/** Where a file lies is filled in when the frame leaves: only then is it known how the bot reaches us. */
async function inTheirWords(
  work: Work,
  { k, b }: MessageEvent,
): Promise<Record<string, unknown> | undefined> {
  const text = (b as { text?: string }).text;
  const file = async (type: 'image' | 'video' | 'file') => ({
    media_id: await mediaOfFile(work, FileId.parse((b as { fileId?: string }).fileId), type),
  });
  switch (k) {
    case 'text':
      return { msgtype: 'text', text: { content: text ?? '' } };
    case 'image':
      return { msgtype: 'image', image: await file('image') };
    case 'video':
      return { msgtype: 'video', video: await file('video') };
    case 'voice':
    case 'file':
      return { msgtype: 'file', file: await file('file') };
    case 'card':
      return { msgtype: 'text', text: { content: [b['title'], text, b['url']].filter(Boolean).join('\n') } };
    default:
      return undefined;
  }
}
