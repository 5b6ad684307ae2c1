import { randomUUID } from 'node:crypto';
import type { ForeignAnswer, ForeignCall, ForeignDoor } from '../../kernel/http/foreign.ts';
import type { DingtalkCall } from './call.ts';
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
      if (!open && !closed)
        return { ...answer({ errcode: 404, errmsg: 'api not implemented' }), status: 404 };
      const body = bodyOf(call);
      const fields = open ? await open(call, body) : await run(closed!, call, body);
      return answer({ errcode: 0, errmsg: 'ok', ...fields });
    } catch (error) {
      const { errcode, message } = inTheirNumbers(error, call);
      return answer({ errcode, errmsg: message });
    }
  },
};

async function run(wanted: DingtalkCall, call: ForeignCall, body: Body): Promise<object> {
  const { shift, app } = await letIn(call, shownToken(call));
  if (wanted.scope && !app.scopes.includes(wanted.scope))
    throw new DingtalkError(60011, `no permission, the app lacks the scope ${wanted.scope}`);
  return await wanted.act(shift, body, { ...call, app });
}

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
