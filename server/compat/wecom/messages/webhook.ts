import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { ForeignCall } from '../../../kernel/http/foreign.ts';
import type { Shift } from '../../../kernel/shift.ts';
import type { Work } from '../../../kernel/work.ts';
import { keepBytes } from '../../../modules/files/index.ts';
import { draftOfFile } from '../../../modules/messaging/index.ts';
import {
  holdsKeyword,
  keepRobotMedia,
  mayRobotSpeak,
  openRobot,
  robotMedia,
  type RobotRow,
  robotSpeaks,
} from '../../../modules/robots/index.ts';
import { type WecomOpenCall, wecomOpenCall } from '../call.ts';
import { bodyOf } from '../envelope.ts';
import { maybeWords } from '../lenient.ts';
import { filePart } from '../media/form-part.ts';
import { mustFit } from '../media/media-rules.ts';
import { WecomError } from '../wecom.errors.ts';
import { draftOf, type MessageType, WireMessage } from './draft-of.ts';
import { mentioned } from './mentions.ts';

const PICTURE = 2 * 1024 * 1024;
const types: readonly MessageType[] = ['text', 'markdown', 'markdown_v2', 'news', 'template_card'];

/** The robot whose key stands in the address, and a shift in its company. */
async function robotAt(call: ForeignCall): Promise<{ shift: Shift; robot: RobotRow }> {
  const found = await openRobot(call, 'wecom', call.request.query['key'] ?? '');
  if (found === 'guessing') throw new WecomError(45009);
  if (found === 'unknown') throw new WecomError(93000);
  if (found === 'stopped') throw new WecomError(93004);
  return found;
}

const send = wecomOpenCall({
  path: '/cgi-bin/webhook/send',
  async open(call) {
    const { shift, robot } = await robotAt(call);
    if (call.request.method === 'GET') throw new WecomError(43002);
    const message = WireMessage.parse(bodyOf(call));
    if (!(await mayRobotSpeak(call.ports.throttles, robot))) throw new WecomError(45009);
    const picture = message.msgtype === 'image' ? await keepPicture(shift, message) : undefined;
    await shift.work(async (work) => {
      const draft = picture ? draftOfFile('image', picture) : await robotDraft(work, robot, message);
      if (!holdsKeyword(robot, draft)) throw new WecomError(40201, 'keywords not in content');
      await robotSpeaks(work, robot, await mentioned(work, robot.chat_id, draft, message));
    });
    return {};
  },
});

const Named = z.object({ media_id: maybeWords });

async function robotDraft(work: Work, robot: RobotRow, message: WireMessage) {
  const { msgtype } = message;
  if (msgtype !== 'file' && msgtype !== 'voice')
    return await draftOf(work, message, { types, markdown: 4_096, interactive: false });
  const { media_id: id } = Named.parse(message[msgtype] ?? {});
  if (!id) throw new WecomError(41006);
  const file = await robotMedia(work, robot, id);
  if (!file) throw new WecomError(40007);
  return draftOfFile(msgtype, file);
}

const Picture = z.object({ base64: maybeWords, md5: maybeWords });

async function keepPicture(shift: Shift, message: WireMessage) {
  const { base64 = '', md5 = '' } = Picture.parse(message['image'] ?? {});
  if (!base64) throw new WecomError(44001);
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > PICTURE) throw new WecomError(40009);
  if (createHash('md5').update(bytes).digest('hex') !== md5.toLowerCase()) throw new WecomError(301019);
  mustFit('image', bytes);
  const png = bytes[0] === 0x89;
  const file = await keepBytes(shift, { name: png ? 'image.png' : 'image.jpg', source: once(bytes) });
  if (file.kind !== 'image') throw new WecomError(40004);
  return file;
}

const upload = wecomOpenCall({
  path: '/cgi-bin/webhook/upload_media',
  async open(call) {
    const { shift, robot } = await robotAt(call);
    const { type } = call.request.query;
    if (type !== 'file' && type !== 'voice') throw new WecomError(40005);
    const { fileName, bytes } = filePart(call.request);
    mustFit(type, bytes);
    if (!(await mayRobotSpeak(call.ports.throttles, robot))) throw new WecomError(45009);
    const file = await keepBytes(shift, { name: fileName || type, source: once(bytes) });
    const media_id = await shift.work((work) => keepRobotMedia(work, robot, { fileId: file.id, type }));
    return { type, media_id, created_at: String(Math.floor(call.now.getTime() / 1_000)) };
  },
});

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export const webhookCalls: readonly WecomOpenCall[] = [send, upload];
