import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChatId, FileId, MemberId } from '@teahouse/contract/ids';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import * as z from 'zod';
import type { ForeignCall } from '../../kernel/http/foreign.ts';
import type { Work } from '../../kernel/work.ts';
import { draftOfFile, membersSeated, seatedByName } from '../../modules/messaging/index.ts';
import {
  holdsKeyword,
  mayRobotSpeak,
  openRobot,
  robotMedia,
  type RobotRow,
  robotSpeaks,
  signingSecret,
} from '../../modules/robots/index.ts';
import { cardDraft } from './card-draft.ts';
import { FeishuError } from './feishu.errors.ts';
import { postText } from './post-text.ts';

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
export async function hook(call: ForeignCall, key: string, body: unknown): Promise<void> {
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

interface Said {
  draft: Draft | ProgramDraft;
  at: (MemberId | 'all')[];
}

async function draftOf(
  work: Work,
  robot: RobotRow,
  { msg_type: type, content, card }: Message,
): Promise<Said> {
  switch (type) {
    case 'text': {
      const { text } = content;
      if (typeof text !== 'string' || text === '') throw bad();
      return await withCalls(work, robot.chat_id, text.slice(0, 10_000), (said) => ({
        k: 'text',
        b: { text: said },
      }));
    }
    case 'post': {
      const { title, text } = postText(content);
      if (!text && !title) throw bad();
      return await withCalls(work, robot.chat_id, (text || title).slice(0, 16_000), (said) => ({
        k: 'markdown',
        b: { text: said, ...(title && text ? { title: title.slice(0, 200) } : {}) },
      }));
    }
    case 'image': {
      const file = await robotMedia(work, robot, String(content['image_key'] ?? ''));
      if (!file) throw bad('Bad Request: invalid image_key');
      return { draft: draftOfFile('image', file as typeof file & { id: FileId }), at: [] };
    }
    case 'share_chat': {
      // A chat is only named here: whoever sits in this one may hear that the other exists, and nothing more.
      const shared = content['share_chat_id'];
      if (shared !== robot.chat_id) throw bad('Bad Request: invalid share_chat_id');
      const { title } = await membersSeated(work, robot.chat_id);
      return { draft: { k: 'card', b: { title: title || '群聊', text: '' } }, at: [] };
    }
    case 'interactive': {
      const draft = cardDraft(Object.keys(card).length ? card : content);
      if (!draft) throw bad('Bad Request: empty card');
      if (draft.k !== 'template' || !draft.b.markdown) return { draft, at: [] };
      return await withCalls(work, robot.chat_id, draft.b.markdown, (markdown) => ({
        k: 'template',
        b: { ...draft.b, markdown },
      }));
    }
    default:
      throw bad(`Bad Request: msg_type ${type.slice(0, 40)}`);
  }
}

const AT = /<at\s+(?:user_id|id|email)\s*=\s*["']?([^"'>\s]{1,80})["']?\s*>([^<]{0,60})<\/at>/g;

/** `<at user_id="…">` becomes a name that calls. */
async function withCalls(
  work: Work,
  chatId: ChatId,
  text: string,
  make: (text: string) => Draft | ProgramDraft,
): Promise<Said> {
  const wanted = [...text.matchAll(AT)].map((m) => m[1]!);
  const found = await seatedByName(work, chatId, { userids: wanted, mobiles: [] });
  const at = new Set<MemberId | 'all'>();
  const said = text.replaceAll(AT, (_, id: string, label: string) => {
    if (id === 'all') {
      at.add('all');
      return '@所有人 ';
    }
    const member = found.byUserid.get(id.toLowerCase());
    if (member) at.add(member.id);
    return `@${member?.name ?? (label || id)} `;
  });
  return { draft: make(said), at: [...at].slice(0, 50) };
}
