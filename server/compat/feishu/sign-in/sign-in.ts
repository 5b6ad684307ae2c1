// Signing in with Feishu's OAuth: a code by way of the browser, a user token for the code, and who it is.
import * as z from 'zod';
import type { ForeignAnswer, ForeignCall } from '../../../kernel/http/foreign.ts';
import { redirect, toSignIn, withQuery } from '../../../kernel/http/redirect.ts';
import type { Shift } from '../../../kernel/shift.ts';
import {
  type App,
  codeForApp,
  type CodeFinding,
  corpCode,
  giveUserTicket,
  memberOfTicket,
  takeSignInCode,
} from '../../../modules/apps/index.ts';
import { pictureUrl } from '../../../modules/files/index.ts';
import { type FeishuOpenCall, type FeishuOutsideCall, feishuOutsideCall } from '../call.ts';
import { bodyOf } from '../envelope.ts';
import { FeishuError } from '../feishu.errors.ts';
import { openId, unionId } from '../ids.ts';
import { bearerOf, letInAs } from '../let-in.ts';
import { bareAppId, tokenOf } from '../tokens.ts';

const words = z.preprocess((v) => v ?? '', z.coerce.string());
const reasons: Record<Exclude<CodeFinding & string, 'signed_out'>, [code: number, msg: string]> = {
  no_app: [20029, 'The app does not exist, or it is not yours.'],
  foreign_page: [20029, 'redirect_uri is not in the trusted domain of the app.'],
  out_of_range: [20010, 'You are outside the availability of this app.'],
};

/** A browser that an app sent here goes back with a code. */
const authorize = (path: string): FeishuOpenCall => ({
  method: 'GET',
  path,
  async open(call) {
    const { query } = call.request;
    const redirectUri = query['redirect_uri'] ?? '';
    const key = bareAppId(query['app_id'] ?? query['client_id'] ?? '');
    const found = await codeForApp(call, { key, redirectUri });
    if (found === 'signed_out') return toSignIn(call.request);
    if (typeof found === 'string') return told(...reasons[found]);
    const { state } = query;
    return redirect(withQuery(redirectUri, { code: found.code, ...(state === undefined ? {} : { state }) }));
  },
});

/** For a person, and for whoever wrote the app. */
const told = (code: number, msg: string): ForeignAnswer => ({
  status: 400,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: `${code} ${msg}`,
});

async function userToken(shift: Shift, app: App, body: Record<string, unknown>) {
  const { grant_type, code } = z.object({ grant_type: words, code: words }).parse(body);
  if (grant_type !== 'authorization_code') throw new FeishuError(20036, 'the grant type is not supported');
  return await shift.work(async (work) => {
    const key = shift.ports.secret;
    const found = await takeSignInCode(work, key, { code, appId: app.id });
    if (found === 'expired') throw new FeishuError(20004, 'code has expired');
    if (found === 'unknown') throw new FeishuError(20003, 'code is invalid or was used');
    const { ticket, expiresIn } = giveUserTicket(work, key, app.id, found.memberId);
    return { access_token: ticket, token_type: 'Bearer', expires_in: expiresIn };
  });
}

const exchange = (path: string, whole: boolean): FeishuOutsideCall =>
  feishuOutsideCall({
    method: 'POST',
    path,
    input: z.looseObject({}),
    async act(shift, body, context) {
      const token = await userToken(shift, context.app, body);
      return whole ? { ...token, ...(await whoIs(context, token.access_token)) } : token;
    },
  });

/** The newer way: the app shows its secret with the code, and the answer stands beside `code`. */
const oauthToken: FeishuOpenCall = {
  method: 'POST',
  path: '/open-apis/authen/v2/oauth/token',
  async open(call) {
    const body = bodyOf(call);
    const { token } = await tokenOf(call, { app_id: body['client_id'], app_secret: body['client_secret'] });
    const { shift, app } = await letInAs(call, token, call.request.path);
    return { ...(await userToken(shift, app, body)), scope: '' };
  },
};

async function whoIs(call: ForeignCall, token: string): Promise<object> {
  const found = await memberOfTicket(call, token);
  if (typeof found === 'string')
    throw new FeishuError(99991668, `Invalid access token for authorization. The user token is ${found}.`);
  const { shift, app, member } = found;
  const { request, ports } = call;
  const face = member.avatarFile
    ? pictureUrl(ports.secret, request.origin, { corpId: shift.corpId, fileId: member.avatarFile })
    : '';
  const faces = { avatar_url: face, avatar_thumb: face, avatar_middle: face, avatar_big: face };
  return {
    name: member.name,
    en_name: '',
    ...faces,
    open_id: openId(member.id),
    union_id: unionId(member.id),
    user_id: member.userid,
    tenant_key: corpCode(shift.corpId),
    ...(app.scopes.includes('contacts.sensitive')
      ? {
          email: member.email ?? '',
          enterprise_email: member.outward.bizMail ?? '',
          mobile: member.mobile ?? '',
        }
      : {}),
  };
}

/** Shows a user token, not the app's. */
const userInfo: FeishuOpenCall = {
  method: 'GET',
  path: '/open-apis/authen/v1/user_info',
  async open(call) {
    const token = bearerOf(call);
    if (token === '') throw new FeishuError(99991661, 'Missing access token for authorization.');
    return { data: await whoIs(call, token) };
  },
};

export const signInOpenCalls: readonly FeishuOpenCall[] = [
  authorize('/open-apis/authen/v1/authorize'),
  authorize('/open-apis/authen/v1/index'),
  oauthToken,
  userInfo,
];
/** The older one tells at once who it is. */
export const signInCalls: readonly FeishuOutsideCall[] = [
  exchange('/open-apis/authen/v1/oidc/access_token', false),
  exchange('/open-apis/authen/v1/access_token', true),
];
