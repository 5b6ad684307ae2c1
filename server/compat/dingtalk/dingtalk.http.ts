import { randomUUID } from 'node:crypto';
import type { ForeignAnswer, ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import { quotaHeaders } from '../../kernel/http/quota-headers.ts';
import type { Shift } from '../../kernel/shift.ts';
import { noteMissing } from '../../modules/apps/index.ts';
import type { DingtalkCall, DingtalkContext } from './call.ts';
import { calls } from './calls.ts';
import { DingtalkError, inTheirNumbers } from './dingtalk.errors.ts';
import { type Body, text } from './input.ts';
import { getToken, letIn, shownToken } from './let-in.ts';
import { robotSend } from './messages/robot-send.ts';
import { authorize, userAccessToken, whoAmI } from './sign-in.ts';

const MOST = 1024 * 1024;
type Open = (call: ForeignCall, body: Body) => Promise<object>;

const byPath = new Map<string, DingtalkCall>(calls.map((c) => [c.path, c]));

/** Paths of the old interface that let callers in themselves. */
const openOld: Readonly<Record<string, Open>> = {
  '/robot/send': robotSend,
  async '/gettoken'(call, body) {
    const { token, expiresIn } = await getToken(call, {
      key: text(body, 'appkey'),
      secret: text(body, 'appsecret'),
    });
    return { access_token: token, expires_in: expiresIn };
  },
};

/** The newer interface has its own way to answer and to fail. */
const openNew: Readonly<Record<string, Open>> = {
  async '/v1.0/oauth2/accessToken'(call, body) {
    const { token, expiresIn } = await getToken(call, {
      key: text(body, 'appKey'),
      secret: text(body, 'appSecret'),
    });
    return { accessToken: token, expireIn: expiresIn };
  },
  '/v1.0/oauth2/userAccessToken': userAccessToken,
  '/v1.0/contact/users/me': whoAmI,
};

/** DingTalk's interface. The old one is always 200, the outcome in errcode; the new one says 400 and a word. */
export const dingtalk: ForeignDoor = {
  name: 'dingtalk',
  paths: ['/robot/', '/gettoken', '/topapi/', '/v1.0/', '/oauth2/auth'],
  async answer(call) {
    const { path } = call.request;
    if (path === '/oauth2/auth') return await authorize(call);
    if (path.startsWith('/v1.0/')) return await newer(call);
    const open = Object.hasOwn(openOld, path) ? openOld[path] : undefined;
    const closed = byPath.get(path);
    try {
      if (open) return answer({ errcode: 0, errmsg: 'ok', ...(await open(call, bodyOf(call))) });
      if (closed) return await run(closed, call);
      await noteMissing(call, shownToken(call));
      return { ...answer({ errcode: 404, errmsg: 'api not implemented' }), status: 404 };
    } catch (error) {
      return refused(inTheirNumbers(error, call));
    }
  },
};

async function run(wanted: DingtalkCall, call: ForeignCall): Promise<ForeignAnswer> {
  const { shift, app, meter } = await letIn(call, shownToken(call));
  const began = performance.now();
  let wrong: DingtalkError | undefined;
  const given = await answered(wanted, shift, { ...call, app }).catch((error: unknown) => {
    wrong = inTheirNumbers(error, call);
    return refused(wrong);
  });
  call.ports.callLog.note({
    corpId: shift.corpId,
    appId: app.id,
    at: call.now,
    route: wanted.path,
    status: 200,
    code: wrong ? String(wrong.errcode) : '',
    text: wrong?.message.slice(0, 300) ?? '',
    ms: performance.now() - began,
  });
  return { ...given, headers: { ...given.headers, ...quotaHeaders(meter, call.now) } };
}

async function answered(
  wanted: DingtalkCall,
  shift: Shift,
  context: DingtalkContext,
): Promise<ForeignAnswer> {
  if (wanted.scope && !context.app.scopes.includes(wanted.scope))
    throw new DingtalkError(60011, `no permission, the app lacks the scope ${wanted.scope}`);
  return answer({ errcode: 0, errmsg: 'ok', ...(await wanted.act(shift, bodyOf(context), context)) });
}

const refused = ({ errcode, message }: DingtalkError) => answer({ errcode, errmsg: message });

async function newer(call: ForeignCall): Promise<ForeignAnswer> {
  const { path } = call.request;
  const open = Object.hasOwn(openNew, path) ? openNew[path] : undefined;
  try {
    if (!open)
      return { ...answer({ code: 'InvalidAction.NotFound', message: 'api not implemented' }), status: 404 };
    return answer(await open(call, bodyOf(call)));
  } catch (error) {
    const { errcode, message } = inTheirNumbers(error, call);
    const code = [40014, 40089].includes(errcode) ? 'InvalidAuthentication' : `Invalid.${errcode}`;
    return { ...answer({ code, message }), status: 400 };
  }
}

/** Query over JSON, or over a form whose fields may hold JSON, as the vendor's older SDKs send it. */
function bodyOf({ request }: ForeignCall): Body {
  if (Object.values(request.query).some((v) => v.includes('\0')))
    throw new DingtalkError(40035, 'invalid characters');
  return { ...sentBody(request), ...request.query };
}

function sentBody(request: ForeignCall['request']): Body {
  if (request.body.length === 0) return {};
  if (request.body.length > MOST) throw new DingtalkError(40035, 'body too large');
  const sent = request.body.toString('utf8').replace(/^\uFEFF/, '');
  if (/\\u0000|\0|%00/.test(sent)) throw new DingtalkError(40035, 'invalid characters');
  const parsed = readJson(sent);
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Body;
  if (!String(request.headers['content-type'] ?? '').includes('x-www-form-urlencoded'))
    throw new DingtalkError(40035, 'missing parameter json');
  return Object.fromEntries(
    [...new URLSearchParams(sent)].map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? (readJson(value) ?? value) : value,
    ]),
  );
}

function readJson(sent: string): unknown {
  try {
    return JSON.parse(sent) as unknown;
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
