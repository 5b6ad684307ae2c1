import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { Failure } from '../../../kernel/fail.ts';
import type { ForeignCall } from '../../../kernel/http/foreign.ts';
import type { Work } from '../../../kernel/work.ts';
import { mediaFile } from '../../../modules/apps/index.ts';
import {
  holdsKeyword,
  mayRobotSpeak,
  openRobot,
  robotMedia,
  type RobotRow,
  robotSpeaks,
  signingSecret,
} from '../../../modules/robots/index.ts';
import type { FeishuOpenCall } from '../call.ts';
import { bodyOf } from '../envelope.ts';
import { FeishuError } from '../feishu.errors.ts';
import { keyOf } from '../ids.ts';
import { type Place, type Speech, speechOf } from './speech.ts';

const HOUR = 3_600_000;
const MOST = 20 * 1024;

const object = z.preprocess(
  (v) => (typeof v === 'string' && v.startsWith('{') ? asJson(v) : (v ?? {})),
  z.record(z.string(), z.unknown()),
);
const Message = z.looseObject({
  msg_type: z.string(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  sign: z.string().optional(),
  content: object,
  card: object,
});
type Message = z.output<typeof Message>;

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw bad();
    throw error;
  }
}

const bad = (why = 'Bad Request') => new FeishuError(9499, why);

/** A robot of this vendor's kind says something in its chat. */
async function hook(call: ForeignCall, key: string, body: unknown): Promise<void> {
  const found = await openRobot(call, 'feishu', key);
  if (found === 'guessing') throw new FeishuError(11232, 'too many request');
  if (found === 'unknown' || found === 'stopped')
    throw new FeishuError(19001, 'param invalid: incoming webhook access token invalid');
  const { shift, robot } = found;
  if (call.request.body.length > MOST) throw bad();
  const read = Message.safeParse(body);
  if (!read.success) throw bad();
  checkSign(call, robot, read.data);
  if (!(await mayRobotSpeak(call.ports.throttles, robot))) throw new FeishuError(11232, 'frequency limited');
  await shift.work(async (work) => {
    const said = await draftOf(work, robot, read.data);
    if (!holdsKeyword(robot, said.draft)) throw new FeishuError(19024, 'Key Words Not Found');
    await robotSpeaks(work, robot, said);
  });
}

/** The text to sign is the key, and the message is empty. */
function checkSign({ ports, now }: ForeignCall, robot: RobotRow, { timestamp, sign = '' }: Message): void {
  const secret = signingSecret(ports.secret, robot);
  if (secret === undefined) return;
  const wrong = new FeishuError(
    19021,
    'sign match fail or timestamp is not within one hour from current time',
  );
  const at = String(timestamp ?? '');
  if (!/^\d{1,12}$/.test(at) || Math.abs(now.getTime() - Number(at) * 1_000) > HOUR) throw wrong;
  const right = createHmac('sha256', `${at}\n${secret}`).update('').digest();
  const shown = Buffer.from(sign, 'base64');
  if (shown.length !== right.length || !timingSafeEqual(shown, right)) throw wrong;
}

const everyone = { all: true, memberIds: [], departmentIds: [], tagIds: [] };

function draftOf(work: Work, robot: RobotRow, { msg_type: type, content, card }: Message): Promise<Speech> {
  const place: Place = {
    work,
    people: everyone,
    chatId: robot.chat_id,
    file: async (key) => (await robotMedia(work, robot, key)) ?? (await uploadedPicture(work, key)),
    bad: (why) => bad(why ? `Bad Request: ${why}` : undefined),
    fit: (text, most) => text.slice(0, most),
  };
  return speechOf(place, type, content, card);
}

/** A picture that an app of the company uploaded: robots have no token to upload with. */
async function uploadedPicture(work: Work, key: string) {
  const mediaId = keyOf(key);
  try {
    const file = mediaId ? await mediaFile(work, mediaId) : undefined;
    return file?.kind === 'image' ? file : undefined;
  } catch (error) {
    if (error instanceof Failure && error.code === 'apps.media_not_found') return undefined;
    throw error;
  }
}

/** Both generations of this answer have clients that look for theirs. */
const said = { data: {}, StatusCode: 0, StatusMessage: 'success', Extra: null };

export const hookCalls: readonly FeishuOpenCall[] = [
  {
    method: 'POST',
    path: '/open-apis/bot/v2/hook/:key',
    async open(call, { key }) {
      try {
        await hook(call, key ?? '', bodyOf(call));
      } catch (error) {
        // A robot's chat is all it knows: without it the robot is none.
        if (error instanceof Failure && error.code === 'messaging.chat_archived')
          throw new FeishuError(19001, 'chat is dissolved');
        throw error;
      }
      return said;
    },
  },
];
