// What a bot says: in answer to what it was told, or by itself.
import { Readable } from 'node:stream';
import type { AppId, MemberId } from '@teahouse/contract/ids';
import type { Shift } from '../../../kernel/shift.ts';
import { type App, appById } from '../../../modules/apps/index.ts';
import { answeredEvent, type BotEvent, keepStream } from '../../../modules/callbacks/index.ts';
import { keepBytes } from '../../../modules/files/index.ts';
import { rewriteMessage, sayToMember, updateCard } from '../../../modules/talk/index.ts';
import { knownMember } from '../contacts/seen.ts';
import { draftOf, type MessageType } from '../messages/draft-of.ts';
import { cardOf, WireCard } from '../messages/template-card.ts';
import { limits } from '../limits.ts';
import { WecomError } from '../wecom.errors.ts';
import { Said, type StreamSaid } from './bot-frame.ts';

const types: readonly MessageType[] = [
  'text',
  'markdown',
  'template_card',
  'image',
  'voice',
  'video',
  'file',
];
const rules = { types, markdown: 20_480, interactive: true } as const;

interface Bot {
  shift: Shift;
  appId: AppId;
}

/** The answer to a message or a greeting. Fails with 846605 where the req_id belongs to nothing. */
export async function respond({ shift, appId }: Bot, reqId: string, body: unknown): Promise<void> {
  const said = Said.parse(body ?? {});
  const [app, event] = await shift.work(
    async (work) => [await appById(work, appId), await answeredEvent(work, appId, reqId)] as const,
  );
  if (!app) throw new WecomError(40014);
  if (!event) throw new WecomError(846605, 'invalid req_id');
  if (said.stream) await grow(shift, app, event, said.stream);
  if (said.msgtype === 'stream') return;
  if (said.msgtype === 'stream_with_template_card' && said.template_card === undefined) return;
  const msgtype = said.msgtype === 'stream_with_template_card' ? 'template_card' : said.msgtype;
  await say(shift, app, event.memberId, { ...said, msgtype });
}

/** Another look for the card that was pressed. */
export async function respondUpdate({ shift, appId }: Bot, reqId: string, body: unknown): Promise<void> {
  const said = Said.parse(body ?? {});
  await shift.work(async (work) => {
    const app = await appById(work, appId);
    const event = await answeredEvent(work, appId, reqId);
    const code = event?.facts['responseCode'];
    if (!app || !event || typeof code !== 'string') throw new WecomError(846605, 'invalid req_id');
    const card = await cardOf(work, app, WireCard.parse(said.template_card), { interactive: true });
    await updateCard(work, { appId, code, to: [event.memberId], change: { card } });
  });
}

/** Speaks first: `chatid` is a userid. */
export async function sendByItself({ shift, appId }: Bot, body: unknown): Promise<void> {
  const said = Said.parse(body ?? {});
  const [app, memberId] = await shift.work(async (work) => {
    const found = await appById(work, appId);
    if (!found) throw new WecomError(40014);
    return [found, await knownMember(work, said.chatid ?? '', 40050)] as const;
  });
  await say(shift, app, memberId, said);
}

async function say(shift: Shift, app: App, memberId: MemberId, said: Said): Promise<void> {
  const draft = await shift.work((work) => draftOf(work, { ...said, safe: undefined }, { ...rules, app }));
  await sayToMember(shift, { app, draft, memberId });
}

/** A stream is one message that is written on: the first piece says it, the others replace what stands there. */
async function grow(shift: Shift, app: App, event: BotEvent, stream: StreamSaid): Promise<void> {
  const id = stream.id ?? '';
  if (!id) throw new WecomError(40058, 'missing stream.id');
  // A think-aloud in front of the answer is the bot's own.
  const text = stream.content.replaceAll(/<think>[\s\S]*?(<\/think>|$)/g, '').trim();
  const body = { text: (text || '…').slice(0, 20_000) };
  const place = event.streams[id];
  if (place) await shift.work((work) => rewriteMessage(work, app, place, { k: 'markdown', b: body }));
  else {
    const { c, s } = await sayToMember(shift, {
      app,
      draft: { k: 'markdown', b: body },
      memberId: event.memberId,
    });
    await shift.work((work) => keepStream(work, app.id, event, { id, chatId: c, seq: s }));
  }
  if (stream.finish)
    for (const item of stream.msg_item ?? []) await picture(shift, app, event.memberId, item.image);
}

async function picture(
  shift: Shift,
  app: App,
  memberId: MemberId,
  { base64 }: { base64: string },
): Promise<void> {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > limits.imageBytes) throw new WecomError(40009);
  const file = await keepBytes(shift, { name: 'image.png', source: Readable.from([bytes]) });
  const { id: fileId, name, size, mime } = file;
  await sayToMember(shift, { app, memberId, draft: { k: 'image', b: { fileId, name, size, mime } } });
}
