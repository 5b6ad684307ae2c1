import { ZodError } from 'zod';
import { Failure } from '../../kernel/fail.ts';
import type { ForeignAnswer, ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import { FeishuError } from './feishu.errors.ts';
import { hook } from './hook.ts';

const MOST = 1024 * 1024;

/** Feishu's interface: `code` and `msg`, what is asked for in `data`. */
export const feishu: ForeignDoor = {
  name: 'feishu',
  paths: ['/open-apis/'],
  async answer(call) {
    const { path } = call.request;
    try {
      const key = /^\/open-apis\/bot\/v2\/hook\/([^/]{1,200})$/.exec(path)?.[1];
      if (key === undefined) return { ...answer({ code: 404, msg: 'api not implemented' }), status: 404 };
      await hook(call, key, bodyOf(call));
      // Both generations of this answer have clients that look for theirs.
      return answer({
        code: 0,
        msg: 'success',
        data: {},
        StatusCode: 0,
        StatusMessage: 'success',
        Extra: null,
      });
    } catch (error) {
      const { code, message } = inTheirNumbers(error, call);
      return answer({ code, msg: message, data: {} });
    }
  },
};

function bodyOf({ request }: ForeignCall): unknown {
  const text = request.body.toString('utf8').replace(/^\uFEFF/, '');
  if (request.body.length > MOST || /\\u0000|\0/.test(text)) throw new FeishuError(9499, 'Bad Request');
  try {
    return text ? (JSON.parse(text) as unknown) : {};
  } catch (error) {
    if (error instanceof SyntaxError) throw new FeishuError(9499, 'Bad Request');
    throw error;
  }
}

const answer = (body: object): ForeignAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

function inTheirNumbers(error: unknown, { ports, request }: ForeignCall): FeishuError {
  if (error instanceof FeishuError) return error;
  if (error instanceof ZodError) return new FeishuError(9499, 'Bad Request');
  if (error instanceof Failure && error.code === 'messaging.chat_archived')
    return new FeishuError(19001, 'chat is dissolved');
  ports.log.error({ err: error, path: request.path }, 'a foreign call failed');
  return new FeishuError(-1, 'system error');
}
