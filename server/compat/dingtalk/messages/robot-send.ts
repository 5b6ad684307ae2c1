import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MemberId } from '@teahouse/contract/ids';
import type { ProgramDraft } from '@teahouse/contract/program-messages';
import type { Draft } from '@teahouse/contract/realtime';
import type { ForeignCall } from '../../../kernel/http/foreign.ts';
import type { Work } from '../../../kernel/work.ts';
import { seatedByName } from '../../../modules/messaging/index.ts';
import {
  holdsKeyword,
  mayRobotSpeak,
  openRobot,
  type RobotRow,
  robotSpeaks,
  signingSecret,
} from '../../../modules/robots/index.ts';
import { DingtalkError } from '../dingtalk.errors.ts';
import { robotDraft, RobotMessage } from './robot-draft.ts';

const HOUR = 3_600_000;

/** A robot of this vendor's kind says something in its chat. */
export async function robotSend(call: ForeignCall, body: Record<string, unknown>): Promise<object> {
  const { query } = call.request;
  const found = await openRobot(call, 'dingtalk', query['access_token'] ?? '');
  if (found === 'guessing') throw tooFast();
  if (found === 'unknown') throw new DingtalkError(300001, 'token is not exist');
  if (found === 'stopped') throw new DingtalkError(300002, 'robot is disabled');
  const { shift, robot } = found;
  checkSign(call, robot);
  const message = RobotMessage.parse(body);
  const draft = robotDraft(message);
  if (!holdsKeyword(robot, draft)) throw new DingtalkError(310000, 'keywords not in content');
  if (!(await mayRobotSpeak(call.ports.throttles, robot))) throw tooFast();
  await shift.work(async (work) => robotSpeaks(work, robot, await called(work, robot, draft, message.at)));
  return {};
}

const tooFast = () => new DingtalkError(130101, 'send too fast, exceed 20 times per minute');

function checkSign({ request, ports, now }: ForeignCall, robot: RobotRow): void {
  const secret = signingSecret(ports.secret, robot);
  if (secret === undefined) return;
  const { timestamp = '', sign = '' } = request.query;
  const at = Number(timestamp);
  if (!/^\d{1,16}$/.test(timestamp) || Math.abs(now.getTime() - at) > HOUR)
    throw new DingtalkError(310000, 'invalid timestamp');
  const right = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest();
  const shown = Buffer.from(plainSign(sign), 'base64');
  if (shown.length !== right.length || !timingSafeEqual(shown, right))
    throw new DingtalkError(310000, 'sign not match');
}

/** Some clients encode the signature twice, and a plus sign may have become a blank. */
function plainSign(sign: string): string {
  const decoded =
    /%[0-9a-f]{2}/i.test(sign) && !/%(?![0-9a-f]{2})/i.test(sign) ? decodeURIComponent(sign) : sign;
  return decoded.replaceAll(' ', '+');
}

/** Those called by id, mobile or all; whoever the text does not name already stands at its end. */
async function called<D extends Draft | ProgramDraft>(
  work: Work,
  robot: RobotRow,
  draft: D,
  { atMobiles, atUserIds, isAtAll }: RobotMessage['at'],
): Promise<{ draft: D; at: (MemberId | 'all')[] }> {
  if (draft.k !== 'text' && draft.k !== 'markdown') return { draft, at: isAtAll ? ['all'] : [] };
  const found = await seatedByName(work, robot.chat_id, { userids: atUserIds, mobiles: atMobiles });
  let { text } = draft.b;
  const behind: string[] = [];
  const name = (id: string, person: { name: string }) => {
    const spelled = atUserIds.find((u) => u.toLowerCase() === id) ?? id;
    if (text.includes(`@${spelled}`)) text = text.replaceAll(`@${spelled}`, `@${person.name} `);
    else behind.push(`@${person.name}`);
  };
  for (const [id, person] of [...found.byUserid, ...found.byMobile]) name(id, person);
  if (isAtAll) behind.push('@所有人');
  const at = new Set<MemberId | 'all'>([
    ...[...found.byUserid.values(), ...found.byMobile.values()].map((m) => m.id),
    ...(isAtAll ? (['all'] as const) : []),
  ]);
  const whole = behind.length ? `${text}\n${behind.join(' ')}` : text;
  return { draft: { ...draft, b: { ...draft.b, text: whole.slice(0, 16_000) } }, at: [...at].slice(0, 50) };
}
