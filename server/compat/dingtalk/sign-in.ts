// Signing in with DingTalk's OAuth: a code by way of the browser, a user token for the code, and who it is.
import type { ForeignAnswer, ForeignCall } from '../../kernel/http/foreign.ts';
import { redirect, toSignIn, withQuery } from '../../kernel/http/redirect.ts';
import {
  codeForApp,
  type CodeFinding,
  corpCode,
  giveUserTicket,
  memberOfTicket,
  takeSignInCode,
} from '../../modules/apps/index.ts';
import { memberFacts } from '../../modules/directory/index.ts';
import { pictureUrl } from '../../modules/files/index.ts';
import { type DingtalkCall, inOneWork } from './call.ts';
import { noUser } from './contacts/seen.ts';
import { DingtalkError } from './dingtalk.errors.ts';
import { type Body, need, text } from './input.ts';
import { getToken, letIn, shownToken } from './let-in.ts';

const reasons: Record<Exclude<CodeFinding & string, 'signed_out'>, string> = {
  no_app: 'client_id is unknown',
  foreign_page: 'redirect_uri is not in the trusted domain of the app',
  out_of_range: 'you are outside the visible range of the app',
};

/** A browser that an app sent here goes back with a code. */
export async function authorize(call: ForeignCall): Promise<ForeignAnswer> {
  const { query } = call.request;
  const { redirect_uri: redirectUri = '', client_id: key = '', state } = query;
  const found = await codeForApp(call, { key, redirectUri });
  if (found === 'signed_out') return toSignIn(call.request);
  if (typeof found === 'string')
    return {
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      body: reasons[found],
    };
  // Programs of one generation read `authCode`, of the other `code`.
  const more = { authCode: found.code, code: found.code, ...(state === undefined ? {} : { state }) };
  return redirect(withQuery(redirectUri, more));
}

/** The app shows its secret with the code and gets the user's token. */
export async function userAccessToken(call: ForeignCall, body: Body): Promise<object> {
  const grant = text(body, 'grantType') || 'authorization_code';
  if (grant !== 'authorization_code')
    throw new DingtalkError(40035, `invalid grantType ${grant.slice(0, 40)}`);
  const { token } = await getToken(call, { key: need(body, 'clientId'), secret: need(body, 'clientSecret') });
  const { shift, app } = await letIn(call, token);
  return await shift.work(async (work) => {
    const key = call.ports.secret;
    const found = await takeSignInCode(work, key, { code: need(body, 'code'), appId: app.id });
    if (typeof found === 'string') throw new DingtalkError(40078, `the code is ${found}`);
    const { ticket, expiresIn } = giveUserTicket(work, key, app.id, found.memberId);
    return { accessToken: ticket, refreshToken: '', expireIn: expiresIn, corpId: corpCode(shift.corpId) };
  });
}

/** Who the user of a token is. */
export async function whoAmI(call: ForeignCall): Promise<object> {
  const found = await memberOfTicket(call, shownToken(call));
  if (typeof found === 'string') throw new DingtalkError(40014, `the access token is ${found}`);
  const { shift, app, member } = found;
  const { request, ports } = call;
  return {
    nick: member.name,
    avatarUrl: member.avatarFile
      ? pictureUrl(ports.secret, request.origin, { corpId: shift.corpId, fileId: member.avatarFile })
      : '',
    openId: member.id,
    unionId: member.id,
    ...(app.scopes.includes('contacts.sensitive')
      ? { mobile: member.mobile ?? '', stateCode: '86', email: member.email ?? '' }
      : {}),
  };
}

/** The same for an app that shows its own token with the code. */
const userInfo = inOneWork('/topapi/v2/user/getuserinfo', '', async (work, body, { ports, app }) => {
  const code = need(body, 'code');
  const found = await takeSignInCode(work, ports.secret, { code, appId: app.id });
  if (typeof found === 'string') throw new DingtalkError(40078, `the code is ${found}`);
  const [member] = await memberFacts(work, app.visible, [found.memberId]);
  if (!member || member.status === 'disabled') throw noUser();
  return {
    result: {
      userid: member.userid,
      name: member.name,
      unionid: member.id,
      associated_unionid: member.id,
      device_id: '',
      sys: member.isOwner,
      sys_level: member.isOwner ? 1 : 0,
    },
  };
});

export const signInCalls: readonly DingtalkCall[] = [userInfo];
