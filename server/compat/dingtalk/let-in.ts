import type { ForeignCall } from '../../kernel/http/foreign.ts';
import { type AppFinding, type AppToken, openApp, tokenFor } from '../../modules/apps/index.ts';
import { DingtalkError } from './dingtalk.errors.ts';

const refusals: Record<Extract<AppFinding, string>, [errcode: number, errmsg: string]> = {
  unknown: [40014, 'invalid access_token'],
  expired: [40014, 'invalid access_token: expired'],
  disabled: [40014, 'invalid access_token: the app is off'],
  elsewhere: [60020, 'ip not in whitelist'],
  too_often: [90018, 'too many requests'],
};

/** A token for an app's key and secret. */
export async function getToken(
  call: ForeignCall,
  { key, secret }: { key: string; secret: string },
): Promise<AppToken> {
  const token = await tokenFor(call, key, secret);
  if (token === 'elsewhere') throw new DingtalkError(...refusals.elsewhere);
  if (typeof token === 'string') throw new DingtalkError(40089, 'invalid appkey or appsecret');
  return token;
}

/** What a call shows: in the query of the old interface, in a header of the new one. */
export const shownToken = ({ request: { query, headers } }: ForeignCall): string =>
  query['access_token'] || String(headers['x-acs-dingtalk-access-token'] ?? '');

/** The app whose token a call shows, and a shift in which it acts. */
export async function letIn(call: ForeignCall, token: string): Promise<Exclude<AppFinding, string>> {
  const found = await openApp(call, token);
  if (typeof found === 'string') throw new DingtalkError(...refusals[found]);
  return found;
}
