import { randomUUID } from 'node:crypto';
import { ZodError } from 'zod';
import { Failure } from '../../kernel/fail.ts';
import type { ForeignAnswer, ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import { DingtalkError } from './dingtalk.errors.ts';
import { robotSend } from './robot-send.ts';

const MOST = 1024 * 1024;
type Call = (call: ForeignCall, body: Record<string, unknown>) => Promise<object>;
const calls: Readonly<Record<string, Call>> = { '/robot/send': robotSend };

/** DingTalk's old interface: always 200, the outcome in errcode. */
export const dingtalk: ForeignDoor = {
  name: 'dingtalk',
  paths: ['/robot/'],
  async answer(call) {
    const run = Object.hasOwn(calls, call.request.path) ? calls[call.request.path] : undefined;
    try {
      if (!run) return { ...answer({ errcode: 404, errmsg: 'api not implemented' }), status: 404 };
      return answer({ errcode: 0, errmsg: 'ok', ...(await run(call, bodyOf(call))) });
    } catch (error) {
      const { errcode, message } = inTheirNumbers(error, call);
      return answer({ errcode, errmsg: message });
    }
  },
};

/** JSON, or a form whose fields may hold JSON, as the vendor's older SDKs send it. */
function bodyOf({ request }: ForeignCall): Record<string, unknown> {
  if (request.body.length === 0) return {};
  if (request.body.length > MOST) throw new DingtalkError(40035, 'body too large');
  const text = request.body.toString('utf8').replace(/^\uFEFF/, '');
  if (/\\u0000|\0/.test(text)) throw new DingtalkError(40035, 'invalid characters');
  const parsed = readJson(text);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
    return parsed as Record<string, unknown>;
  if (!String(request.headers['content-type'] ?? '').includes('x-www-form-urlencoded'))
    throw new DingtalkError(40035, 'missing parameter json');
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? (readJson(value) ?? value) : value,
    ]),
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const answer = (body: object): ForeignAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ ...body, request_id: randomUUID().replaceAll('-', '').slice(0, 16) }),
});

function inTheirNumbers(error: unknown, { ports, request }: ForeignCall): DingtalkError {
  if (error instanceof DingtalkError) return error;
  if (error instanceof ZodError)
    return new DingtalkError(40035, `invalid parameter ${error.issues[0]!.path.join('.')}`);
  if (error instanceof Failure && error.code === 'messaging.chat_archived')
    return new DingtalkError(300001, 'chat is dissolved');
  ports.log.error({ err: error, path: request.path }, 'a foreign call failed');
  return new DingtalkError(-1, 'system error');
}
