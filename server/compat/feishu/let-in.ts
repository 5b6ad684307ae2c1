import type { ForeignCall } from '../../kernel/http/foreign.ts';
import { type AppFinding, openApp } from '../../modules/apps/index.ts';
import { FeishuError } from './feishu.errors.ts';

const refusals: Record<Extract<AppFinding, string>, [code: number, msg: string]> = {
  // Clients fetch a new token on this number alone, so an expired one carries it too.
  unknown: [
    99991663,
    'Invalid access token for authorization. Please make a test attempt with a valid token.',
  ],
  expired: [99991663, 'Invalid access token for authorization. The token has expired.'],
  disabled: [99991662, 'app is not enabled'],
  elsewhere: [99991401, 'ip is denied by app setting'],
  too_often: [99991400, 'request trigger frequency limit'],
};

/** What stands behind `Bearer`; '' where nothing does. */
export const bearerOf = ({ request }: ForeignCall): string =>
  /^bearer\s+(\S{1,2048})$/i.exec(String(request.headers.authorization ?? '').trim())?.[1] ?? '';

type LetIn = Exclude<AppFinding, string>;

/** The app whose tenant token a call shows, and a shift in which it acts. */
export async function letIn(call: ForeignCall, route: string): Promise<LetIn> {
  const token = bearerOf(call);
  if (token === '') throw new FeishuError(99991661, 'Missing access token for authorization.');
  return await letInAs(call, token, route);
}

/** The same with a token from elsewhere. */
export async function letInAs(call: ForeignCall, token: string, route: string): Promise<LetIn> {
  const found = await openApp(call, token, route);
  if (typeof found === 'string') throw new FeishuError(...refusals[found]);
  return found;
}
